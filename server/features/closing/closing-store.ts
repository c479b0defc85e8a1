import { sql, type Insertable } from 'kysely'
import { addDays, startOfDay, type BusinessDay } from '../../domain/business-day.ts'
import type { ClosedDayTable } from '../../counting-tables.ts'
import type { Reader, TargetSubject, Tx } from '../../ports.ts'

/** The first day on which adds count; null before the first import. */
export async function readCountingFrom(reader: Reader): Promise<BusinessDay | null> {
  const row = await reader.selectFrom('setting').select('value').where('name', '=', 'countingFrom').executeTakeFirst()
  const value = row?.value
  return value && 'day' in value && typeof value.day === 'string' ? value.day : null
}

export async function readLastClosed(reader: Reader): Promise<BusinessDay | null> {
  const row = await reader
    .selectFrom('dayClosing')
    .select((of) => of.fn.max('day').as('day'))
    .executeTakeFirst()
  return row?.day ?? null
}

/** Waits for all who still book on that day; from its commit on nobody does. */
export async function beginClosing(tx: Tx, day: BusinessDay, begunAt: Date): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('closing', 0))`.execute(tx)
  await tx
    .insertInto('closingBegun')
    .values({ day, begunAt })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** `employed` is false for somebody who only has entries of the day: who left before, or whom the directory does not know. */
export type DayMember = TargetSubject & {
  employed: boolean
  /** The day is closed for them already. */
  done: boolean
  gained: number
  lost: number
  added: number
}

/** The next of those who were employed on that day or have entries dated on it, by id: few enough that only their rows are read. */
export async function membersOf(
  reader: Reader,
  day: BusinessDay,
  { after, limit }: { after: string; limit: number },
): Promise<DayMember[]> {
  const [from, to] = [startOfDay(day), startOfDay(addDays(day, 1))]
  const { rows } = await sql<DayMember>`
    WITH employed AS (
      SELECT employee.id FROM employee
      WHERE employee.id > ${after} AND (employee.joined_at IS NULL OR employee.joined_at < ${to})
        AND (employee.left_at IS NULL OR employee.left_at >= ${from})
      ORDER BY employee.id LIMIT ${limit}
    ), credited AS (
      SELECT DISTINCT credit_sum.employee_id FROM credit_sum
      WHERE credit_sum.day = ${day}::date AND credit_sum.employee_id > ${after}
      ORDER BY credit_sum.employee_id LIMIT ${limit}
    ), chosen AS (
      SELECT id FROM employed UNION SELECT employee_id FROM credited ORDER BY id LIMIT ${limit}
    )
    SELECT chosen.id,
      coalesce(employee.branch_id, summed.branch_id, '') AS "branchId",
      coalesce(employee.role, 'teller') AS role,
      EXISTS (SELECT 1 FROM branch_lead WHERE branch_lead.employee_id = chosen.id) AS leads,
      employee.joined_at AS "joinedAt", employee.left_at AS "leftAt",
      employee.id IS NOT NULL AS employed,
      EXISTS (SELECT 1 FROM closed_day WHERE closed_day.employee_id = chosen.id AND closed_day.day = ${day}::date) AS done,
      coalesce(summed.gained, 0)::int AS gained, coalesce(summed.lost, 0)::int AS lost,
      (SELECT count(*)::int FROM add
        WHERE add.employee_id = chosen.id AND add.started_at >= ${from} AND add.started_at < ${to}) AS added
    FROM chosen
    LEFT JOIN employee ON employee.id = chosen.id
    LEFT JOIN LATERAL (
      SELECT sum(credit_sum.gained) AS gained, sum(credit_sum.lost) AS lost, min(credit_sum.branch_id) AS branch_id
      FROM credit_sum WHERE credit_sum.employee_id = chosen.id AND credit_sum.day = ${day}::date
    ) AS summed ON true
    ORDER BY chosen.id`.execute(reader)
  return rows
}

/** What another process has closed meanwhile stays. */
export async function saveClosedDays(tx: Tx, rows: Insertable<ClosedDayTable>[]): Promise<void> {
  await tx
    .insertInto('closedDay')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['employeeId', 'day']).doNothing())
    .execute()
}

/** False when another process was first. */
export async function saveDayClosing(tx: Tx, day: BusinessDay, closedAt: Date): Promise<boolean> {
  const written = await tx
    .insertInto('dayClosing')
    .columns(['day', 'employees', 'closedAt'])
    .expression((from) =>
      from
        .selectFrom('closedDay')
        .where('closedDay.day', '=', day)
        .select((of) => [
          sql<string>`${day}::date`.as('day'),
          of.fn.countAll<number>().as('employees'),
          of.val(closedAt).as('closedAt'),
        ]),
    )
    .onConflict((conflict) => conflict.column('day').doNothing())
    .returning('day')
    .executeTakeFirst()
  return written !== undefined
}
