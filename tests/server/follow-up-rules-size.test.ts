import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../server/database/open-database.ts'
import { followUpRuleNames } from '../../server/domain/follow-up-rule.ts'
import { candidates } from '../../server/features/follow-up/rule-store.ts'
import type { Database } from '../../server/ports.ts'
import { ask, emptyDatabase, type EmptyDatabase } from '../support/postgres.ts'
import { silentLog } from '../support/silent-log.ts'

const hasPostgres = process.env['TEST_ENGINE'] === 'postgres' || process.env['TEST_DATABASE_URL'] !== undefined
const now = new Date('2026-11-23T10:00:00+08:00')
const ROWS = 60_000

/** On PGlite nobody keeps statistics, so what its planner chooses says nothing. */
describe.runIf(hasPostgres)('What a rule has to look at, among very many adds', () => {
  let empty: EmptyDatabase
  let database: Database
  beforeAll(async () => {
    empty = await emptyDatabase()
    database = await openDatabase(empty.where, silentLog)
    const row = sql`SELECT 'c' || n AS id, 'e' || n % 500 AS employee, n % 50 = 0 AS fits,
      ${now}::timestamptz - n * interval '1 minute' AS at FROM generate_series(1, ${ROWS}::int) AS n`
    await database.write(async (tx) => {
      await sql`INSERT INTO add (id, employee_id, contact_id, branch_id, started_at, verdict_status, verdict_since)
        SELECT id, employee, id, '2', at, CASE WHEN fits THEN 'awaiting' ELSE 'effective' END, at FROM (${row}) AS r`.execute(
        tx,
      )
      await sql`INSERT INTO verification (contact_id, state, since)
        SELECT id, CASE WHEN fits THEN 'prompted' ELSE 'verified' END, at FROM (${row}) AS r`.execute(tx)
      await sql`INSERT INTO relation (employee_id, contact_id, started_at)
        SELECT employee, id, at FROM (${row}) AS r`.execute(tx)
      await sql`INSERT INTO follow_up (id, contact_id, assignee_id, kind, title, reason, due_at, priority, state, origin,
          created_by, created_at, closed_at, closed_itself)
        SELECT id, id, employee, 'call', '样例', '', at, 'normal', 'completed', 'lead', 'e0', at, at, false
        FROM (${row}) AS r`.execute(tx)
    })
    await ask('url' in empty.where ? empty.where.url : '', 'VACUUM ANALYZE')
  })
  afterAll(async () => {
    await database.close()
    await empty.drop()
  })

  it.each(followUpRuleNames)('is found by index: %s', async (rule) => {
    const day = 24 * 3_600_000
    const span = { from: new Date(now.getTime() - 2 * day), to: new Date(now.getTime() - day) }
    const asked = { ...span, after: { at: new Date(0), contactId: '' }, limit: 200, now }
    const { rows } = await sql<{ 'QUERY PLAN': string }>`EXPLAIN ${candidates[rule](asked)}`.execute(database.read)
    const plan = rows.map((line) => Object.values(line)[0]).join('\n')
    expect(plan).not.toMatch(/Seq Scan on (add|relation|verification|follow_up)\b/)
    expect(plan).toMatch(/add_awaiting_start|verification_verified_since|relation_live_start/)
  })
})
