import { sql } from 'kysely'
import type { EmployeeActor } from '../../domain/employee.ts'
import type { Reader, Tx } from '../../ports.ts'
import { type FollowUpRow, visible } from './follow-up-store.ts'

type Closed = {
  states: ('completed' | 'cancelled')[]
  assigneeId: string | null
  before: { at: Date; id: string } | null
  limit: number
}

/** The last closed first; what was cancelled counts from when it was. */
export function listClosed(
  reader: Reader,
  actor: EmployeeActor,
  { states, assigneeId, before, limit }: Closed,
): Promise<FollowUpRow[]> {
  const closedAt = sql<Date>`COALESCE(follow_up.closed_at, follow_up.due_at)`
  let rows = visible(reader, actor).where('followUp.state', 'in', states)
  if (assigneeId) rows = rows.where('followUp.assigneeId', '=', assigneeId)
  else
    rows = rows.where((is) =>
      is.or([is('followUp.assigneeId', '=', actor.id), is('followUp.createdBy', '=', actor.id)]),
    )
  if (before) {
    rows = rows.where((is) =>
      is.or([is(closedAt, '<', before.at), is.and([is(closedAt, '=', before.at), is('followUp.id', '<', before.id)])]),
    )
  }
  return rows.orderBy(closedAt, 'desc').orderBy('followUp.id', 'desc').limit(limit).execute()
}

/** What closed itself when this one was completed, and is closed still. */
export function findClosedBecause(
  tx: Tx,
  { id, contactId }: { id: string; contactId: string },
): Promise<{ id: string; assigneeId: string }[]> {
  return tx
    .selectFrom('followUp')
    .innerJoin('followUpChange as change', (join) =>
      join.onRef('change.followUpId', '=', 'followUp.id').onRef('change.at', '=', 'followUp.closedAt'),
    )
    .select(['followUp.id', 'followUp.assigneeId'])
    .where('followUp.contactId', '=', contactId)
    .where('followUp.closedItself', '=', true)
    .where('change.kind', '=', 'closedItself')
    .where(sql<boolean>`change.facts ->> 'because' = ${id}`)
    .orderBy('followUp.id')
    .execute()
}
