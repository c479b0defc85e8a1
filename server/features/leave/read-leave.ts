import { addDays, firstOpenDay, type BusinessDay } from '../../domain/business-day.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports } from '../../ports.ts'
import { readLeaveIn, readLeaveOf, readSubtree } from './leave-store.ts'
import { viewLeave, type LeaveView } from './leave-view.ts'

const AHEAD_DAYS = 60

/** The employee's own. */
export async function readLeave(actor: EmployeeActor, ports: Ports): Promise<LeaveView[]> {
  const { read } = ports.database
  return await viewLeave(read, actor, await readLeaveOf(read, actor.id), ports.clock.now())
}

export type BranchLeave = { items: LeaveView[]; asOf: Date; firstOpen: BusinessDay }

/** Of the branch and all below it; throws Problem('branch/not-found') out of the lead's scope. */
export async function readBranchLeave(
  actor: EmployeeActor,
  ports: Ports,
  input: { branchId: string; employeeId: string | null; from: BusinessDay | null; to: BusinessDay | null },
): Promise<BranchLeave> {
  const asOf = ports.clock.now()
  const firstOpen = firstOpenDay(asOf)
  const { read } = ports.database
  const branchIds = await readSubtree(read, actor.scope, input.branchId)
  if (branchIds.length === 0) throw new Problem('branch/not-found')
  const from = input.from ?? firstOpen
  const asked = { branchIds, employeeId: input.employeeId, from, to: input.to ?? addDays(from, AHEAD_DAYS) }
  const items = await viewLeave(read, actor, await readLeaveIn(read, asked), asOf)
  await ports.database.write((tx) =>
    ports.audit(tx, actor, 'leave/read', { kind: 'branch', id: input.branchId }, { leave: items.length }),
  )
  return { items, asOf, firstOpen }
}
