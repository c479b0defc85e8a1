import { sql } from 'kysely'
import type { Tx } from '../../ports.ts'

/** Messages by which an assignment was told and that tell of nothing but what is called off: due to be recalled. Answers how many. */
export async function markRecalling(
  tx: Tx,
  assignmentId: string,
  { now, sentAfter }: { now: Date; sentAfter: Date },
): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    UPDATE message SET state = 'recalling', due_at = ${now}, attempts = 0
    WHERE message.id IN (${toldBy(assignmentId)}) AND message.state = 'sent'
      AND message.receipt IS NOT NULL AND message.sent_at > ${sentAfter}
      AND NOT EXISTS (
        SELECT 1 FROM notice JOIN follow_up ON follow_up.id = notice.follow_up_id
        WHERE notice.message_id = message.id AND follow_up.state <> 'cancelled')
    RETURNING message.id`.execute(tx)
  return rows.length
}

/** What WeCom was not asked to send yet is bundled anew, so that it tells only of what is still to be done. */
export async function bundleAnew(tx: Tx, assignmentId: string, now: Date): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    SELECT message.id FROM message
    WHERE message.id IN (${toldBy(assignmentId)}) AND message.state = 'waiting' FOR UPDATE`.execute(tx)
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return
  await tx.updateTable('notice').set({ messageId: null, dueAt: now }).where('messageId', 'in', ids).execute()
  await tx.deleteFrom('message').where('id', 'in', ids).execute()
}

const toldBy = (assignmentId: string) => sql`
  SELECT notice.message_id FROM assignment_contact
  JOIN notice ON notice.follow_up_id = assignment_contact.follow_up_id
  WHERE assignment_contact.assignment_id = ${assignmentId}`
