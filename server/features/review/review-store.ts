import { sql } from 'kysely'
import type { Insertable, Updateable } from 'kysely'
import type { AppealTable, ReviewTable } from '../../counting-tables.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import type { Reader, Tx } from '../../ports.ts'

/** As when the contact's adds are settled, so that nothing is decided on a verdict that is about to change. */
export async function lockContact(tx: Tx, contactId: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`contact|${contactId}`}, 0))`.execute(tx)
}

/** What a reader's own adds, their branches' and, for an operator, everybody's reviews show. */
function visible(reader: Reader, actor: EmployeeActor) {
  return reader
    .selectFrom('review')
    .innerJoin('add', 'add.id', 'review.addId')
    .innerJoin('contact', 'contact.id', 'add.contactId')
    .innerJoin('employee as owner', 'owner.id', 'add.employeeId')
    .leftJoin('relationProfile as profile', (join) =>
      join.onRef('profile.employeeId', '=', 'add.employeeId').onRef('profile.contactId', '=', 'add.contactId'),
    )
    .leftJoin('targetPolicy as policy', 'policy.id', 'add.policyId')
    .leftJoin('employee as opener', 'opener.id', 'review.openedBy')
    .leftJoin('employee as proposer', 'proposer.id', 'review.proposedBy')
    .leftJoin('employee as decider', 'decider.id', 'review.decidedBy')
    .leftJoin('appeal', 'appeal.reviewId', 'review.id')
    .leftJoinLateral(
      (row) =>
        row
          .selectFrom('identityResult')
          .select(['identityResult.outcome', 'identityResult.assurance', 'identityResult.decidedAt'])
          .whereRef('identityResult.contactId', '=', 'add.contactId')
          .orderBy('identityResult.decidedAt', 'desc')
          .orderBy('identityResult.version', 'desc')
          .limit(1)
          .as('latest'),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (row) =>
        row
          .selectFrom('relation')
          .select('relation.endedAt')
          .whereRef('relation.contactId', '=', 'add.contactId')
          .whereRef('relation.employeeId', '=', 'add.employeeId')
          .orderBy('relation.startedAt', 'desc')
          .limit(1)
          .as('last'),
      (join) => join.onTrue(),
    )
    .selectAll('review')
    .select(['add.employeeId', 'add.adderId', 'add.contactId', 'add.startedAt', 'owner.branchId'])
    .select(['add.verdictStatus', 'add.verdictReason', 'add.verdictSince', 'add.windowEndsAt', 'policy.parameters'])
    .select(['contact.name as contactName', 'contact.avatar as contactAvatar', 'owner.name as ownerName'])
    .select(['profile.addWay', 'profile.channel', 'last.endedAt'])
    .select(['opener.name as openerName', 'proposer.name as proposerName', 'decider.name as deciderName'])
    .select(['latest.outcome as latestOutcome', 'latest.assurance as latestAssurance', 'latest.decidedAt as latestAt'])
    .select(['appeal.id as appealId', 'appeal.text as appealText', 'appeal.at as appealedAt'])
    .select(['appeal.state as appealState', 'appeal.answer as appealAnswer', 'appeal.decidedAt as appealDecidedAt'])
    .where((is) =>
      is.or([
        is('add.employeeId', '=', actor.id),
        ...(actor.scope.length > 0 ? [is('owner.branchId', 'in', actor.scope)] : []),
        ...(actor.roles.includes('operator') ? [is.lit(true)] : []),
      ]),
    )
}
export type ReviewRow = NonNullable<Awaited<ReturnType<typeof findReview>>>

export function findReview(reader: Reader, actor: EmployeeActor, id: string) {
  return visible(reader, actor).where('review.id', '=', id).executeTakeFirst()
}

export function findReviewOfAppeal(reader: Reader, actor: EmployeeActor, appealId: string) {
  return visible(reader, actor).where('appeal.id', '=', appealId).executeTakeFirst()
}

/** The latest review of the reader's own add. */
export function findLatestReview(reader: Reader, actor: EmployeeActor, addId: string) {
  return visible(reader, actor)
    .where('review.addId', '=', addId)
    .where('add.employeeId', '=', actor.id)
    .orderBy('review.openedAt', 'desc')
    .orderBy('review.id', 'desc')
    .executeTakeFirst()
}

export type ReviewFilter = { state: 'open' | 'closed'; after: { at: Date; id: string } | null; limit: number }

/** The oldest first; a rejected one whose appeal waits is open as well. */
export function listReviews(
  reader: Reader,
  actor: EmployeeActor,
  { state, after, limit }: ReviewFilter,
): Promise<ReviewRow[]> {
  let rows = visible(reader, actor).where((is) => {
    const open = is.or([is('review.closedAt', 'is', null), is('appeal.state', '=', 'waiting')])
    const closed = is.and([
      is('review.closedAt', 'is not', null),
      is.or([is('appeal.state', 'is', null), is('appeal.state', '!=', 'waiting')]),
    ])
    return state === 'open' ? open : closed
  })
  if (after) {
    rows = rows.where((is) =>
      is.or([
        is('review.openedAt', '>', after.at),
        is.and([is('review.openedAt', '=', after.at), is('review.id', '>', after.id)]),
      ]),
    )
  }
  return rows.orderBy('review.openedAt').orderBy('review.id').limit(limit).execute()
}

/** An add that the actor may know of: their own, one of their branches', or any for an operator. */
export function findAdd(reader: Reader, actor: EmployeeActor, id: string) {
  return reader
    .selectFrom('add')
    .innerJoin('employee as owner', 'owner.id', 'add.employeeId')
    .select(['add.id', 'add.contactId', 'add.employeeId', 'add.adderId', 'add.verdictStatus', 'owner.branchId'])
    .select(['owner.role', 'owner.joinedAt', 'owner.leftAt'])
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

export async function insertReview(tx: Tx, review: Insertable<ReviewTable>): Promise<void> {
  await tx.insertInto('review').values(review).execute()
}

export async function updateReview(tx: Tx, id: string, change: Updateable<ReviewTable>): Promise<void> {
  await tx.updateTable('review').set(change).where('id', '=', id).execute()
}

export async function insertAppeal(tx: Tx, appeal: Insertable<AppealTable>): Promise<void> {
  await tx.insertInto('appeal').values(appeal).execute()
}

export async function updateAppeal(tx: Tx, id: string, change: Updateable<AppealTable>): Promise<void> {
  await tx.updateTable('appeal').set(change).where('id', '=', id).execute()
}

export type DueReview = { id: string; contactId: string; dueAt: Date }

/** Open reviews whose time is over. */
export async function findDueReviews(reader: Reader, now: Date, limit: number): Promise<DueReview[]> {
  return await reader
    .selectFrom('review')
    .innerJoin('add', 'add.id', 'review.addId')
    .select(['review.id', 'add.contactId', 'review.dueAt'])
    .where('review.closedAt', 'is', null)
    .where('review.dueAt', '<=', now)
    .orderBy('review.dueAt')
    .orderBy('review.id')
    .limit(limit)
    .execute()
}

/** False when somebody has decided it meanwhile. */
export async function acceptUndecided(tx: Tx, { id, dueAt }: DueReview): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('review')
    .set({ outcome: 'accepted', closedAt: dueAt })
    .where('id', '=', id)
    .where('closedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
