import { sql } from 'kysely'
import { hasTalkedWith } from '../../conversation-store.ts'
import type { Reader, Tx } from '../../ports.ts'

/** What was kept last of the contacts that `countUncaredFor` counts, each once however many of these branches they have. */
export async function sumUncared(reader: Reader, branchIds: string[]): Promise<number> {
  const { count } = await reader
    .selectFrom('uncaredCount')
    .select(sql<number>`coalesce(sum(contacts), 0)::int`.as('count'))
    .where(sql<boolean>`branches && ${branchIds}::text[]`)
    .executeTakeFirstOrThrow()
  return count
}

export type UncaredCount = { branches: string[]; contacts: number }

/** Of the whole bank, as `countUncaredFor` counts; reads every verified contact and every relation, so it may take a minute. */
export async function countUncaredByBranches(tx: Tx): Promise<UncaredCount[]> {
  await sql`SET LOCAL statement_timeout = '60s'`.execute(tx)
  const { rows } = await sql<UncaredCount>`
    WITH uncared AS MATERIALIZED (
      SELECT verification.contact_id FROM verification
      WHERE verification.state = 'verified' AND NOT ${hasTalkedWith('verification.contactId')}
    ), related AS (
      SELECT array_agg(DISTINCT employee.branch_id ORDER BY employee.branch_id) AS branches
      FROM uncared
      JOIN relation ON relation.contact_id = uncared.contact_id AND relation.ended_at IS NULL
      JOIN employee ON employee.id = relation.employee_id AND employee.state = 'active'
      WHERE NOT EXISTS (
        SELECT 1 FROM add
        WHERE add.employee_id = relation.employee_id AND add.contact_id = relation.contact_id
          AND add.private_at IS NOT NULL
      )
      GROUP BY uncared.contact_id
    )
    SELECT related.branches, count(*)::int AS contacts FROM related GROUP BY related.branches`.execute(tx)
  return rows
}

export async function replaceUncared(tx: Tx, counts: UncaredCount[]): Promise<void> {
  await tx.deleteFrom('uncaredCount').execute()
  await sql`
    INSERT INTO uncared_count (branches, contacts)
    SELECT ARRAY(SELECT jsonb_array_elements_text(one -> 'branches')), (one ->> 'contacts')::int
    FROM jsonb_array_elements(${JSON.stringify(counts)}::jsonb) AS one`.execute(tx)
}
