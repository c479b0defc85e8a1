import { sql } from 'kysely'
import type { BusinessDay } from '../../domain/business-day.ts'
import { defaultParameters } from '../../domain/policy.ts'
import type { Tx } from '../../ports.ts'

/** Does nothing where any policy exists already. */
export async function addFirstPolicy(
  tx: Tx,
  policy: { id: string; amount: number; validFrom: BusinessDay; createdAt: Date },
): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('first target policy', 0))`.execute(tx)
  const existing = await tx.selectFrom('targetPolicy').select('id').limit(1).executeTakeFirst()
  if (existing) return
  const everybody = { scope: 'branch' as const, branchId: null, role: null, employeeId: null, validTo: null }
  const rest = { per: 'day' as const, parameters: JSON.stringify(defaultParameters), createdBy: 'zhenke' }
  await tx
    .insertInto('targetPolicy')
    .values({ ...policy, ...everybody, ...rest })
    .execute()
}
