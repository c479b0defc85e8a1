import { type Expression, type ExpressionBuilder, sql, type SqlBool } from 'kysely'
import { contactsAt } from '../../cohort-facts-store.ts'
import { hasTalkedWith, isLookedAfter } from '../../conversation-store.ts'
import type { AssignmentFilter, ContestedState, FollowedState } from '../../domain/assignment.ts'
import { businessDayOf, startOfDay } from '../../domain/business-day.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { cohortOf } from '../../domain/funnel.ts'
import type { VerificationState } from '../../domain/verification.ts'
import type { Reader } from '../../ports.ts'
import type { Tables } from '../../tables.ts'
import { reachable, type Within } from './assignment-store.ts'

const DAY_MS = 86_400_000

type Rows = ExpressionBuilder<Tables & { verification: Tables['verification'] }, 'relation' | 'verification'>

type Asked = { within: Within; now: Date; limit: number }
/** `branchIds`: whose adds the funnel is of. */
type Ground = { now: Date; branchIds: readonly string[] }

const groundOf = (actor: EmployeeActor, { within, now }: Asked): Ground => ({
  now,
  branchIds: within.branchIds ?? actor.scope,
})

/** Contacts with a live relation within reach for which the filter holds, in order, at most `limit`; private ones are left out. */
export async function findContacts(
  reader: Reader,
  actor: EmployeeActor,
  filter: AssignmentFilter,
  asked: Asked,
): Promise<string[]> {
  const rows = await related(reader, actor, asked.within)
    .where((is) => is.and(conditions(is as Rows, filter, groundOf(actor, asked))))
    .orderBy('relation.contactId')
    .limit(asked.limit)
    .execute()
  return rows.map(({ contactId }) => contactId)
}

/** Whom `uncared` leaves out since somebody is asked to talk with them already; counted up to `limit`. */
export async function countInHand(
  reader: Reader,
  actor: EmployeeActor,
  { uncared, ...filter }: AssignmentFilter,
  asked: Asked,
): Promise<number> {
  if (!uncared) return 0
  const inHand = related(reader, actor, asked.within)
    .where((is) => is.and(conditions(is as Rows, filter, groundOf(actor, asked))))
    .where((is) => is.and([isLookedAfter('relation.contactId'), is.not(hasTalkedWith('relation.contactId'))]))
    .limit(asked.limit)
  const { count } = await reader
    .selectFrom(inHand.as('inHand'))
    .select((all) => all.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

const related = (reader: Reader, actor: EmployeeActor, within: Within) =>
  reader
    .selectFrom('relation')
    .leftJoin('verification', 'verification.contactId', 'relation.contactId')
    .select('relation.contactId')
    .distinct()
    .where('relation.endedAt', 'is', null)
    .where('relation.employeeId', 'in', reachable(reader, actor, within))
    .where((is) => is.not(addOf(is as Rows, sql<boolean>`add.private_at IS NOT NULL`)))

function conditions(is: Rows, filter: AssignmentFilter, { now, branchIds }: Ground): Expression<SqlBool>[] {
  const { state, days, quiet, uncared, step, review, tag, channel, addedFrom, addedTo } = filter
  const ago = (count: number): Date => new Date(now.getTime() - count * DAY_MS)
  const all: Expression<SqlBool>[] = []
  if (state) all.push(...standing(is, state))
  if (days) all.push(is('relation.startedAt', '<=', ago(days)))
  if (quiet) all.push(is('relation.startedAt', '<=', ago(quiet)), is.not(followed(is, ago(quiet))))
  if (uncared) all.push(is.not(isLookedAfter('relation.contactId')))
  if (step) {
    const cohort = cohortOf(filter.horizon ?? 7, businessDayOf(now))
    const found = contactsAt(cohort, [...branchIds], { step, which: filter.which ?? 'reached' })
    all.push(sql<boolean>`relation.contact_id IN (${found})`)
  }
  if (review) all.push(addOf(is, contested[review]))
  if (tag) all.push(profileOf(is, sql<boolean>`relation_profile.tags @> ${JSON.stringify([{ name: tag }])}::jsonb`))
  if (channel) all.push(profileOf(is, sql<boolean>`relation_profile.channel = ${channel}`))
  if (addedFrom) all.push(is('relation.startedAt', '>=', startOfDay(addedFrom)))
  if (addedTo) all.push(is('relation.startedAt', '<', startOfDay(addedTo)))
  return all
}

const over: VerificationState[] = ['verified', 'declined']
const wanted: Record<Exclude<FollowedState, 'awaiting'>, VerificationState[]> = {
  notPrompted: ['none'],
  prompted: ['prompted'],
  opened: ['opened', 'submitted', 'challenge', 'failed'],
  verified: ['verified'],
  declined: ['declined'],
}

function standing(is: Rows, state: FollowedState): Expression<SqlBool>[] {
  const now = is.fn.coalesce('verification.state', sql.lit<VerificationState>('none'))
  if (state !== 'awaiting') return [is(now, 'in', wanted[state])]
  // An add that can no longer count awaits nothing.
  return [is(now, 'not in', over), is.not(addOf(is, sql<boolean>`add.verdict_status <> 'awaiting'`))]
}

/** Of a row of add. */
const contested: Record<ContestedState, Expression<SqlBool>> = {
  open: sql<boolean>`EXISTS (SELECT 1 FROM review WHERE review.add_id = add.id AND review.closed_at IS NULL)`,
  appeal: sql<boolean>`EXISTS (
    SELECT 1 FROM review JOIN appeal ON appeal.review_id = review.id
    WHERE review.add_id = add.id AND appeal.state = 'waiting')`,
}

/** Something is open with the contact, or somebody has done a follow-up since. */
function followed(is: Rows, since: Date): Expression<SqlBool> {
  return is.exists(
    is
      .selectFrom('followUp')
      .select('followUp.id')
      .whereRef('followUp.contactId', '=', 'relation.contactId')
      .where((one) =>
        one.or([
          one('followUp.state', '=', 'open'),
          one.and([
            one('followUp.state', '=', 'completed'),
            one('followUp.closedItself', '=', false),
            one('followUp.closedAt', '>', since),
          ]),
        ]),
      ),
  )
}

function addOf(is: Rows, what: Expression<SqlBool>): Expression<SqlBool> {
  return is.exists(
    is
      .selectFrom('add')
      .select('add.id')
      .whereRef('add.employeeId', '=', 'relation.employeeId')
      .whereRef('add.contactId', '=', 'relation.contactId')
      .where(what),
  )
}

function profileOf(is: Rows, what: Expression<SqlBool>): Expression<SqlBool> {
  return is.exists(
    is
      .selectFrom('relationProfile')
      .select('relationProfile.contactId')
      .whereRef('relationProfile.employeeId', '=', 'relation.employeeId')
      .whereRef('relationProfile.contactId', '=', 'relation.contactId')
      .where(what),
  )
}
