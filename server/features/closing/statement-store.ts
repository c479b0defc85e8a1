import { sql, type Insertable } from 'kysely'
import { endOfMonth } from '../../domain/calendar.ts'
import type { MonthStatementTable } from '../../counting-tables.ts'
import type { Reader, TargetSubject, Tx } from '../../ports.ts'

const daysOf = (month: string): [string, string] => [`${month}-01`, endOfMonth(`${month}-01`)]

/** `weight` of the closed days; `effective` is what was earned and booked in the month. */
export type MonthMember = TargetSubject & { employed: boolean; weight: number; effective: number }

/** Who has a closed day or an entry in the month and no statement of it yet, by id. */
export async function membersToState(
  reader: Reader,
  month: string,
  { after, limit }: { after: string; limit: number },
): Promise<MonthMember[]> {
  const [from, to] = daysOf(month)
  const { rows } = await sql<MonthMember>`
    WITH chosen AS (
      SELECT closed_day.employee_id AS id, sum(closed_day.weight) AS weight,
        (array_agg(closed_day.branch_id ORDER BY closed_day.day DESC))[1] AS branch_id
      FROM closed_day
      WHERE closed_day.day >= ${from}::date AND closed_day.day < ${to}::date AND closed_day.employee_id > ${after}
        AND NOT EXISTS (
          SELECT 1 FROM month_statement
          WHERE month_statement.employee_id = closed_day.employee_id AND month_statement.month = ${month}
        )
      GROUP BY closed_day.employee_id ORDER BY closed_day.employee_id LIMIT ${limit}
    )
    SELECT chosen.id, chosen.branch_id AS "branchId", chosen.weight::float8 AS weight,
      coalesce(employee.role, 'teller') AS role,
      EXISTS (SELECT 1 FROM branch_lead WHERE branch_lead.employee_id = chosen.id) AS leads,
      employee.joined_at AS "joinedAt", employee.left_at AS "leftAt", employee.id IS NOT NULL AS employed,
      (SELECT coalesce(sum(credit_sum.gained - credit_sum.lost), 0)::int FROM credit_sum
        WHERE credit_sum.employee_id = chosen.id
          AND credit_sum.day >= ${from}::date AND credit_sum.day < ${to}::date
          AND credit_sum.earned_day >= ${from}::date AND credit_sum.earned_day < ${to}::date) AS effective
    FROM chosen LEFT JOIN employee ON employee.id = chosen.id
    ORDER BY chosen.id`.execute(reader)
  return rows
}

/** What another process has written meanwhile stays. */
export async function saveStatements(tx: Tx, rows: Insertable<MonthStatementTable>[]): Promise<void> {
  await tx
    .insertInto('monthStatement')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['employeeId', 'month']).doNothing())
    .execute()
}
