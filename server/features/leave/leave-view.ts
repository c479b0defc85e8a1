import { firstOpenDay } from '../../domain/business-day.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { whoEnters } from '../../domain/leave.ts'
import type { Reader } from '../../ports.ts'
import { findLeave, readScopes, type LeaveRow } from './leave-store.ts'

export type LeaveView = LeaveRow & { mayCancel: boolean }

/** With what the actor may do: nothing on what is cancelled or lies wholly on closed days. */
export async function viewLeave(
  reader: Reader,
  actor: EmployeeActor,
  rows: readonly LeaveRow[],
  now: Date,
): Promise<LeaveView[]> {
  const scopes = await readScopes(reader, [...new Set(rows.map(({ employeeId }) => employeeId))])
  const open = firstOpenDay(now)
  return rows.map((row) => {
    const employee = { id: row.employeeId, branchId: row.branchId, scope: scopes.get(row.employeeId) ?? [] }
    const isOpen = row.cancelledAt === null && row.lastDay >= open
    return { ...row, mayCancel: isOpen && whoEnters(actor, employee) === 'actor' }
  })
}

export async function viewOne(reader: Reader, actor: EmployeeActor, id: string, now: Date): Promise<LeaveView> {
  const row = await findLeave(reader, id)
  const [view] = await viewLeave(reader, actor, [row], now)
  return view ?? { ...row, mayCancel: false }
}
