import type { Insertable, Selectable } from 'kysely'
import type { BusinessDay } from '../../domain/business-day.ts'
import type { MessageState, Sent } from '../../domain/notice.ts'
import type { MessageTable } from '../../message-tables.ts'
import type { Tx } from '../../ports.ts'

export type Message = Selectable<MessageTable>

export function readMessagesOf(tx: Tx, employeeId: string, day: BusinessDay): Promise<Sent[]> {
  return tx
    .selectFrom('message')
    .select(['kind', 'place', 'createdAt'])
    .where('employeeId', '=', employeeId)
    .where('day', '=', day)
    .execute()
}

/** False where another process was faster: the place of the day is taken, or the day's digest or report is there already. */
export async function insertMessage(tx: Tx, row: Insertable<MessageTable>): Promise<boolean> {
  const inserted = await tx
    .insertInto('message')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** Takes one due message in one of these states: nobody else does before `until`, when it is due again should this process die. */
export async function claimDueMessage(
  tx: Tx,
  states: MessageState[],
  { now, until }: { now: Date; until: Date },
): Promise<Message | undefined> {
  return await tx
    .updateTable('message')
    .set((set) => ({ dueAt: until, attempts: set('attempts', '+', 1) }))
    .where('id', '=', (one) =>
      one
        .selectFrom('message')
        .select('id')
        .where('dueAt', '<=', now)
        .where('state', 'in', states)
        .orderBy('dueAt')
        .orderBy('id')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .executeTakeFirst()
}

/** Durable before WeCom is asked; false where the message is gone meanwhile. */
export async function markBegun(tx: Tx, id: string, now: Date): Promise<boolean> {
  const begun = await tx
    .updateTable('message')
    .set((is) => ({ state: 'begun', begunAt: is.fn.coalesce('begunAt', is.val(now)) }))
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  return begun !== undefined
}

export async function settleMessage(
  tx: Tx,
  id: string,
  result:
    | { state: 'sent'; sentAt: Date; receipt: string | null }
    | { state: 'sent'; refusal: string }
    | { state: 'unknown' | 'recalled' }
    | { state: 'recalling'; dueAt: Date }
    | { state: 'refused'; refusal: string; place: null }
    | { state: 'waiting' | 'begun'; dueAt: Date; attempts: number; begunAt: Date | null },
): Promise<void> {
  await tx
    .updateTable('message')
    .set({ dueAt: null, ...result })
    .where('id', '=', id)
    .execute()
}

export async function deleteMessage(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('message').where('id', '=', id).execute()
}

/** Messages of days before this one; whether a follow-up was told stays with its notice. */
export async function forgetMessages(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom('message').where('createdAt', '<', before).where('dueAt', 'is', null).execute()
}
