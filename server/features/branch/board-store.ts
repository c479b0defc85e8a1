import { sql } from 'kysely'
import type { FollowUpKind, FollowUpOutcome, FollowUpState } from '../../domain/follow-up.ts'
import type { Repetition } from '../../domain/recurrence.ts'
import type { Reader } from '../../ports.ts'
import { anyOf } from './branch-store.ts'

export const boardStates = ['open', 'overdue', 'completed', 'cancelled', 'undelivered', 'left'] as const
export type BoardState = (typeof boardStates)[number]

export type BoardRow = {
  employeeId: string
  employeeName: string
  isGone: boolean
  open: number
  overdue: number
  completed: number
  cancelled: number
}

/** Follow-ups of each employee of these branches, who has left or not: what is open now, what was closed since. Nobody without any is there. */
export async function countBoard(
  reader: Reader,
  branchIds: string[],
  { now, since }: { now: Date; since: Date },
): Promise<BoardRow[]> {
  const { rows } = await sql<BoardRow>`
    SELECT employee.id AS employee_id, employee.name AS employee_name, employee.state <> 'active' AS is_gone, counted.*
    FROM employee
    JOIN LATERAL (
      SELECT (count(*) FILTER (WHERE follow_up.state = 'open'))::int AS open,
        (count(*) FILTER (WHERE follow_up.state = 'open' AND follow_up.due_at < ${now}))::int AS overdue,
        (count(*) FILTER (WHERE follow_up.state = 'completed'))::int AS completed,
        (count(*) FILTER (WHERE follow_up.state = 'cancelled'))::int AS cancelled
      FROM follow_up WHERE follow_up.assignee_id = employee.id
        AND (follow_up.state = 'open' OR follow_up.closed_at >= ${since})
    ) AS counted ON counted.open + counted.completed + counted.cancelled > 0
    WHERE employee.branch_id = ${anyOf(branchIds)}
    ORDER BY counted.overdue DESC, counted.open DESC, employee.id`.execute(reader)
  return rows
}

export type BoardFollowUp = {
  id: string
  title: string
  kind: FollowUpKind
  state: FollowUpState
  dueAt: Date
  closedAt: Date | null
  outcome: FollowUpOutcome | null
  closedItself: boolean
  repeats: Repetition | null
  refusal: string | null
  contactId: string
  contactName: string
  contactAvatar: string
  assigneeId: string
  assigneeName: string
}
export type BoardFilter = {
  state: BoardState
  employeeId: string | null
  now: Date
  since: Date
  after: { at: Date; id: string } | null
  limit: number
}

/** Open ones by when they are due, closed ones the latest first. */
export async function listBoard(
  reader: Reader,
  branchIds: string[],
  { state, employeeId, now, since, after, limit }: BoardFilter,
): Promise<BoardFollowUp[]> {
  const isClosed = state === 'completed' || state === 'cancelled'
  const [column, direction, beyond] = isClosed
    ? (['followUp.closedAt', 'desc', '<'] as const)
    : (['followUp.dueAt', 'asc', '>'] as const)
  let rows = reader
    .selectFrom('followUp')
    .innerJoin('employee', 'employee.id', 'followUp.assigneeId')
    .innerJoin('contact', 'contact.id', 'followUp.contactId')
    .leftJoin('notice', (join) =>
      join.onRef('notice.followUpId', '=', 'followUp.id').on('notice.state', '=', 'refused'),
    )
    .select(['followUp.id', 'followUp.title', 'followUp.kind', 'followUp.state', 'followUp.dueAt', 'followUp.closedAt'])
    .select(['followUp.outcome', 'followUp.closedItself', 'followUp.repeats', 'notice.refusal'])
    .select(['contact.id as contactId', 'contact.name as contactName', 'contact.avatar as contactAvatar'])
    .select(['employee.id as assigneeId', 'employee.name as assigneeName'])
    .where('employee.branchId', '=', anyOf(branchIds))
    .where('followUp.state', '=', isClosed ? state : 'open')
  if (isClosed) rows = rows.where('followUp.closedAt', '>=', since)
  if (state === 'overdue') rows = rows.where('followUp.dueAt', '<', now)
  if (state === 'undelivered') rows = rows.where('notice.id', 'is not', null).where('employee.state', '=', 'active')
  if (state === 'left') rows = rows.where('employee.state', '!=', 'active')
  if (employeeId) rows = rows.where('followUp.assigneeId', '=', employeeId)
  if (after)
    rows = rows.where((is) =>
      is.or([is(column, beyond, after.at), is.and([is(column, '=', after.at), is('followUp.id', beyond, after.id)])]),
    )
  return await rows.orderBy(column, direction).orderBy('followUp.id', direction).limit(limit).execute()
}
