import type { Insertable, Selectable, Updateable } from 'kysely'
import type { PolicyChangeTable } from '../../counting-tables.ts'
import type { ChangeState } from '../../domain/policy-change.ts'
import type { Reader, Tx } from '../../ports.ts'

export type ChangeRow = Selectable<PolicyChangeTable>

export async function insertChange(tx: Tx, row: Insertable<PolicyChangeTable>): Promise<void> {
  await tx.insertInto('policyChange').values(row).execute()
}

export async function updateChange(tx: Tx, id: string, set: Updateable<PolicyChangeTable>): Promise<void> {
  await tx.updateTable('policyChange').set(set).where('id', '=', id).execute()
}

export function findChange(reader: Reader, id: string): Promise<ChangeRow | undefined> {
  return reader.selectFrom('policyChange').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The newest first; `before` is the id of the last one seen (ids sort by time). */
export function listChanges(
  reader: Reader,
  { state, before, limit }: { state: ChangeState | null; before: string | null; limit: number },
): Promise<ChangeRow[]> {
  let rows = reader.selectFrom('policyChange').selectAll()
  if (state) rows = rows.where('state', '=', state)
  if (before) rows = rows.where('id', '<', before)
  return rows.orderBy('id', 'desc').limit(limit).execute()
}
