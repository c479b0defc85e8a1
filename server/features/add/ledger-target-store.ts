import { sql } from 'kysely'
import type { BusinessDay } from '../../domain/business-day.ts'
import type { Reader, TargetSubject } from '../../ports.ts'

type Frozen = TargetSubject & { target: number | null; closedAt: Date; employed: boolean }
export type FrozenDay = Frozen & { day: BusinessDay; weight: number; policyId: string | null }
export type FrozenMonth = Frozen & { month: string }

/** Whose row it is, in the branch they were in when it closed. */
const subject = sql`
  coalesce(employee.role, 'teller') AS role,
  EXISTS (SELECT 1 FROM branch_lead WHERE branch_lead.employee_id = employee.id) AS leads,
  employee.joined_at AS "joinedAt", employee.left_at AS "leftAt", employee.id IS NOT NULL AS employed`

/** Days closed after then, by day and employee. */
export async function readFrozenDays(reader: Reader, since: Date, after: string, limit: number): Promise<FrozenDay[]> {
  const [day, employee = ''] = after.split('|')
  const { rows } = await sql<FrozenDay>`
    SELECT closed_day.employee_id AS id, closed_day.branch_id AS "branchId", closed_day.day::text AS day,
      closed_day.weight::float8 AS weight, closed_day.target, closed_day.policy_id AS "policyId",
      closed_day.closed_at AS "closedAt", ${subject}
    FROM closed_day LEFT JOIN employee ON employee.id = closed_day.employee_id
    WHERE closed_day.closed_at > ${since}
      AND (closed_day.day, closed_day.employee_id) > (${day || '0001-01-01'}::date, ${employee})
    ORDER BY closed_day.day, closed_day.employee_id LIMIT ${limit}`.execute(reader)
  return rows
}

/** Months stated after then, by month and employee. */
export async function readFrozenMonths(
  reader: Reader,
  since: Date,
  after: string,
  limit: number,
): Promise<FrozenMonth[]> {
  const [month = '', employee = ''] = after.split('|')
  const { rows } = await sql<FrozenMonth>`
    SELECT month_statement.employee_id AS id, month_statement.branch_id AS "branchId", month_statement.month,
      month_statement.target, month_statement.closed_at AS "closedAt", ${subject}
    FROM month_statement LEFT JOIN employee ON employee.id = month_statement.employee_id
    WHERE month_statement.closed_at > ${since}
      AND (month_statement.month, month_statement.employee_id) > (${month}, ${employee})
    ORDER BY month_statement.month, month_statement.employee_id LIMIT ${limit}`.execute(reader)
  return rows
}
