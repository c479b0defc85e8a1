import { type RawBuilder, sql } from 'kysely'
import { recalledSince } from './domain/notice.ts'
import type { Tx } from './ports.ts'

/** After something that this message tells of was given to somebody else; as `callOffAssignment`. */
export const callOffMessage = (tx: Tx, messageId: string, now: Date): Promise<number> =>
  callOff(tx, sql`${messageId}`, now)

/**
 * After an assignment was undone: what WeCom was not asked to send yet is bundled anew, and what was sent and tells of nothing else is
 * to be recalled. Answers how many messages are to be recalled.
 */
export const callOffAssignment = (tx: Tx, assignmentId: string, now: Date): Promise<number> =>
  callOff(
    tx,
    sql`SELECT notice.message_id FROM assignment_contact
      JOIN notice ON notice.follow_up_id = assignment_contact.follow_up_id
      WHERE assignment_contact.assignment_id = ${assignmentId}`,
    now,
  )

/** Ids of messages, as a list or as a query. */
type Messages = RawBuilder<unknown>

async function callOff(tx: Tx, messages: Messages, now: Date): Promise<number> {
  // Whoever calls off the rest of the same message at this moment waits, and then sees that it tells of nothing any more.
  await sql`SELECT message.id FROM message WHERE message.id IN (${messages}) ORDER BY message.id FOR UPDATE`.execute(tx)
  await bundleAnew(tx, messages, now)
  const { rows } = await sql<{ id: string }>`
    UPDATE message SET state = 'recalling', due_at = ${now}, attempts = 0
    WHERE message.id IN (${messages}) AND message.state = 'sent' AND message.kind = 'follow-ups'
      AND message.receipt IS NOT NULL AND message.sent_at > ${recalledSince(now)}
      AND NOT EXISTS (
        SELECT 1 FROM notice JOIN follow_up ON follow_up.id = notice.follow_up_id
        WHERE notice.message_id = message.id AND follow_up.state <> 'cancelled')
    RETURNING message.id`.execute(tx)
  return rows.length
}

async function bundleAnew(tx: Tx, messages: Messages, now: Date): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    SELECT message.id FROM message
    WHERE message.id IN (${messages}) AND message.state = 'waiting' AND message.kind = 'follow-ups' FOR UPDATE`.execute(
    tx,
  )
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return
  await tx.updateTable('notice').set({ messageId: null, dueAt: now }).where('messageId', 'in', ids).execute()
  await tx.deleteFrom('message').where('id', 'in', ids).execute()
}
