import type { EmployeeActor } from '../../domain/employee.ts'
import type { Reader } from '../../ports.ts'

/** The add if it is the actor's own, of an employee in their scope, or any for an operator, with whose it is and the rules it keeps. */
export function findAdd(reader: Reader, actor: EmployeeActor, id: string) {
  return reader
    .selectFrom('add')
    .innerJoin('contact', 'contact.id', 'add.contactId')
    .innerJoin('employee as owner', 'owner.id', 'add.employeeId')
    .leftJoin('relationProfile as profile', (join) =>
      join.onRef('profile.employeeId', '=', 'add.employeeId').onRef('profile.contactId', '=', 'add.contactId'),
    )
    .leftJoin('targetPolicy as policy', 'policy.id', 'add.policyId')
    .select(['add.id', 'add.startedAt', 'add.contactId', 'add.employeeId', 'add.adderId', 'add.windowEndsAt'])
    .select(['add.verdictStatus', 'add.verdictReason', 'add.verdictSince', 'owner.branchId'])
    .select(['owner.name as ownerName', 'contact.name as contactName', 'contact.avatar as contactAvatar'])
    .select(['profile.addWay', 'profile.channel', 'policy.parameters', 'policy.validFrom'])
    .where('add.id', '=', id)
    .where((is) =>
      is.or([
        is('add.employeeId', '=', actor.id),
        ...(actor.scope.length > 0 ? [is('owner.branchId', 'in', actor.scope)] : []),
        ...(actor.roles.includes('operator') ? [is.lit(true)] : []),
      ]),
    )
    .executeTakeFirst()
}
export type ExplainedAdd = NonNullable<Awaited<ReturnType<typeof findAdd>>>

/** The contact's latest answer, as far as it belongs to the relation's time, and when the relation last ended. */
export async function readFacts(reader: Reader, { contactId, employeeId }: ExplainedAdd) {
  const relation = await reader
    .selectFrom('relation')
    .select('endedAt')
    .where('employeeId', '=', employeeId)
    .where('contactId', '=', contactId)
    .orderBy('startedAt', 'desc')
    .executeTakeFirst()
  const endedAt = relation?.endedAt ?? null
  let answers = reader
    .selectFrom('identityResult')
    .select(['outcome', 'assurance', 'decidedAt'])
    .where('contactId', '=', contactId)
  if (endedAt) answers = answers.where('decidedAt', '<', endedAt)
  const latest = await answers.orderBy('decidedAt', 'desc').orderBy('version', 'desc').executeTakeFirst()
  return { latest: latest ?? null, endedAt }
}

export async function readCredits(reader: Reader, addId: string) {
  return await reader
    .selectFrom('credit')
    .select(['day', 'earnedDay', 'amount', 'reason'])
    .where('addId', '=', addId)
    .orderBy('recordedAt')
    .orderBy('step')
    .execute()
}

/** The review that is open, or the last one there was, with its appeal. */
export async function readLatestReview(reader: Reader, addId: string) {
  return await reader
    .selectFrom('review')
    .leftJoin('appeal', 'appeal.reviewId', 'review.id')
    .selectAll('review')
    .select(['appeal.id as appealId', 'appeal.text as appealText', 'appeal.at as appealedAt'])
    .select(['appeal.state as appealState', 'appeal.answer as appealAnswer', 'appeal.decidedAt as appealDecidedAt'])
    .where('review.addId', '=', addId)
    .orderBy('review.openedAt', 'desc')
    .orderBy('review.id', 'desc')
    .executeTakeFirst()
}
export type LatestReview = NonNullable<Awaited<ReturnType<typeof readLatestReview>>>
