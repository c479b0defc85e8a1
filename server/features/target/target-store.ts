import { sql } from 'kysely'
import type { BusinessDay } from '../../domain/business-day.ts'
import { startOfDay } from '../../domain/business-day.ts'
import { defaultParameters, type TargetPolicy } from '../../domain/policy.ts'
import type { Reader, Tx } from '../../ports.ts'

/** Half-open: `to` is the first day outside. */
export type DayRange = { from: BusinessDay; to: BusinessDay }

/** The employee's branch and all above it, nearest first, with every policy that may name them in these days. */
export async function readPolicies(
  reader: Reader,
  branchId: string,
  { from, to }: DayRange,
): Promise<{ branches: string[]; policies: TargetPolicy[] }> {
  const { rows } = await sql<{ branches: string[]; policies: TargetPolicy[] | null }>`
    WITH RECURSIVE above AS (
      SELECT branch.id, branch.parent_id, 0 AS steps FROM branch WHERE branch.id = ${branchId}
      UNION ALL
      SELECT branch.id, branch.parent_id, above.steps + 1
      FROM branch JOIN above ON branch.id = above.parent_id
      WHERE above.steps < 32
    ), fitting AS (
      SELECT json_build_object(
        'id', target_policy.id, 'scope', target_policy.scope, 'branchId', target_policy.branch_id,
        'role', target_policy.role, 'employeeId', target_policy.employee_id,
        'validFrom', target_policy.valid_from::text, 'validTo', target_policy.valid_to::text,
        'amount', target_policy.amount, 'per', target_policy.per, 'parameters', target_policy.parameters
      ) AS policy
      FROM target_policy
      WHERE target_policy.valid_from < ${to}::date
        AND (target_policy.valid_to IS NULL OR target_policy.valid_to > ${from}::date)
        AND (target_policy.branch_id IS NULL OR target_policy.branch_id IN (SELECT above.id FROM above))
    )
    SELECT
      ARRAY(SELECT above.id FROM above ORDER BY above.steps) AS branches,
      (SELECT json_agg(fitting.policy) FROM fitting) AS policies`.execute(reader)
  return { branches: rows[0]?.branches ?? [], policies: rows[0]?.policies ?? [] }
}

export type DayRow = { day: BusinessDay; weight: number | null; gained: number; lost: number }

/** One row per day that has something: what the calendar says of it, and what the ledger has of the employee. */
export async function readDays(reader: Reader, employeeId: string, { from, to }: DayRange): Promise<DayRow[]> {
  const { rows } = await sql<DayRow>`
    SELECT days.day, max(days.weight) AS weight, sum(days.gained)::int AS gained, sum(days.lost)::int AS lost
    FROM (
      SELECT calendar_day.day, calendar_day.weight, 0 AS gained, 0 AS lost
      FROM calendar_day
      WHERE calendar_day.day >= ${from}::date AND calendar_day.day < ${to}::date
      UNION ALL
      SELECT credit.day, NULL, greatest(credit.amount, 0), greatest(-credit.amount, 0)
      FROM credit
      WHERE credit.employee_id = ${employeeId} AND credit.day >= ${from}::date AND credit.day < ${to}::date
    ) AS days
    GROUP BY days.day`.execute(reader)
  return rows
}

export type Counts = { awaiting: number; added: number; decided: number; effective: number; followUpsDue: number }

/** `decided` and `effective` are of the adds begun since `rateFrom`. */
export async function readCounts(
  reader: Reader,
  employeeId: string,
  { from, to }: DayRange,
  rateFrom: BusinessDay,
): Promise<Counts> {
  const [begin, end] = [startOfDay(from), startOfDay(to)]
  const { rows } = await sql<Counts>`
    SELECT
      (SELECT count(*)::int FROM add WHERE add.employee_id = ${employeeId} AND add.verdict_status = 'awaiting') AS awaiting,
      (SELECT count(*)::int FROM follow_up
        WHERE follow_up.assignee_id = ${employeeId} AND follow_up.state = 'open' AND follow_up.due_at < ${end}
      ) AS "followUpsDue",
      count(*) FILTER (WHERE add.started_at >= ${begin} AND add.started_at < ${end})::int AS added,
      count(*) FILTER (WHERE add.verdict_status <> 'awaiting')::int AS decided,
      count(*) FILTER (WHERE add.verdict_status = 'effective')::int AS effective
    FROM add
    WHERE add.employee_id = ${employeeId} AND add.started_at >= ${startOfDay(rateFrom < from ? rateFrom : from)}
      AND add.verdict_reason IS DISTINCT FROM 'before-counting'`.execute(reader)
  return rows[0] ?? { awaiting: 0, added: 0, decided: 0, effective: 0, followUpsDue: 0 }
}

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
