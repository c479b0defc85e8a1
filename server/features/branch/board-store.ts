import type { FollowUpKind, FollowUpOutcome, FollowUpState } from '../../domain/follow-up.ts'
import type { Repetition } from '../../domain/recurrence.ts'
import type { Reader } from '../../ports.ts'
import { isGivenOut } from './branch-owed-store.ts'
import { anyOf } from './branch-store.ts'
import { deliveryOf, isUntold, type Undelivered } from './undelivered-store.ts'

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
  if (state === 'owed') rows = rows.where(isGivenOut)
  if (state === 'overdue' || state === 'owed') rows = rows.where('followUp.dueAt', '<', now)
  if (state === 'undelivered') rows = rows.where('notice.id', 'is not', null).where('employee.state', '=', 'active')
  if (state === 'left') rows = rows.where('employee.state', '!=', 'active')
  if (employeeId) rows = rows.where('followUp.assigneeId', '=', employeeId)
  if (after)
    rows = rows.where((is) =>
      is.or([is(column, beyond, after.at), is.and([is(column, '=', after.at), is('followUp.id', beyond, after.id)])]),
    )
  return await rows.orderBy(column, direction).orderBy('followUp.id', direction).limit(limit).execute()
}
