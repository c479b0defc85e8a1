import type { Reader, Tx } from '../ports.ts'
import type { IdempotentWriteTable } from '../session-tables.ts'

export type WriteKey = { actorId: string; key: string }
/** Whoever claimed the key at this moment; somebody else may have taken it over since. */
export type Claim = WriteKey & { claimedAt: Date }
export type SealedReply = { sealed: string }
type KeptWrite = Pick<IdempotentWriteTable, 'requestHash' | 'status' | 'createdAt'> & { reply: SealedReply | null }

/** True when this call is the first to claim the key. */
export async function claimKey(tx: Tx, write: WriteKey & { requestHash: string }, now: Date): Promise<boolean> {
  const { actorId, key, requestHash } = write
  const inserted = await tx
    .insertInto('idempotentWrite')
    .values({ actorId, key, requestHash, status: null, reply: JSON.stringify(null), createdAt: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst()
  return inserted !== undefined
}

/** True when this call takes over a claim whose process died before anything was committed. */
export async function takeOverKey(
  tx: Tx,
  { actorId, key, requestHash }: WriteKey & { requestHash: string },
  before: Date,
  now: Date,
): Promise<boolean> {
  const taken = await tx
    .updateTable('idempotentWrite')
    .set({ createdAt: now })
    .where('actorId', '=', actorId)
    .where('key', '=', key)
    .where('requestHash', '=', requestHash)
    .where('status', 'is', null)
    .where('createdAt', '<', before)
    .returning('key')
    .executeTakeFirst()
  return taken !== undefined
}

export async function findWrite(reader: Reader, { actorId, key }: WriteKey): Promise<KeptWrite | undefined> {
  return reader
    .selectFrom('idempotentWrite')
    .select(['requestHash', 'status', 'reply', 'createdAt'])
    .where('actorId', '=', actorId)
    .where('key', '=', key)
    .executeTakeFirst()
}

/** False when the key is no longer this claim's. */
export async function keepStatus(tx: Tx, { actorId, key, claimedAt }: Claim, status: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('idempotentWrite')
    .set({ status })
    .where('actorId', '=', actorId)
    .where('key', '=', key)
    .where('createdAt', '=', claimedAt)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function keepReply(
  tx: Tx,
  { actorId, key, claimedAt }: Claim,
  status: number,
  reply: SealedReply,
): Promise<void> {
  await tx
    .updateTable('idempotentWrite')
    .set({ status, reply: JSON.stringify(reply) })
    .where('actorId', '=', actorId)
    .where('key', '=', key)
    .where('createdAt', '=', claimedAt)
    .execute()
}

/** Gives a key free under which nothing was committed. */
export async function releaseKey(tx: Tx, { actorId, key, claimedAt }: Claim): Promise<void> {
  await tx
    .deleteFrom('idempotentWrite')
    .where('actorId', '=', actorId)
    .where('key', '=', key)
    .where('createdAt', '=', claimedAt)
    .where('status', 'is', null)
    .execute()
}

export async function forgetWrites(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom('idempotentWrite').where('createdAt', '<', before).execute()
}
