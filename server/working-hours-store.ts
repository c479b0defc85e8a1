import { sql } from 'kysely'
import { readDayWeights } from './calendar-store.ts'
import { addDays, type BusinessDay } from './domain/business-day.ts'
import { awayOn, type LeaveSpan } from './domain/calendar.ts'
import { hoursOf, weekdayWeight, WORKING_DAY_HORIZON } from './domain/working-hours.ts'
import type { HoursOn } from './domain/working-hours.ts'
import type { Reader } from './ports.ts'

type Range = { from: BusinessDay; to: BusinessDay }

/**
 * When each of these employees works, by calendar, branch and leave; asked of days from `from` on, as far as the next working day is
 * looked for. Four queries for any number of employees.
 */
export async function readWorkingHours(
  reader: Reader,
  employeeIds: readonly string[],
  from: BusinessDay,
): Promise<Map<string, HoursOn>> {
  const range = { from, to: addDays(from, WORKING_DAY_HORIZON + 1) }
  const official = await readDayWeights(reader, range.from, range.to)
  const branchDays = await readBranchDays(reader, employeeIds, range)
  const leaves = await readLeaves(reader, employeeIds, range)
  return new Map(
    employeeIds.map((id) => {
      const own = branchDays.get(id)
      const away = leaves.get(id) ?? []
      return [id, (day) => hoursOf(own?.get(day) ?? official.get(day) ?? weekdayWeight(day), awayOn(away, day))]
    }),
  )
}

/** The hours of one employee. */
export async function readHoursOf(reader: Reader, employeeId: string, from: BusinessDay): Promise<HoursOn> {
  const hours = await readWorkingHours(reader, [employeeId], from)
  return hours.get(employeeId) ?? (() => null)
}

/** The nearest branch upward that has an entry decides. */
export async function readBranchDays(
  reader: Reader,
  employeeIds: readonly string[],
  { from, to }: Range,
): Promise<Map<string, Map<BusinessDay, number>>> {
  const { rows } = await sql<{ employeeId: string; day: BusinessDay; weight: number }>`
    WITH RECURSIVE above AS (
      SELECT employee.id AS employee_id, branch.id, branch.parent_id, 0 AS steps
      FROM employee JOIN branch ON branch.id = employee.branch_id
      WHERE employee.id = ANY(${[...employeeIds]})
        AND EXISTS (SELECT 1 FROM branch_day WHERE branch_day.day >= ${from}::date AND branch_day.day < ${to}::date)
      UNION ALL
      SELECT above.employee_id, branch.id, branch.parent_id, above.steps + 1
      FROM branch JOIN above ON branch.id = above.parent_id
      WHERE above.steps < 32
    )
    SELECT DISTINCT ON (above.employee_id, branch_day.day)
      above.employee_id AS "employeeId", branch_day.day::text AS day, branch_day.weight
    FROM above JOIN branch_day ON branch_day.branch_id = above.id
    WHERE branch_day.day >= ${from}::date AND branch_day.day < ${to}::date
    ORDER BY above.employee_id, branch_day.day, above.steps`.execute(reader)
  const days = new Map<string, Map<BusinessDay, number>>()
  for (const { employeeId, day, weight } of rows) {
    days.set(employeeId, (days.get(employeeId) ?? new Map<BusinessDay, number>()).set(day, weight))
  }
  return days
}

export async function readLeaves(
  reader: Reader,
  employeeIds: readonly string[],
  { from, to }: Range,
): Promise<Map<string, LeaveSpan[]>> {
  const rows = await reader
    .selectFrom('leave')
    .select(['employeeId', 'firstDay', 'firstHalf', 'lastDay', 'lastHalf'])
    .where('employeeId', '=', sql<string>`ANY(${[...employeeIds]})`)
    .where('cancelledAt', 'is', null)
    .where('lastDay', '>=', from)
    .where('firstDay', '<', to)
    .execute()
  const leaves = new Map<string, LeaveSpan[]>()
  for (const { employeeId, ...span } of rows) leaves.set(employeeId, [...(leaves.get(employeeId) ?? []), span])
  return leaves
}
