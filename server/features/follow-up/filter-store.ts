import { type Expression, type ExpressionBuilder, sql, type SqlBool } from 'kysely'
import { hasTalkedWith, isLookedAfter } from '../../conversation-store.ts'
import type { AssignmentFilter, FollowedState } from '../../domain/assignment.ts'
import { startOfDay } from '../../domain/business-day.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import type { VerificationState } from '../../domain/verification.ts'
import type { Reader } from '../../ports.ts'
import type { Tables } from '../../tables.ts'
import { reachable, type Within } from './assignment-store.ts'

const DAY_MS = 86_400_000

type Rows = ExpressionBuilder<Tables & { verification: Tables['verification'] }, 'relation' | 'verification'>

type Asked = { within: Within; now: Date; limit: number }

/** Contacts with a live relation within reach for which the filter holds, in order, at most `limit`; private ones are left out. */
export async function findContacts(
  reader: Reader,
  actor: EmployeeActor,
  filter: AssignmentFilter,
  { within, now, limit }: Asked,
): Promise<string[]> {
  const rows = await related(reader, actor, within)
    .where((is) => is.and(conditions(is as Rows, filter, now)))
    .orderBy('relation.contactId')
    .limit(limit)
    .execute()
  return rows.map(({ contactId }) => contactId)
}

/** Whom `uncared` leaves out since somebody is asked to talk with them already; counted up to `limit`. */
export async function countInHand(
  reader: Reader,
  actor: EmployeeActor,
  { uncared, ...filter }: AssignmentFilter,
  { within, now, limit }: Asked,
): Promise<number> {
  if (!uncared) return 0
  const inHand = related(reader, actor, within)
    .where((is) => is.and(conditions(is as Rows, filter, now)))
    .where((is) => is.and([isLookedAfter('relation.contactId'), is.not(hasTalkedWith('relation.contactId'))]))
    .limit(limit)
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

function conditions(is: Rows, filter: AssignmentFilter, now: Date): Expression<SqlBool>[] {
  const { state, days, quiet, uncared, tag, channel, addedFrom, addedTo } = filter
  const ago = (count: number): Date => new Date(now.getTime() - count * DAY_MS)
  const all: Expression<SqlBool>[] = []
  if (state) all.push(...standing(is, state))
  if (days) all.push(is('relation.startedAt', '<=', ago(days)))
  if (quiet) all.push(is('relation.startedAt', '<=', ago(quiet)), is.not(followed(is, ago(quiet))))
  if (uncared) all.push(is.not(isLookedAfter('relation.contactId')))
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
