import { sql } from 'kysely'
import { endOfMonth } from '../../domain/calendar.ts'
import type { Difference, DifferenceKind } from '../../domain/ledger-check.ts'
import type { Reader } from '../../ports.ts'

/** Up to which key was compared, how many, and what differs; `until` is null when nothing is left. */
export type Compared = { until: string | null; count: number; differences: Difference[] }

type Found = { kind: DifferenceKind; facts: Difference['facts'] }

async function compared(keys: string[], find: (keys: string[]) => Promise<{ rows: Found[] }>): Promise<Compared> {
  const until = keys.at(-1) ?? null
  if (until === null) return { until, count: 0, differences: [] }
  const { rows } = await find(keys)
  return { until, count: keys.length, differences: rows }
}

/** Steps without a gap, a sum of 0 or 1, an add and an answer behind each entry. */
export async function compareIdentities(reader: Reader, after: string, limit: number): Promise<Compared> {
  const { rows } = await sql<{ key: string }>`
    SELECT DISTINCT credit.subject AS key FROM credit WHERE credit.subject > ${after}
    ORDER BY credit.subject LIMIT ${limit}`.execute(reader)
  return compared(
    rows.map(({ key }) => key),
    (subjects) =>
      sql<Found>`
        SELECT 'broken-steps' AS kind, json_build_object('identity', credit.subject) AS facts
        FROM credit WHERE credit.subject = ANY(${subjects}) GROUP BY credit.subject
        HAVING max(credit.step) <> count(*) OR sum(credit.amount) NOT IN (0, 1)
        UNION ALL
        SELECT 'lost-add', json_build_object('identity', credit.subject, 'add', credit.add_id)
        FROM credit LEFT JOIN add ON add.id = credit.add_id
        WHERE credit.subject = ANY(${subjects}) AND add.id IS NULL
        UNION ALL
        SELECT 'lost-identity', json_build_object('identity', named.subject)
        FROM unnest(${subjects}::text[]) AS named (subject)
        WHERE NOT EXISTS (SELECT 1 FROM identity_result WHERE identity_result.subject = named.subject)`.execute(reader),
  )
}

/** The kept sums and the closed days of these employees against the ledger. */
export async function compareEmployees(reader: Reader, after: string, limit: number): Promise<Compared> {
  const { rows } = await sql<{ key: string }>`
    (SELECT DISTINCT employee_id AS key FROM credit WHERE employee_id > ${after} ORDER BY employee_id LIMIT ${limit})
    UNION
    (SELECT DISTINCT employee_id FROM credit_sum WHERE employee_id > ${after} ORDER BY employee_id LIMIT ${limit})
    UNION
    (SELECT DISTINCT employee_id FROM closed_day WHERE employee_id > ${after} ORDER BY employee_id LIMIT ${limit})
    ORDER BY key LIMIT ${limit}`.execute(reader)
  return compared(
    rows.map(({ key }) => key),
    (employees) =>
      sql<Found>`
        WITH counted AS (
          SELECT employee_id, branch_id, day, earned_day,
            count(*) FILTER (WHERE amount = 1) AS gained, count(*) FILTER (WHERE amount = -1) AS lost
          FROM credit WHERE employee_id = ANY(${employees}) GROUP BY employee_id, branch_id, day, earned_day
        ), kept AS (
          SELECT * FROM credit_sum WHERE employee_id = ANY(${employees})
        ), dated AS (
          SELECT employee_id, day, sum(gained) AS gained, sum(lost) AS lost FROM counted
          WHERE day IN (SELECT day_closing.day FROM day_closing) GROUP BY employee_id, day
        ), closed AS (
          SELECT * FROM closed_day WHERE employee_id = ANY(${employees})
            AND day IN (SELECT day_closing.day FROM day_closing)
        )
        SELECT 'employee-sum' AS kind, json_build_object(
          'employee', employee_id, 'branch', branch_id, 'day', day, 'earnedDay', earned_day,
          'kept', concat('+', coalesce(kept.gained, 0), ' -', coalesce(kept.lost, 0)),
          'ledger', concat('+', coalesce(counted.gained, 0), ' -', coalesce(counted.lost, 0))) AS facts
        FROM counted FULL JOIN kept USING (employee_id, branch_id, day, earned_day)
        WHERE (kept.gained, kept.lost) IS DISTINCT FROM (counted.gained, counted.lost)
        UNION ALL
        SELECT 'closed-day', json_build_object(
          'employee', employee_id, 'day', day,
          'kept', concat('+', coalesce(closed.gained, 0), ' -', coalesce(closed.lost, 0)),
          'ledger', concat('+', coalesce(dated.gained, 0), ' -', coalesce(dated.lost, 0)))
        FROM dated FULL JOIN closed USING (employee_id, day)
        WHERE coalesce(closed.gained, 0) <> coalesce(dated.gained, 0)
          OR coalesce(closed.lost, 0) <> coalesce(dated.lost, 0)`.execute(reader),
  )
}

