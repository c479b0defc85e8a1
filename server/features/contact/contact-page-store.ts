import { hasTalkedWith } from '../../conversation-store.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import type { Reader } from '../../ports.ts'

/** The relation the page is about: the actor's own, else that of an employee in their scope; the living one before an ended one. */
export function readHead(reader: Reader, actor: EmployeeActor, contactId: string) {
  return (
    reader
      .selectFrom('relation')
      .innerJoin('contact', 'contact.id', 'relation.contactId')
      .leftJoin('employee as owner', 'owner.id', 'relation.employeeId')
      .leftJoin('relationProfile as profile', (join) =>
        join
          .onRef('profile.employeeId', '=', 'relation.employeeId')
          .onRef('profile.contactId', '=', 'relation.contactId'),
      )
      .leftJoin('add', (join) =>
        join.onRef('add.employeeId', '=', 'relation.employeeId').onRef('add.contactId', '=', 'relation.contactId'),
      )
      .leftJoin('targetPolicy as policy', 'policy.id', 'add.policyId')
      .leftJoin('verification', 'verification.contactId', 'relation.contactId')
      .leftJoinLateral(
        (row) =>
          row
            .selectFrom('identityResult')
            .select(['identityResult.maskedName', 'identityResult.recipient'])
            .whereRef('identityResult.contactId', '=', 'relation.contactId')
            .orderBy('identityResult.decidedAt', 'desc')
            .orderBy('identityResult.version', 'desc')
            .limit(1)
            .as('latest'),
        (join) => join.onTrue(),
      )
      .where('relation.contactId', '=', contactId)
      .where((is) =>
        is.or([
          is('relation.employeeId', '=', actor.id),
          ...(actor.scope.length > 0 ? [is('owner.branchId', 'in', actor.scope)] : []),
        ]),
      )
      .select(['contact.id as contactId', 'contact.name', 'contact.avatar', 'contact.kind as type'])
      .select(['relation.employeeId as ownerId', 'owner.branchId as ownerBranchId', 'owner.name as ownerName'])
      .select(['relation.startedAt', 'relation.endedAt', 'add.startedAt as addedAt'])
      .select(['profile.addWay', 'profile.channel', 'profile.remark', 'profile.tags'])
      .select(['add.id as addId', 'add.privateAt', 'add.verdictStatus', 'add.verdictReason', 'add.verdictSince'])
      .select(['add.windowEndsAt', 'policy.parameters', 'verification.state', 'verification.since'])
      .select(['latest.maskedName', 'latest.recipient'])
      .select(hasTalkedWith('relation.contactId').as('talkedWith'))
      // Whether, and nothing more: neither who nor how many nor in which branch.
      .select((row) =>
        row
          .exists(
            row
              .selectFrom('relation as other')
              .innerJoin('employee as colleague', 'colleague.id', 'other.employeeId')
              .select('other.employeeId')
              .whereRef('other.contactId', '=', 'relation.contactId')
              .whereRef('other.employeeId', '!=', 'relation.employeeId')
              .where('other.endedAt', 'is', null)
              .where('colleague.state', '=', 'active'),
          )
          .$castTo<boolean | null>()
          .as('elsewhere'),
      )
      .orderBy((row) => row('relation.employeeId', '=', actor.id), 'desc')
      .orderBy((row) => row('relation.endedAt', 'is', null), 'desc')
      .orderBy('relation.startedAt', 'desc')
      .limit(1)
      .executeTakeFirst()
  )
}
export type Head = NonNullable<Awaited<ReturnType<typeof readHead>>>

export async function readPrompts(reader: Reader, contactId: string) {
  return await reader
    .selectFrom('prompt')
    .select(['employeeId', 'createdAt', 'sentAt', 'openedAt', 'expiresAt', 'endedAt', 'endedBecause'])
    .where('contactId', '=', contactId)
    .orderBy('createdAt', 'desc')
    .execute()
}
export type PagePrompt = Awaited<ReturnType<typeof readPrompts>>[number]
