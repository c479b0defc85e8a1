import { sql } from 'kysely'
import type { BusinessDay } from '../../domain/business-day.ts'
import type { Locale } from '../../domain/employee.ts'
import type { Reader } from '../../ports.ts'

export type LeadToTell = { employeeId: string; locale: Locale | null; branchIds: string[] }

/** Who has the report of the day already. */
export async function readTold(reader: Reader, day: BusinessDay): Promise<Set<string>> {
  const rows = await reader
    .selectFrom('message')
    .select('employeeId')
    .where('day', '=', day)
    .where('kind', '=', 'day-report')
    .execute()
  return new Set(rows.map(({ employeeId }) => employeeId))
}

export type RunningStandIn = { leadId: string; deputyId: string; locale: Locale | null }

/** Of leads and deputies who are both active; a lead has one at a time. */
export function readStandIns(reader: Reader, day: BusinessDay): Promise<RunningStandIn[]> {
  return reader
    .selectFrom('standIn')
    .innerJoin('employee as deputy', 'deputy.id', 'standIn.deputyId')
    .select(['standIn.leadId', 'standIn.deputyId', 'deputy.locale'])
    .where('standIn.endedAt', 'is', null)
    .where('standIn.firstDay', '<=', day)
    .where('standIn.lastDay', '>=', day)
    .where('deputy.state', '=', 'active')
    .execute()
}

/** Active leads but these, each with the branches they lead; one below another of theirs is told with it. */
export async function readLeads(reader: Reader, but: ReadonlySet<string>): Promise<LeadToTell[]> {
  const { rows } = await sql<LeadToTell>`
    WITH RECURSIVE led AS (
      SELECT branch_lead.employee_id, branch.id, branch.parent_id, branch.position, branch.name
      FROM branch_lead
      JOIN branch ON branch.id = branch_lead.branch_id AND branch.removed_at IS NULL
      JOIN employee ON employee.id = branch_lead.employee_id AND employee.state = 'active'
      WHERE branch_lead.employee_id <> ALL(${[...but]}::text[])
    ), above AS (
      SELECT led.employee_id, led.id, led.parent_id AS upper, 0 AS steps FROM led
      UNION ALL
      SELECT above.employee_id, above.id, branch.parent_id, above.steps + 1
      FROM above JOIN branch ON branch.id = above.upper
      WHERE above.steps < 32
    )
    SELECT led.employee_id AS "employeeId", employee.locale,
      array_agg(led.id ORDER BY led.position, led.id) AS "branchIds"
    FROM led JOIN employee ON employee.id = led.employee_id
    WHERE NOT EXISTS (
      SELECT 1 FROM above JOIN branch_lead ON branch_lead.branch_id = above.upper
      WHERE above.employee_id = led.employee_id AND above.id = led.id AND branch_lead.employee_id = led.employee_id
    )
    GROUP BY led.employee_id, employee.locale
    ORDER BY led.employee_id`.execute(reader)
  return rows
}
