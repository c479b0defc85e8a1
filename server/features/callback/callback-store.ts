import type { Reader, Tx } from '../../ports.ts'
import type { OpenedCallback } from '../../wecom-port.ts'

export type ArrivedEvent = { opened: OpenedCallback; receivedAt: Date }

/** One statement for all of them; a repetition of a known event leaves the row as it is. */
export async function insertEvents(tx: Tx, arrived: ArrivedEvent[]): Promise<void> {
  const rows = arrived.map(({ opened, receivedAt }) => ({
    key: opened.key,
    xml: opened.xml,
    contactId: 'contactId' in opened.event ? opened.event.contactId : null,
    state: 'waiting' as const,
    attempts: 0,
    dueAt: receivedAt,
    fault: null,
    receivedAt,
    doneAt: null,
  }))
  await tx
    .insertInto('callbackEvent')
    .values(rows)
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
}

/** Whether at least `bound` events wait; looks at no more rows than that. */
export async function isFull(reader: Reader, bound: number): Promise<boolean> {
  const last = await reader
    .selectFrom('callbackEvent')
    .select('seq')
    .where('dueAt', 'is not', null)
    .offset(bound - 1)
    .limit(1)
    .executeTakeFirst()
  return last !== undefined
}

export type ClaimedEvent = { seq: number; xml: string; attempts: number }

/**
 * Takes what is due, the oldest of each contact only, and holds it until `until`. Other processes skip it; should this one
 * be killed, it is due again then.
 */
export async function claimEvents(tx: Tx, now: Date, until: Date, most: number): Promise<ClaimedEvent[]> {
  const due = await tx
    .selectFrom('callbackEvent as event')
    .select(['event.seq', 'event.xml', 'event.attempts'])
    .where('event.dueAt', '<=', now)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('callbackEvent as earlier')
            .select('earlier.seq')
            .whereRef('earlier.contactId', '=', 'event.contactId')
            .whereRef('earlier.seq', '<', 'event.seq')
            .where('earlier.dueAt', 'is not', null),
        ),
      ),
    )
    .orderBy('event.seq')
    .limit(most)
    .forUpdate()
    .skipLocked()
    .execute()
  const seqs = due.map((event) => event.seq)
  if (seqs.length > 0) await tx.updateTable('callbackEvent').set({ dueAt: until }).where('seq', 'in', seqs).execute()
  return due
}

/** False when another process has finished it already; the row stays locked until the transaction ends. */
export async function markDone(tx: Tx, seq: number, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('callbackEvent')
    .set({ state: 'done', dueAt: null, doneAt: now, fault: null })
    .where('seq', '=', seq)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function markWaiting(
  tx: Tx,
  seq: number,
  next: { dueAt: Date; attempts: number; fault: string },
): Promise<void> {
  await tx.updateTable('callbackEvent').set(next).where('seq', '=', seq).where('state', '=', 'waiting').execute()
}

export async function markDead(tx: Tx, seq: number, attempts: number, fault: string): Promise<void> {
  await tx
    .updateTable('callbackEvent')
    .set({ state: 'dead', dueAt: null, attempts, fault })
    .where('seq', '=', seq)
    .where('state', '=', 'waiting')
    .execute()
}

/** What was handled, or given up, before then loses its text; its key stays, so that a repetition is still known. */
export async function forgetXml(tx: Tx, before: Date): Promise<void> {
  await tx
    .updateTable('callbackEvent')
    .set({ xml: '' })
    .where('receivedAt', '<', before)
    .where('xml', '<>', '')
    .where('state', 'in', ['done', 'dead'])
    .execute()
}
