import { type Insertable, type Selectable, sql } from 'kysely'
import type { Locale } from '../../domain/employee.ts'
import type { BusinessDay } from '../../domain/business-day.ts'
import type { Reader, Tx } from '../../ports.ts'
import type { WeComBranch } from '../../wecom-port.ts'
import type { EmployeeTable } from '../../directory-tables.ts'
import { noteBranchesFound } from './branch-stay-store.ts'

export type EmployeeRow = Selectable<EmployeeTable>
export type NewEmployee = Insertable<EmployeeTable>
export type Lead = { branchId: string; employeeId: string }

const perStatement = 500

export function findEmployee(reader: Reader, id: string): Promise<EmployeeRow | undefined> {
  return reader.selectFrom('employee').selectAll().where('id', '=', id).executeTakeFirst()
}

export function readEmployees(reader: Reader): Promise<EmployeeRow[]> {
  return reader.selectFrom('employee').selectAll().execute()
}

export function readLeads(reader: Reader): Promise<Lead[]> {
  return reader.selectFrom('branchLead').selectAll().execute()
}

/** What was read from WeCom earlier never replaces what was read later; `joinedAt` stays once it is known. */
export async function upsertEmployees(tx: Tx, employees: NewEmployee[]): Promise<void> {
  for (const rows of inParts(employees)) {
    await noteBranchesFound(tx, rows)
    await tx
      .insertInto('employee')
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet((row) => ({
            userid: row.ref('excluded.userid'),
            name: row.ref('excluded.name'),
            branchId: row.ref('excluded.branchId'),
            position: row.ref('excluded.position'),
            role: row.ref('excluded.role'),
            state: row.ref('excluded.state'),
            joinedAt: row.fn.coalesce('employee.joinedAt', 'excluded.joinedAt'),
            leftAt: row.ref('excluded.leftAt'),
            updatedAt: row.ref('excluded.updatedAt'),
          }))
          .whereRef('employee.updatedAt', '<=', 'excluded.updatedAt'),
      )
      .execute()
  }
}

/** The language in which the employee is written to. */
export async function rememberLocale(tx: Tx, id: string, locale: Locale): Promise<void> {
  await tx.updateTable('employee').set({ locale }).where('id', '=', id).execute()
}

export async function setJoined(tx: Tx, id: string, joinedAt: Date): Promise<void> {
  await tx.updateTable('employee').set({ joinedAt }).where('id', '=', id).execute()
}

export async function setLeft(tx: Tx, ids: string[], leftAt: Date, readAt: Date): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('employee')
    .set({ state: 'left', leftAt, updatedAt: readAt })
    .where('id', 'in', ids)
    .where('updatedAt', '<=', readAt)
    .execute()
}

export async function replaceLeads(tx: Tx, employeeIds: string[], leads: Lead[]): Promise<void> {
  for (const ids of inParts(employeeIds)) await tx.deleteFrom('branchLead').where('employeeId', 'in', ids).execute()
  for (const rows of inParts(leads)) {
    const insert = tx.insertInto('branchLead').values(rows)
    await insert.onConflict((conflict) => conflict.doNothing()).execute()
  }
}

/** Branches that are not among these have been removed. */
export async function replaceBranches(tx: Tx, branches: WeComBranch[], readAt: Date): Promise<void> {
  const rows = branches.map((branch) => ({ ...branch, updatedAt: readAt, removedAt: null }))
  for (const part of inParts(rows)) {
    await tx
      .insertInto('branch')
      .values(part)
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet((row) => ({
            name: row.ref('excluded.name'),
            parentId: row.ref('excluded.parentId'),
            position: row.ref('excluded.position'),
            updatedAt: row.ref('excluded.updatedAt'),
            removedAt: null,
          }))
          .whereRef('branch.updatedAt', '<=', 'excluded.updatedAt'),
      )
      .execute()
  }
  await tx
    .updateTable('branch')
    .set({ removedAt: readAt, updatedAt: readAt })
    .where('updatedAt', '<', readAt)
    .where('removedAt', 'is', null)
    .execute()
}

export async function endSessions(tx: Tx, employeeIds: string[], at: Date): Promise<void> {
  if (employeeIds.length === 0) return
  await tx
    .updateTable('session')
    .set({ endedAt: at })
    .where('employeeId', 'in', employeeIds)
    .where('endedAt', 'is', null)
    .execute()
}

const led = (employeeId: string, day: BusinessDay) => sql`
  WITH RECURSIVE led AS (
    SELECT branch.id FROM branch
    JOIN branch_lead ON branch_lead.branch_id = branch.id
    WHERE branch.removed_at IS NULL AND (branch_lead.employee_id = ${employeeId} OR branch_lead.employee_id IN (
      SELECT stand_in.lead_id FROM stand_in
      JOIN employee AS lead ON lead.id = stand_in.lead_id AND lead.state = 'active'
      WHERE stand_in.deputy_id = ${employeeId} AND stand_in.ended_at IS NULL
        AND stand_in.first_day <= ${day} AND ${day} <= stand_in.last_day))
    UNION
    SELECT below.id FROM branch AS below JOIN led ON below.parent_id = led.id WHERE below.removed_at IS NULL
  )
  SELECT led.id FROM led ORDER BY led.id`

/**
 * The employee with the branches they lead, or stand in for the lead of on that day, and all below them; removed ones are
 * out. One query, since every request asks it.
 */
export function findWithScope(
  reader: Reader,
  id: string,
  day: BusinessDay,
): Promise<(EmployeeRow & { scope: string[] }) | undefined> {
  return reader
    .selectFrom('employee')
    .selectAll()
    .select(sql<string[]>`ARRAY(${led(id, day)})`.as('scope'))
    .where('id', '=', id)
    .executeTakeFirst()
}

function inParts<T>(all: T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / perStatement) }, (_, index) =>
    all.slice(index * perStatement, (index + 1) * perStatement),
  )
}
