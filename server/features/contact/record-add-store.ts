import { sql } from 'kysely'
import type { BusinessDay } from '../../domain/business-day.ts'
import type { Reader, Tx } from '../../ports.ts'
import type { Pair } from './contact-store.ts'

type AddStart = Pair & { id: string; branchId: string; startedAt: Date; policyId: string | null }

/** Gives adds that a handover has moved back to who made them; settling places them anew by all that is known then. */
export async function returnAdds(tx: Tx, contactId: string): Promise<void> {
  await tx
    .updateTable('add')
    .set((add) => ({ employeeId: add.ref('add.adderId').$notNull(), adderId: null }))
    .where('contactId', '=', contactId)
    .where('adderId', 'is not', null)
    .execute()
}

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

/**
 * The most specific policy of that day: the employee's own, then the role's, then the nearest branch's; null where there is none.
 * Of one scope the latest that has begun holds; the one before does not come back when it ends.
 */
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
    ), begun AS (
      SELECT DISTINCT ON (target_policy.scope, target_policy.branch_id, target_policy.role, target_policy.employee_id)
        target_policy.id, target_policy.scope, target_policy.valid_to, above.steps
      FROM target_policy LEFT JOIN above ON above.id = target_policy.branch_id
      WHERE target_policy.valid_from <= ${day}::date AND target_policy.withdrawn_at IS NULL
        AND (
          (target_policy.scope = 'employee' AND target_policy.employee_id = ${employee.id})
          OR (target_policy.scope = 'role' AND target_policy.role = ${employee.role}
            AND (target_policy.branch_id IS NULL OR above.id IS NOT NULL))
          OR (target_policy.scope = 'branch' AND (target_policy.branch_id IS NULL OR above.id IS NOT NULL))
        )
      ORDER BY target_policy.scope, target_policy.branch_id, target_policy.role, target_policy.employee_id,
        target_policy.valid_from DESC
    )
    SELECT begun.id FROM begun
    WHERE begun.valid_to IS NULL OR begun.valid_to > ${day}::date
    ORDER BY CASE begun.scope WHEN 'employee' THEN 0 WHEN 'role' THEN 1 ELSE 2 END, begun.steps NULLS LAST
    LIMIT 1`.execute(reader)
  return rows[0]?.id ?? null
}
