import { type Insertable, type Selectable, sql } from 'kysely'
import type { TargetPolicy } from '../../domain/policy.ts'
import { defaultParameters } from '../../domain/policy.ts'
import type { Reader, Tx } from '../../ports.ts'
import type { TargetPolicyTable } from '../../tables.ts'

const ROWS_PER_STATEMENT = 500

export type KeptPolicy = TargetPolicy & { createdAt: Date }
export type PolicyRow = Selectable<TargetPolicyTable>

/** Changes of policies are decided one after the other, since each is held against all there are. */
export async function lockPolicies(tx: Tx): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('target policies', 0))`.execute(tx)
}

/** Every version that is not withdrawn. */
export async function readPolicies(reader: Reader): Promise<KeptPolicy[]> {
  const rows = await reader
    .selectFrom('targetPolicy')
    .select(['id', 'scope', 'branchId', 'role', 'employeeId', 'validFrom', 'validTo', 'amount', 'per', 'parameters'])
    .select('createdAt')
    .where('withdrawnAt', 'is', null)
    .orderBy('validFrom')
    .execute()
  return rows.map(withAllParameters)
}

/** Names a scope, so that branches come before roles and these before employees. */
const lineKey = sql<string>`(
  CASE target_policy.scope WHEN 'branch' THEN 0 WHEN 'role' THEN 1 ELSE 2 END || '|' ||
  COALESCE(target_policy.branch_id, '') || '|' || COALESCE(target_policy.role, '') || '|' ||
  COALESCE(target_policy.employee_id, '')
) COLLATE "C"`

/** The keys of the next scopes that have, or had, a version. */
export async function listLines(
  reader: Reader,
  { scope, after, limit }: { scope: TargetPolicy['scope'] | null; after: string; limit: number },
): Promise<string[]> {
  let rows = reader.selectFrom('targetPolicy').select(lineKey.as('key')).distinct().where(lineKey, '>', after)
  if (scope) rows = rows.where('scope', '=', scope)
  return (await rows.orderBy('key').limit(limit).execute()).map(({ key }) => key)
}

/** Every version of these scopes with the withdrawn ones, scope by scope, the newest first. */
export async function readLines(reader: Reader, keys: readonly string[]): Promise<(PolicyRow & { key: string })[]> {
  if (keys.length === 0) return []
  const rows = await reader
    .selectFrom('targetPolicy')
    .selectAll()
    .select(lineKey.as('key'))
    .where(lineKey, 'in', keys)
    .orderBy('key')
    .orderBy('validFrom', 'desc')
    .orderBy('createdAt', 'desc')
    .execute()
  return rows.map(withAllParameters)
}

export async function findVersions(reader: Reader, ids: readonly string[]): Promise<PolicyRow[]> {
  if (ids.length === 0) return []
  const rows = await reader.selectFrom('targetPolicy').selectAll().where('id', 'in', ids).execute()
  return rows.map(withAllParameters)
}

export async function insertPolicies(
  tx: Tx,
  policies: TargetPolicy[],
  { createdBy, createdAt }: { createdBy: string; createdAt: Date },
): Promise<void> {
  const rows = policies.map((policy): Insertable<TargetPolicyTable> => ({
    ...policy,
    parameters: JSON.stringify(policy.parameters),
    createdBy,
    createdAt,
  }))
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    await tx
      .insertInto('targetPolicy')
      .values(rows.slice(from, from + ROWS_PER_STATEMENT))
      .execute()
  }
}

export async function markWithdrawn(
  tx: Tx,
  ids: readonly string[],
  { by, at }: { by: string; at: Date },
): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('targetPolicy')
    .set({ withdrawnAt: at, withdrawnBy: by })
    .where('id', 'in', ids)
    .where('withdrawnAt', 'is', null)
    .execute()
}

/** A version from before a parameter existed has its default. */
function withAllParameters<P extends { parameters: Partial<TargetPolicy['parameters']> }>(row: P) {
  return { ...row, parameters: { ...defaultParameters, ...row.parameters } }
}
