import { sql } from 'kysely'
import type { BusinessDay } from '../../domain/business-day.ts'
import type { Reader, Tx } from '../../ports.ts'
import type { Pair } from './contact-store.ts'

type AddStart = Pair & { id: string; branchId: string; startedAt: Date; policyId: string | null }

/** Made when the two are related for the first time; an earlier start that is learnt later moves it, a later one never does. */
export async function saveAdd(
  tx: Tx,
  { id, employeeId, contactId, branchId, startedAt, policyId }: AddStart,
): Promise<void> {
  await tx
    .insertInto('add')
    .values({
      id,
      employeeId,
      contactId,
      branchId,
      startedAt,
      policyId,
      privateAt: null,
      verdictStatus: 'awaiting',
      verdictReason: 'not-verified',
      verdictSince: startedAt,
      settleAt: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['employeeId', 'contactId'])
        .doUpdateSet({ startedAt, policyId })
        .where('add.startedAt', '>', startedAt),
    )
    .execute()
}

export function findEmployee(reader: Reader, id: string): Promise<{ branchId: string; role: string } | undefined> {
  return reader.selectFrom('employee').select(['branchId', 'role']).where('id', '=', id).executeTakeFirst()
}

/** The most specific policy of that day: the employee's own, then the role's, then the nearest branch's; null where there is none. */
export async function policyOn(
  reader: Reader,
  employee: { id: string; branchId: string; role: string },
  day: BusinessDay,
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    WITH RECURSIVE above AS (
      SELECT branch.id, branch.parent_id, 0 AS steps FROM branch WHERE branch.id = ${employee.branchId}
      UNION ALL
      SELECT branch.id, branch.parent_id, above.steps + 1 FROM branch JOIN above ON branch.id = above.parent_id
      WHERE above.steps < 32
    )
    SELECT target_policy.id FROM target_policy LEFT JOIN above ON above.id = target_policy.branch_id
    WHERE target_policy.valid_from <= ${day}::date
      AND (target_policy.valid_to IS NULL OR target_policy.valid_to > ${day}::date)
      AND (
        (target_policy.scope = 'employee' AND target_policy.employee_id = ${employee.id})
        OR (target_policy.scope = 'role' AND target_policy.role = ${employee.role}
          AND (target_policy.branch_id IS NULL OR above.id IS NOT NULL))
        OR (target_policy.scope = 'branch' AND (target_policy.branch_id IS NULL OR above.id IS NOT NULL))
      )
    ORDER BY CASE target_policy.scope WHEN 'employee' THEN 0 WHEN 'role' THEN 1 ELSE 2 END,
      above.steps NULLS LAST, target_policy.valid_from DESC, target_policy.id DESC
    LIMIT 1`.execute(reader)
  return rows[0]?.id ?? null
}
