import { sql } from 'kysely'
import type { Tx } from '../../ports.ts'

/** Every column that holds an employee's id, but the ledger's and the audit log's. */
const columns = [
  ['branch_lead', 'employee_id'],
  ['relation_fact', 'employee_id'],
  ['relation', 'employee_id'],
  ['relation_profile', 'employee_id'],
  ['add', 'employee_id'],
  ['target_policy', 'employee_id'],
  ['target_policy', 'created_by'],
  ['prompt', 'employee_id'],
  ['follow_up', 'assignee_id'],
  ['follow_up', 'created_by'],
  ['follow_up_change', 'by'],
  ['notice', 'employee_id'],
  ['session', 'employee_id'],
  ['idempotent_write', 'actor_id'],
] as const

/** Rows that both ids have, by what makes them the same row: what an import brought under the new id goes. */
const doubled = [
  ['branch_lead', ['branch_id']],
  ['relation_fact', ['contact_id', 'kind', 'at']],
  ['relation', ['contact_id']],
  ['relation_profile', ['contact_id']],
  ['add', ['contact_id']],
  ['idempotent_write', ['key']],
] as const

/** Gives everything of the old id to the new one. The audit log keeps who acted under which id. */
export async function renameEmployee(tx: Tx, oldId: string, newId: string): Promise<void> {
  await dropDoubled(tx, oldId, newId)
  await tx.deleteFrom('employee').where('id', '=', newId).execute()
  await tx.updateTable('employee').set({ id: newId, userid: newId }).where('id', '=', oldId).execute()
  for (const [table, column] of columns) {
    await sql`UPDATE ${sql.table(table)} SET ${sql.ref(column)} = ${newId} WHERE ${sql.ref(column)} = ${oldId}`.execute(
      tx,
    )
  }
  await sql`SELECT rename_employee_in_ledger(${oldId}, ${newId})`.execute(tx)
}

async function dropDoubled(tx: Tx, oldId: string, newId: string): Promise<void> {
  for (const [table, keys] of doubled) {
    const owner = table === 'idempotent_write' ? 'actor_id' : 'employee_id'
    const same = sql.join(
      keys.map((key) => sql`newer.${sql.ref(key)} = older.${sql.ref(key)}`),
      sql` AND `,
    )
    await sql`
      DELETE FROM ${sql.table(table)} AS newer USING ${sql.table(table)} AS older
      WHERE newer.${sql.ref(owner)} = ${newId} AND older.${sql.ref(owner)} = ${oldId} AND ${same}`.execute(tx)
  }
}
