import { type RawBuilder, sql } from 'kysely'
import { Client } from 'pg'
import type { Database } from '../../server/ports.ts'

/** What a whole bank has: adds `from` to `to` of 40 an employee are spread over 40 days; two of three are effective. */
export const bankSize = { branches: 1_000, employees: 50_000, addsEach: 40 }

const CHUNK = 50_000

/** Branches and employees of a made-up bank beside what is there; `measured` counts as one of the employees. */
export async function fillDirectory(database: Database, now: Date): Promise<void> {
  await run(
    database,
    sql`INSERT INTO branch (id, name, parent_id, position, updated_at)
      SELECT 'size-' || n, '测试网点 ' || n, '1', n, ${now} FROM generate_series(1, ${bankSize.branches}::int) AS n`,
  )
  await run(
    database,
    sql`INSERT INTO employee (id, userid, name, branch_id, position, role, state, updated_at)
      SELECT 'size-' || n, 'size-' || n, '测试员工 ' || n, 'size-' || (n % ${bankSize.branches}::int + 1), '柜员', 'teller', 'active', ${now}
      FROM generate_series(1, ${bankSize.employees}::int - 1) AS n`,
  )
}

/** The 40 days before today as they were closed, for everybody or for `only` one; judged by the version that was sown. */
export async function fillClosedDays(database: Database, { now, only = null }: { now: Date; only?: string | null }) {
  for (let past = 1; past <= bankSize.addsEach; past += 1)
    await run(
      database,
      sql`INSERT INTO closed_day (employee_id, day, branch_id, policy_id, weight, target, gained, lost, added, closed_at)
        SELECT employee.id, (${now}::timestamptz AT TIME ZONE 'Asia/Shanghai')::date - ${past}::int, employee.branch_id,
          (SELECT min(target_policy.id) FROM target_policy), 1, 12, 1, 0, 1, ${now}
        FROM employee WHERE employee.id = coalesce(${only}, employee.id)`,
    )
}

type Fill = { from: number; to: number; measured: string; branchId: string; now: Date }

/**
 * Adds number `from` to `to` (half-open) with contact, relation, verification, verdict and credit; with every second of the
 * verified contacts somebody has talked, every thirtieth add has an overdue follow-up; each 50,000th is `measured`'s.
 */
export async function fillAdds(database: Database, { from, to, ...rest }: Fill): Promise<void> {
  for (let first = from; first < to; first += CHUNK) {
    await fillChunk(database, { from: first, to: Math.min(first + CHUNK, to), ...rest })
  }
}

/** Only the adds of `measured` among number `from` to `to`: what the floor has. */
export async function fillOwnAdds(database: Database, { from, to, ...rest }: Fill): Promise<void> {
  const { employees } = bankSize
  for (let own = Math.ceil(from / employees) * employees; own < to; own += employees) {
    await fillChunk(database, { from: own, to: own + 1, ...rest })
  }
}

async function fillChunk(database: Database, { from, to, measured, branchId, now }: Fill): Promise<void> {
  const { employees, branches } = bankSize
  const row = sql`
    SELECT n, 'size-' || n AS id,
      CASE WHEN n % ${employees}::int = 0 THEN ${measured} ELSE 'size-' || (n % ${employees}::int) END AS employee_id,
      CASE WHEN n % ${employees}::int = 0 THEN ${branchId} ELSE 'size-' || (n % ${employees}::int % ${branches}::int + 1) END AS branch_id,
      ${now}::timestamptz - (n / ${employees}::int) * interval '1 day' - interval '1 hour' AS at,
      n % 3 <> 0 AS effective, n % 3 = 1 AS talked
    FROM generate_series(${from}::int, ${to}::int - 1) AS n`
  await run(
    database,
    sql`INSERT INTO contact (id, name, avatar, kind, created_at, updated_at)
      SELECT id, '测试客户 ' || id, '', 'wechat', at, at FROM (${row}) AS added`,
  )
  await run(
    database,
    sql`INSERT INTO relation (employee_id, contact_id, started_at)
      SELECT employee_id, id, at FROM (${row}) AS added`,
  )
  await run(
    database,
    sql`INSERT INTO add (id, employee_id, contact_id, branch_id, started_at, verdict_status, verdict_reason, verdict_since, window_ends_at)
      SELECT id, employee_id, id, branch_id, at, CASE WHEN effective THEN 'effective' ELSE 'awaiting' END,
        CASE WHEN effective THEN NULL ELSE 'not-verified' END, at, at + interval '31 days'
      FROM (${row}) AS added`,
  )
  await run(
    database,
    sql`INSERT INTO credit (subject, step, amount, add_id, employee_id, branch_id, day, earned_day, reason, recorded_at)
      SELECT id, 1, 1, id, employee_id, branch_id, (at AT TIME ZONE 'Asia/Shanghai')::date, (at AT TIME ZONE 'Asia/Shanghai')::date, 'earned', at
      FROM (${row}) AS added WHERE effective`,
  )
  await fillFollowUps(database, row)
}

async function fillFollowUps(database: Database, row: RawBuilder<unknown>): Promise<void> {
  await run(
    database,
    sql`INSERT INTO verification (contact_id, state, since) SELECT id, 'verified', at FROM (${row}) AS added WHERE effective`,
  )
  await run(
    database,
    sql`INSERT INTO follow_up (id, contact_id, assignee_id, kind, title, reason, due_at, priority, state, origin,
        created_by, created_at, outcome, closed_at, closed_itself)
      SELECT id, id, employee_id, 'call', '样例', '', at + interval '10 minutes', 'normal', CASE WHEN talked THEN 'completed' ELSE 'open' END,
        'lead', employee_id, at, CASE WHEN talked THEN 'reached' END, CASE WHEN talked THEN at + interval '20 minutes' END, false
      FROM (${row}) AS added WHERE talked OR n % 30 = 0`,
  )
}

const run = (database: Database, statement: RawBuilder<unknown>): Promise<unknown> =>
  database.write((tx) => statement.execute(tx))

/** Looks at the rows once, as autovacuum does in time; only the owner may. */
export async function analyze(clusterUrl: string, database: Database): Promise<void> {
  const { rows } = await sql<{ name: string }>`SELECT current_database() AS name`.execute(database.read)
  const url = new URL(clusterUrl)
  url.pathname = `/${rows[0]?.name}`
  const owner = new Client({ connectionString: url.href })
  await owner.connect()
  await owner.query('VACUUM ANALYZE')
  await owner.end()
}

const LARGE_ROWS = 10_000

/** How often a whole table of more than 10,000 rows was read so far, by table; after `analyze`. */
export async function readsOfWholeTables(database: Database): Promise<Map<string, number>> {
  const { rows } = await sql<{ name: string; scans: number }>`
    SELECT relname AS name, seq_scan::int AS scans FROM pg_stat_user_tables
    WHERE n_live_tup > ${LARGE_ROWS}`.execute(database.read)
  return new Map(rows.map(({ name, scans }) => [name, scans]))
}
