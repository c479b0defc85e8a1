import { sql } from 'kysely'
import type { Reader, RuleSubject, Tx } from '../../ports.ts'

export type AddRule = { id: string; startedAt: Date; policyId: string | null; employee: RuleSubject }

/** Adds that began after that place, by start, each with who made it; whom the directory does not know is a teller of the add's branch. */
export async function readAddRules(
  reader: Reader,
  after: { startedAt: Date; id: string },
  limit: number,
): Promise<AddRule[]> {
  const { rows } = await sql<AddRule>`
    SELECT add.id, add.started_at AS "startedAt", add.policy_id AS "policyId",
      json_build_object(
        'id', coalesce(add.adder_id, add.employee_id), 'branchId', coalesce(employee.branch_id, add.branch_id),
        'role', coalesce(employee.role, 'teller'),
        'leads', EXISTS (SELECT 1 FROM branch_lead WHERE branch_lead.employee_id = employee.id)
      ) AS employee
    FROM add LEFT JOIN employee ON employee.id = coalesce(add.adder_id, add.employee_id)
    WHERE (add.started_at, add.id) > (${after.startedAt}, ${after.id})
    ORDER BY add.started_at, add.id LIMIT ${limit}`.execute(reader)
  return rows
}

/** To be settled anew at once. */
export async function giveRules(
  tx: Tx,
  ids: readonly string[],
  policyId: string | null,
  settleAt: Date,
): Promise<void> {
  await tx.updateTable('add').set({ policyId, settleAt }).where('id', 'in', ids).execute()
}
