import { sql } from 'kysely'
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

/** How many people the operator's changes have touched since then without a second person, each as often as it was touched. */
export async function sumMadeAlone(reader: Reader, operatorId: string, since: Date): Promise<number> {
  const { people } = await reader
    .selectFrom('policyChange')
    .select((of) => sql<number>`coalesce(${of.fn.sum('affected')}, 0)::int`.as('people'))
    .where('proposedBy', '=', operatorId)
    .where('decidedBy', '=', operatorId)
    .where('state', '=', 'applied')
    .where('decidedAt', '>=', since)
    .executeTakeFirstOrThrow()
  return people
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
