import type { Selectable } from 'kysely'
import type { Reader, Tx } from '../ports.ts'
import type { SharedTokenTable } from '../tables.ts'

export type SharedTokenRow = Selectable<SharedTokenTable>

export function readSharedToken(reader: Reader, kind: string): Promise<SharedTokenRow | undefined> {
  return reader.selectFrom('sharedToken').selectAll().where('kind', '=', kind).executeTakeFirst()
}

/** The row, locked until the transaction ends; made when there is none. */
export async function lockSharedToken(tx: Tx, kind: string): Promise<SharedTokenRow> {
  const empty = { kind, sealed: null, fetchedAt: null, expiresAt: null, leaseOwner: null, leaseUntil: null }
  await tx
    .insertInto('sharedToken')
    .values(empty)
    .onConflict((conflict) => conflict.column('kind').doNothing())
    .execute()
  return tx.selectFrom('sharedToken').selectAll().where('kind', '=', kind).forUpdate().executeTakeFirstOrThrow()
}

export async function setLease(tx: Tx, kind: string, owner: string | null, until: Date | null): Promise<void> {
  await tx.updateTable('sharedToken').set({ leaseOwner: owner, leaseUntil: until }).where('kind', '=', kind).execute()
}

export async function storeSharedToken(
  tx: Tx,
  kind: string,
  token: { sealed: string; fetchedAt: Date; expiresAt: Date },
): Promise<void> {
  await tx.updateTable('sharedToken').set(token).where('kind', '=', kind).execute()
}
