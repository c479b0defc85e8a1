import { sql, type Insertable } from 'kysely'
import type { LeaveTable } from '../../counting-tables.ts'
import type { BusinessDay } from '../../domain/business-day.ts'
import type { LeaveSpan } from '../../domain/calendar.ts'
import type { Reader, Tx } from '../../ports.ts'

export type LeaveRow = LeaveSpan & {
  id: string
  employeeId: string
  employeeName: string
  branchId: string
  enteredBy: string
  enteredByName: string
  enteredAt: Date
  cancelledAt: Date | null
}
export type Subject = {
  id: string
  branchId: string
  joinedAt: Date | null
  leftAt: Date | null
  /** The branches they lead, with all below. */
  scope: string[]
}

/** The rows of these employees, locked in one order: two who enter leave of one employee at the same moment see each other's. */
export async function lockSubjects(tx: Tx, ids: readonly string[]): Promise<Subject[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('employee')
    .select(['id', 'branchId', 'joinedAt', 'leftAt'])
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute()
  const scopes = await readScopes(tx, ids)
  return rows.map((row) => ({ ...row, scope: scopes.get(row.id) ?? [] }))
}

/** Branches that each of these employees leads, with all below. */
export async function readScopes(reader: Reader, ids: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ employeeId: string; branches: string[] }>`
    WITH RECURSIVE led AS (
      SELECT branch_lead.employee_id, branch.id FROM branch
      JOIN branch_lead ON branch_lead.branch_id = branch.id
      WHERE branch_lead.employee_id = ANY(${ids}) AND branch.removed_at IS NULL
      UNION
      SELECT led.employee_id, below.id FROM branch AS below
      JOIN led ON below.parent_id = led.id WHERE below.removed_at IS NULL
    )
    SELECT led.employee_id AS "employeeId", array_agg(led.id) AS branches FROM led GROUP BY led.employee_id`.execute(
    reader,
  )
  return new Map(rows.map(({ employeeId, branches }) => [employeeId, branches]))
}

/** Leave that is not cancelled and ends on `from` or later. */
export async function readStanding(
  reader: Reader,
  ids: readonly string[],
  from: BusinessDay,
): Promise<Map<string, LeaveSpan[]>> {
  if (ids.length === 0) return new Map()
  const rows = await reader
    .selectFrom('leave')
    .select(['employeeId', 'firstDay', 'firstHalf', 'lastDay', 'lastHalf'])
    .where('employeeId', 'in', ids)
    .where('cancelledAt', 'is', null)
    .where('lastDay', '>=', from)
    .execute()
  const standing = new Map<string, LeaveSpan[]>()
  for (const { employeeId, ...span } of rows) standing.set(employeeId, [...(standing.get(employeeId) ?? []), span])
  return standing
}

export async function insertLeave(tx: Tx, rows: Insertable<LeaveTable>[]): Promise<void> {
  if (rows.length > 0) await tx.insertInto('leave').values(rows).execute()
}

export async function markCancelled(tx: Tx, id: string, cancelledBy: string, cancelledAt: Date): Promise<void> {
  await tx.updateTable('leave').set({ cancelledBy, cancelledAt }).where('id', '=', id).execute()
}

export async function lockLeave(
  tx: Tx,
  id: string,
): Promise<(LeaveSpan & { employeeId: string; cancelledAt: Date | null }) | undefined> {
  return await tx
    .selectFrom('leave')
    .select(['employeeId', 'firstDay', 'firstHalf', 'lastDay', 'lastHalf', 'cancelledAt'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export function findLeave(reader: Reader, id: string): Promise<LeaveRow> {
  return rowsOf(reader).where('leave.id', '=', id).executeTakeFirstOrThrow()
}

const MOST = 200

/** The latest first, what was cancelled included. */
export function readLeaveOf(reader: Reader, employeeId: string): Promise<LeaveRow[]> {
  return rowsOf(reader)
    .where('leave.employeeId', '=', employeeId)
    .orderBy('leave.firstDay', 'desc')
    .orderBy('leave.enteredAt', 'desc')
    .limit(MOST)
    .execute()
}

/** Leave that stands of active employees of these branches, with any of its days in `[from, to)`. */
export function readLeaveIn(
  reader: Reader,
  asked: { branchIds: readonly string[]; employeeId: string | null; from: BusinessDay; to: BusinessDay },
): Promise<LeaveRow[]> {
  return rowsOf(reader)
    .where('employee.branchId', 'in', asked.branchIds)
    .where('employee.state', '=', 'active')
    .$if(asked.employeeId !== null, (query) => query.where('leave.employeeId', '=', asked.employeeId ?? ''))
    .where('leave.cancelledAt', 'is', null)
    .where('leave.firstDay', '<', asked.to)
    .where('leave.lastDay', '>=', asked.from)
    .orderBy('leave.firstDay')
    .orderBy('leave.id')
    .limit(MOST)
    .execute()
}

const rowsOf = (reader: Reader) =>
  reader
    .selectFrom('leave')
    .innerJoin('employee', 'employee.id', 'leave.employeeId')
    .leftJoin('employee as author', 'author.id', 'leave.enteredBy')
    .select(['leave.id', 'leave.employeeId', 'employee.name as employeeName', 'employee.branchId'])
    .select(['leave.firstDay', 'leave.firstHalf', 'leave.lastDay', 'leave.lastHalf'])
    .select(({ fn, ref }) => fn.coalesce('author.name', ref('leave.enteredBy')).as('enteredByName'))
    .select(['leave.enteredBy', 'leave.enteredAt', 'leave.cancelledAt'])

/** The branch with all below it; empty unless it is within the scope. */
export async function readSubtree(reader: Reader, scope: readonly string[], branchId: string): Promise<string[]> {
  if (!scope.includes(branchId)) return []
  const { rows } = await sql<{ id: string }>`
    WITH RECURSIVE below AS (
      SELECT branch.id FROM branch WHERE branch.id = ${branchId} AND branch.removed_at IS NULL
      UNION
      SELECT branch.id FROM branch JOIN below ON branch.parent_id = below.id WHERE branch.removed_at IS NULL
    )
    SELECT below.id FROM below`.execute(reader)
  return rows.map(({ id }) => id)
}
