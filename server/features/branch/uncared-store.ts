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

/** Counts and lists those of the whole bank, as `countUncaredFor` does; reads every verified contact and every relation, so it may take a minute. */
export async function keepUncared(tx: Tx): Promise<void> {
  await sql`SET LOCAL statement_timeout = '60s'`.execute(tx)
  await sql`
    WITH uncared AS MATERIALIZED (
      SELECT verification.contact_id, verification.since FROM verification
      WHERE verification.state = 'verified' AND NOT ${hasTalkedWith('verification.contactId')}
    ), related AS MATERIALIZED (
      SELECT uncared.contact_id, uncared.since,
        array_agg(DISTINCT employee.branch_id ORDER BY employee.branch_id) AS branches
      FROM uncared
      JOIN relation ON relation.contact_id = uncared.contact_id AND relation.ended_at IS NULL
      JOIN employee ON employee.id = relation.employee_id AND employee.state = 'active'
      WHERE NOT EXISTS (
        SELECT 1 FROM add
        WHERE add.employee_id = relation.employee_id AND add.contact_id = relation.contact_id
          AND add.private_at IS NOT NULL
      )
      GROUP BY uncared.contact_id, uncared.since
    ), gone AS (
      DELETE FROM uncared_contact WHERE NOT EXISTS (
        SELECT 1 FROM related WHERE related.contact_id = uncared_contact.contact_id
      )
    )
    INSERT INTO uncared_contact (contact_id, since, branches)
    SELECT related.contact_id, related.since, related.branches FROM related
    ON CONFLICT (contact_id) DO UPDATE SET since = excluded.since, branches = excluded.branches
    WHERE (uncared_contact.since, uncared_contact.branches) IS DISTINCT FROM (excluded.since, excluded.branches)`.execute(
    tx,
  )
  await tx.deleteFrom('uncaredCount').execute()
  await sql`
    INSERT INTO uncared_count (branches, contacts)
    SELECT uncared_contact.branches, count(*)::int FROM uncared_contact GROUP BY uncared_contact.branches`.execute(tx)
}
