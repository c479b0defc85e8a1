import { sql } from 'kysely'
import type { Tx } from '../../ports.ts'

type Told = { employeeId: string; branchId: string; at: Date }

const branchThen = (employeeId: unknown, at: unknown) => sql<string | null>`(
  SELECT known.branch_id FROM employee_branch AS known
  WHERE known.employee_id = ${employeeId} AND known.from_at <= ${at}
  ORDER BY known.from_at DESC LIMIT 1)`

/** Where these employees were found to work; what was known already is not noted again. */
export async function noteBranchesFound(
  tx: Tx,
  found: readonly { id: string; branchId: string; updatedAt: Date }[],
): Promise<void> {
  const rows = sql.join(
    found.map(({ id, branchId, updatedAt }) => sql`(${id}::text, ${branchId}::text, ${updatedAt}::timestamptz)`),
  )
  await sql`
    INSERT INTO employee_branch (employee_id, branch_id, from_at)
    SELECT told.id, told.branch_id, told.at FROM (VALUES ${rows}) AS told (id, branch_id, at)
    WHERE ${branchThen(sql.ref('told.id'), sql.ref('told.at'))} IS DISTINCT FROM told.branch_id
    ON CONFLICT DO NOTHING`.execute(tx)
}

/** WeCom told of it at that moment, however late it comes; tells whether it was known otherwise until now. */
export async function noteBranchTold(tx: Tx, { employeeId, branchId, at }: Told): Promise<boolean> {
  const { rows } = await sql<{ known: string | null }>`
    SELECT ${branchThen(sql`${employeeId}::text`, sql`${at}::timestamptz`)} AS known`.execute(tx)
  await sql`
    INSERT INTO employee_branch AS known (employee_id, from_at, branch_id) VALUES (${employeeId}, ${at}, ${branchId})
    ON CONFLICT (employee_id, from_at) DO UPDATE SET branch_id = excluded.branch_id
    WHERE known.branch_id < excluded.branch_id`.execute(tx)
  const before = rows[0]?.known ?? null
  return before !== null && before !== branchId
}
