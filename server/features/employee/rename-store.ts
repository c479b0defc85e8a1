import { sql } from 'kysely'
import type { Tx } from '../../ports.ts'

/** Every column that holds an employee's id, but the audit log's and those the database renames by itself. */
const columns = [
  ['branch_lead', 'employee_id'],
  ['employee_branch', 'employee_id'],
  ['relation_fact', 'employee_id'],
  ['relation', 'employee_id'],
  ['relation_profile', 'employee_id'],
  ['contact_change', 'employee_id'],
  ['add', 'employee_id'],
  ['add', 'adder_id'],
  ['target_policy', 'employee_id'],
  ['target_policy', 'created_by'],
  ['prompt', 'employee_id'],
  ['follow_up', 'assignee_id'],
  ['follow_up', 'created_by'],
  ['follow_up_change', 'by'],
  ['leave', 'employee_id'],
  ['leave', 'entered_by'],
  ['leave', 'cancelled_by'],
  ['branch_day', 'entered_by'],
  ['calendar_year', 'updated_by'],
  ['assignment', 'created_by'],
  ['assignment', 'undone_by'],
  ['assignment_follow_up', 'from_id'],
  ['assignment_follow_up', 'to_id'],
  ['follow_up_rule', 'changed_by'],
  ['notice', 'employee_id'],
  ['message', 'employee_id'],
  ['talk_script', 'created_by'],
  ['talk_script_version', 'written_by'],
  ['talk_script_version', 'decided_by'],
  ['talk_script_picture', 'uploaded_by'],
  ['talk_script_favourite', 'employee_id'],
  ['stand_in', 'lead_id'],
  ['stand_in', 'deputy_id'],
  ['stand_in', 'entered_by'],
  ['stand_in', 'ended_by'],
  ['branch_export', 'requested_by'],
  ['session', 'employee_id'],
  ['idempotent_write', 'actor_id'],
] as const

/** Rows that both ids have, by what makes them the same row: what an import brought under the new id goes. */
const doubled = [
  ['branch_lead', ['branch_id']],
  ['employee_branch', ['from_at']],
  ['relation_fact', ['contact_id', 'kind', 'at']],
  ['relation', ['contact_id']],
  ['relation_profile', ['contact_id']],
  ['contact_change', ['contact_id', 'at', 'kind']],
  ['add', ['contact_id']],
  ['talk_script_favourite', ['script_id']],
  ['idempotent_write', ['key']],
] as const

type Rename = { oldId: string; newId: string; at: Date }

/**
 * Gives everything of the old id to the new one; the database refuses it for an id that is another person's. Answers the contacts of whom both had an add, which is one add now. The audit log
 * keeps who acted under which id.
 */
export async function renameEmployee(tx: Tx, { oldId, newId, at }: Rename): Promise<string[]> {
  await sql`SELECT rename_employee(${oldId}, ${newId}, ${at})`.execute(tx)
  const merged = await mergeAdds(tx, oldId, newId)
  await dropDoubled(tx, oldId, newId)
  await giveUpPlaces(tx, newId)
  for (const [table, column] of columns) {
    await sql`UPDATE ${sql.table(table)} SET ${sql.ref(column)} = ${newId} WHERE ${sql.ref(column)} = ${oldId}`.execute(
      tx,
    )
  }
  return merged
}

/** The old id's add stays: it gets the earlier start with its policy, whatever mark the other bore, and what was told of it in reviews, as the ledger's entries have. */
async function mergeAdds(tx: Tx, oldId: string, newId: string): Promise<string[]> {
  for (const table of ['review', 'appeal']) {
    const open = sql.ref(table === 'review' ? 'closed_at' : 'decided_at')
    await sql`
      UPDATE ${sql.table(table)} AS moved SET add_id = kept.id
      FROM add AS gone JOIN add AS kept ON kept.contact_id = gone.contact_id
      WHERE moved.add_id = gone.id AND gone.employee_id = ${newId} AND kept.employee_id = ${oldId}
        AND (moved.${open} IS NOT NULL OR NOT EXISTS (
          SELECT 1 FROM ${sql.table(table)} AS other WHERE other.add_id = kept.id AND other.${open} IS NULL))`.execute(
      tx,
    )
  }
  const { rows } = await sql<{ contactId: string }>`
    UPDATE add AS kept SET
      started_at = least(kept.started_at, gone.started_at),
      policy_id = CASE WHEN gone.started_at < kept.started_at THEN gone.policy_id ELSE kept.policy_id END,
      private_at = coalesce(kept.private_at, gone.private_at)
    FROM add AS gone
    WHERE gone.employee_id = ${newId} AND kept.employee_id = ${oldId} AND kept.contact_id = gone.contact_id
    RETURNING kept.contact_id AS "contactId"`.execute(tx)
  return rows.map(({ contactId }) => contactId)
}

/** What the new id was told today before it was known to be the same employee no longer takes a place of the day. */
async function giveUpPlaces(tx: Tx, newId: string): Promise<void> {
  await tx.deleteFrom('message').where('employeeId', '=', newId).where('kind', '!=', 'follow-ups').execute()
  await tx.updateTable('message').set({ place: null }).where('employeeId', '=', newId).execute()
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
