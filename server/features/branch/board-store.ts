import type { FollowUpKind, FollowUpOutcome, FollowUpState } from '../../domain/follow-up.ts'
import type { Repetition } from '../../domain/recurrence.ts'
import { isOwed, isUntold } from '../../owed-follow-ups-store.ts'
import type { Reader } from '../../ports.ts'
import { anyOf } from './branch-store.ts'
import { deliveryOf, type Undelivered } from './undelivered-store.ts'

export const boardStates = ['open', 'overdue', 'owed', 'completed', 'cancelled', 'undelivered', 'left'] as const
export type BoardState = (typeof boardStates)[number]

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
  delivery: Undelivered | null
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
    .leftJoin('notice', (join) => join.onRef('notice.followUpId', '=', 'followUp.id').on(isUntold))
    .select(['followUp.id', 'followUp.title', 'followUp.kind', 'followUp.state', 'followUp.dueAt', 'followUp.closedAt'])
    .select(['followUp.outcome', 'followUp.closedItself', 'followUp.repeats'])
    .select((is) => is.case().when('notice.id', 'is not', null).then(deliveryOf('notice')).end().as('delivery'))
    .select(['contact.id as contactId', 'contact.name as contactName', 'contact.avatar as contactAvatar'])
    .select(['employee.id as assigneeId', 'employee.name as assigneeName'])
    .where('employee.branchId', '=', anyOf(branchIds))
    .where('followUp.state', '=', isClosed ? state : 'open')
  if (isClosed) rows = rows.where('followUp.closedAt', '>=', since)
  if (state === 'overdue' || state === 'owed' || state === 'undelivered' || state === 'left')
    rows = rows.where(isOwed(state, now))
  if (employeeId) rows = rows.where('followUp.assigneeId', '=', employeeId)
  if (after)
    rows = rows.where((is) =>
      is.or([is(column, beyond, after.at), is.and([is(column, '=', after.at), is('followUp.id', beyond, after.id)])]),
    )
  return await rows.orderBy(column, direction).orderBy('followUp.id', direction).limit(limit).execute()
}
