import { sql, type Insertable } from 'kysely'
import { endOfMonth } from '../../domain/calendar.ts'
import type { MonthStatementTable } from '../../counting-tables.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import type { Reader, TargetSubject, Tx } from '../../ports.ts'

const daysOf = (month: string): [string, string] => [`${month}-01`, endOfMonth(`${month}-01`)]

/** `weight` of the closed days; `effective` is what was earned and booked in the month; `done` where their statement is written. */
export type MonthMember = TargetSubject & { employed: boolean; done: boolean; weight: number; effective: number }

/** The next of those who have a closed day in the month, by id: few enough that only their rows are read. */
export async function membersOf(
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
      GROUP BY closed_day.employee_id ORDER BY closed_day.employee_id LIMIT ${limit}
    )
    SELECT chosen.id, chosen.branch_id AS "branchId", chosen.weight::float8 AS weight,
      coalesce(employee.role, 'teller') AS role,
      EXISTS (SELECT 1 FROM branch_lead WHERE branch_lead.employee_id = chosen.id) AS leads,
      employee.joined_at AS "joinedAt", employee.left_at AS "leftAt", employee.id IS NOT NULL AS employed,
      EXISTS (
        SELECT 1 FROM month_statement
        WHERE month_statement.employee_id = chosen.id AND month_statement.month = ${month}
      ) AS done,
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

/** A statement with whose it is, and what the ledger has booked of its month since it closed. */
function stated(reader: Reader) {
  return reader
    .selectFrom('monthStatement as statement')
    .leftJoin('employee', 'employee.id', 'statement.employeeId')
    .leftJoin('branch', 'branch.id', 'statement.branchId')
    .selectAll('statement')
    .select(['employee.name as employeeName', 'branch.name as branchName'])
    .select(
      sql<number>`(
        SELECT coalesce(sum(credit_sum.gained - credit_sum.lost), 0)::int FROM credit_sum
        WHERE credit_sum.employee_id = statement.employee_id
          AND credit_sum.day >= (statement.month || '-01')::date + interval '1 month'
          AND credit_sum.earned_day >= (statement.month || '-01')::date
          AND credit_sum.earned_day < (statement.month || '-01')::date + interval '1 month'
      )`.as('decidedLater'),
    )
}
export type StatementRow = Awaited<ReturnType<ReturnType<typeof stated>['execute']>>[number]

export function listMonths(reader: Reader, employeeId: string, limit: number): Promise<StatementRow[]> {
  const rows = stated(reader).where('statement.employeeId', '=', employeeId)
  return rows.orderBy('statement.month', 'desc').limit(limit).execute()
}

export function findStatement(reader: Reader, employeeId: string, month: string): Promise<StatementRow | undefined> {
  const rows = stated(reader).where('statement.employeeId', '=', employeeId)
  return rows.where('statement.month', '=', month).executeTakeFirst()
}

/** By id; `branchIds` null is the whole bank. */
export function listStatements(
  reader: Reader,
  month: string,
  branchIds: string[] | null,
  { after, limit }: { after: string; limit: number },
): Promise<StatementRow[]> {
  let rows = stated(reader).where('statement.month', '=', month).where('statement.employeeId', '>', after)
  if (branchIds) rows = rows.where('statement.branchId', 'in', branchIds)
  return rows.orderBy('statement.employeeId').limit(limit).execute()
}

export function readClosedDays(reader: Reader, employeeId: string, month: string) {
  const [from, to] = daysOf(month)
  return reader
    .selectFrom('closedDay')
    .select(['day', 'weight', 'target', 'gained', 'lost', 'added'])
    .where('employeeId', '=', employeeId)
    .where('day', '>=', from)
    .where('day', '<', to)
    .orderBy('day')
    .execute()
}

/**
 * The actor's entries that were earned in the month and booked after it. The contact is told where the add is the actor's own still,
 * or that of an employee in their scope, who is the `holderId` then.
 */
export function readLater(reader: Reader, actor: EmployeeActor, month: string) {
  const [from, to] = daysOf(month)
  const seen = reader
    .selectFrom('add')
    .innerJoin('contact', 'contact.id', 'add.contactId')
    .leftJoin('employee as holder', 'holder.id', 'add.employeeId')
    .select(['add.id', 'add.employeeId as holderId', 'contact.id as contactId', 'contact.name as contactName'])
    .where((is) =>
      is.or([
        is('add.employeeId', '=', actor.id),
        ...(actor.scope.length > 0 ? [is('holder.branchId', 'in', actor.scope)] : []),
      ]),
    )
    .as('seen')
  return reader
    .selectFrom('credit')
    .leftJoin(seen, 'seen.id', 'credit.addId')
    .select(['credit.day', 'credit.earnedDay', 'credit.amount', 'credit.reason', 'credit.addId'])
    .select(['seen.holderId', 'seen.contactId', 'seen.contactName'])
    .where('credit.employeeId', '=', actor.id)
    .where('credit.earnedDay', '>=', from)
    .where('credit.earnedDay', '<', to)
    .where('credit.day', '>=', to)
    .orderBy('credit.recordedAt')
    .orderBy('credit.step')
    .execute()
}
export type LaterRow = Awaited<ReturnType<typeof readLater>>[number]

/** The branch with all below it; only the branches among `allowed`, where that is given. */
export async function readSubtree(reader: Reader, branchId: string, allowed: string[] | null): Promise<string[]> {
  if (allowed && !allowed.includes(branchId)) return []
  const { rows } = await sql<{ id: string }>`
    WITH RECURSIVE below AS (
      SELECT branch.id FROM branch WHERE branch.id = ${branchId}
      UNION
      SELECT branch.id FROM branch JOIN below ON branch.parent_id = below.id
    )
    SELECT below.id FROM below`.execute(reader)
  return rows.map(({ id }) => id)
}
