import { sql } from 'kysely'
import type { EmployeeActor } from '../../domain/employee.ts'
import type { TimelineKind } from '../../domain/timeline-words.ts'
import type { Reader } from '../../ports.ts'

/** The relation the page is about: the actor's own, else that of an employee in their scope; the living one before an ended one. */
export function readHead(reader: Reader, actor: EmployeeActor, contactId: string) {
  return reader
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
    .select((row) =>
      row
        .exists(
          row
            .selectFrom('followUp')
            .select('followUp.id')
            .whereRef('followUp.contactId', '=', 'relation.contactId')
            .where('followUp.state', '=', 'completed')
            .where('followUp.closedItself', '=', false),
        )
        .as('talkedWith'),
    )
    .orderBy((row) => row('relation.employeeId', '=', actor.id), 'desc')
    .orderBy((row) => row('relation.endedAt', 'is', null), 'desc')
    .orderBy('relation.startedAt', 'desc')
    .limit(1)
    .executeTakeFirst()
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

export type TimelineRow = { at: Date; kind: TimelineKind; title: string | null }
const EVENTS = 40

/** Newest first, nothing after `until`. Who of the bank did it is not told: it may have been somebody outside of the reader's scope. */
export async function readTimeline(
  reader: Reader,
  ownerId: string,
  contactId: string,
  until: Date | null,
): Promise<TimelineRow[]> {
  const { rows } = await sql<TimelineRow>`
    SELECT events.at, events.kind, events.title FROM (
      SELECT relation.started_at AS at, 'added' AS kind, NULL AS title FROM relation
        WHERE relation.contact_id = ${contactId} AND relation.employee_id = ${ownerId}
      UNION ALL SELECT relation.ended_at, 'ended', NULL FROM relation
        WHERE relation.contact_id = ${contactId} AND relation.employee_id = ${ownerId} AND relation.ended_at IS NOT NULL
      UNION ALL SELECT prompt.sent_at, 'prompted', NULL FROM prompt
        WHERE prompt.contact_id = ${contactId} AND prompt.sent_at IS NOT NULL
      UNION ALL SELECT prompt.opened_at, 'opened', NULL FROM prompt
        WHERE prompt.contact_id = ${contactId} AND prompt.opened_at IS NOT NULL
      UNION ALL SELECT identity_request.submitted_at, 'submitted', NULL FROM identity_request
        WHERE identity_request.contact_id = ${contactId}
      UNION ALL SELECT result.decided_at,
          CASE WHEN result.outcome = 'verified' THEN 'verified'
            WHEN EXISTS (
              SELECT 1 FROM identity_result AS before
              WHERE before.request_id = result.request_id AND before.version < result.version
                AND before.outcome = 'verified'
            ) THEN 'revoked' ELSE 'failed' END, NULL
        FROM identity_result AS result WHERE result.contact_id = ${contactId}
      UNION ALL SELECT prompt.ended_at, 'declined', NULL FROM prompt
        WHERE prompt.contact_id = ${contactId} AND prompt.ended_because = 'declined'
      UNION ALL SELECT follow_up.closed_at, 'follow-up', follow_up.title FROM follow_up
        WHERE follow_up.contact_id = ${contactId} AND follow_up.assignee_id = ${ownerId}
          AND follow_up.state = 'completed'
    ) AS events
    WHERE events.at <= coalesce(${until}::timestamptz, 'infinity')
    ORDER BY events.at DESC LIMIT ${EVENTS}`.execute(reader)
  return rows
}