/** The kept sums of these branches against the ledger. */
export async function compareBranches(reader: Reader, after: string, limit: number): Promise<Compared> {
  const { rows } = await sql<{ key: string }>`
    (SELECT DISTINCT branch_id AS key FROM credit WHERE branch_id > ${after} ORDER BY branch_id LIMIT ${limit})
    UNION
    (SELECT DISTINCT branch_id FROM branch_sum WHERE branch_id > ${after} ORDER BY branch_id LIMIT ${limit})
    ORDER BY key LIMIT ${limit}`.execute(reader)
  return compared(
    rows.map(({ key }) => key),
    (branches) =>
      sql<Found>`
        WITH counted AS (
          SELECT branch_id, day, earned_day,
            count(*) FILTER (WHERE amount = 1) AS gained, count(*) FILTER (WHERE amount = -1) AS lost
          FROM credit WHERE branch_id = ANY(${branches}) GROUP BY branch_id, day, earned_day
        ), kept AS (
          SELECT * FROM branch_sum WHERE branch_id = ANY(${branches})
        )
        SELECT 'branch-sum' AS kind, json_build_object(
          'branch', branch_id, 'day', day, 'earnedDay', earned_day,
          'kept', concat('+', coalesce(kept.gained, 0), ' -', coalesce(kept.lost, 0)),
          'ledger', concat('+', coalesce(counted.gained, 0), ' -', coalesce(counted.lost, 0))) AS facts
        FROM counted FULL JOIN kept USING (branch_id, day, earned_day)
        WHERE (kept.gained, kept.lost) IS DISTINCT FROM (counted.gained, counted.lost)`.execute(reader),
  )
}

/** Statements by `month|employee`, each with what the ledger has earned and booked in its month. */
export async function readStatements(reader: Reader, after: string, limit: number) {
  const [month = '', employee = ''] = after.split('|')
  const rows = await reader
    .selectFrom('monthStatement as statement')
    .selectAll('statement')
    .where(sql<boolean>`(statement.month, statement.employee_id) > (${month}, ${employee})`)
    .orderBy('statement.month')
    .orderBy('statement.employeeId')
    .limit(limit)
    .execute()
  const months = [...new Set(rows.map((row) => row.month))]
  const booked = new Map<string, number>()
  for (const one of months) {
    const [from, to] = [`${one}-01`, endOfMonth(`${one}-01`)]
    const sums = await reader
      .selectFrom('credit')
      .select((of) => ['employeeId', of.fn.sum<number>('amount').as('effective')])
      .where(
        'employeeId',
        'in',
        rows.filter((row) => row.month === one).map((row) => row.employeeId),
      )
      .where('day', '>=', from)
      .where('day', '<', to)
      .where('earnedDay', '>=', from)
      .where('earnedDay', '<', to)
      .groupBy('employeeId')
      .execute()
    for (const { employeeId, effective } of sums) booked.set(`${one}|${employeeId}`, effective)
  }
  return rows.map((row) => ({ ...row, booked: booked.get(`${row.month}|${row.employeeId}`) ?? 0 }))
}
