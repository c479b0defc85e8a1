import { firstOpenDay } from '../../domain/business-day.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { closedPart, whoEnters } from '../../domain/leave.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports } from '../../ports.ts'
import { keepLeave } from './enter-leave.ts'
import { lockLeave, lockSubjects, markCancelled } from './leave-store.ts'
import { viewOne, type LeaveView } from './leave-view.ts'

/** From the first open day on; its part on closed days stays as a leave of its own, since those days were judged by it. */
export async function cancelLeave(
  actor: EmployeeActor,
  ports: Ports,
  { id }: { id: string },
): Promise<{ leave: LeaveView; kept: LeaveView | null }> {
  const now = ports.clock.now()
  return await ports.database.write(async (tx) => {
    const leave = await lockLeave(tx, id)
    const [employee] = leave ? await lockSubjects(tx, [leave.employeeId]) : []
    const entering = employee ? whoEnters(actor, employee) : 'unknown'
    if (!leave || entering === 'unknown') throw new Problem('leave/not-found')
    if (entering === 'lead-above') throw new Problem('leave/by-lead-above')
    if (leave.cancelledAt) throw new Problem('leave/cancelled')
    const { employeeId, cancelledAt: _, ...span } = leave
    const open = firstOpenDay(now)
    if (span.lastDay < open) throw new Problem('leave/day-closed', { day: span.lastDay, open })
    await markCancelled(tx, id, actor.id, now)
    await ports.audit(tx, actor, 'leave/cancelled', { kind: 'leave', id }, { employeeId, ...span })
    const part = closedPart(span, open)
    const keptId = part && (await keepLeave(tx, actor, ports, { ...part, employeeId }, 'leave/kept'))
    await ports.liveUpdates.changed(tx, [employeeId], 'my-day')
    return {
      leave: await viewOne(tx, actor, id, now),
      kept: keptId === null ? null : await viewOne(tx, actor, keptId, now),
    }
  })
}
