import { businessDayOf, firstOpenDay } from '../../domain/business-day.ts'
import type { Employment, LeaveSpan } from '../../domain/calendar.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { faultOf, whoEnters } from '../../domain/leave.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports, Tx } from '../../ports.ts'
import { insertLeave, lockSubjects, readStanding, type Subject } from './leave-store.ts'
import { viewOne, type LeaveView } from './leave-view.ts'

/** Throws why it cannot be: out of the actor's reach, one's own, closed days, not employed then, or leave there already. */
export async function enterLeave(
  actor: EmployeeActor,
  ports: Ports,
  input: LeaveSpan & { employeeId: string },
): Promise<LeaveView> {
  const now = ports.clock.now()
  const { employeeId, ...span } = { ...input, employeeId: input.employeeId.toLowerCase() }
  return await ports.database.write(async (tx) => {
    const [employee] = await lockSubjects(tx, [employeeId])
    const entering = employee ? whoEnters(actor, employee) : 'unknown'
    if (!employee || entering === 'unknown') throw new Problem('leave/employee-not-found')
    if (entering === 'lead-above') throw new Problem('leave/by-lead-above')
    const firstOpen = firstOpenDay(now)
    const standing = await readStanding(tx, [employeeId], firstOpen)
    const others = standing.get(employeeId) ?? []
    const fault = faultOf(span, { firstOpen, employment: employmentOf(employee), others })
    if (fault) throw new Problem(fault.code, 'facts' in fault ? fault.facts : {})
    const id = await keepLeave(tx, actor, ports, { ...span, employeeId }, 'leave/entered')
    await ports.liveUpdates.changed(tx, [employeeId], 'my-day')
    return await viewOne(tx, actor, id, now)
  })
}

/** First day, and first day after the last; null where it is not known. */
export const employmentOf = ({ joinedAt, leftAt }: Pick<Subject, 'joinedAt' | 'leftAt'>): Employment => ({
  joined: joinedAt && businessDayOf(joinedAt),
  left: leftAt && businessDayOf(leftAt),
})

/** One row with its entry in the audit log; returns its id. */
export async function keepLeave(
  tx: Tx,
  actor: EmployeeActor,
  ports: Ports,
  leave: LeaveSpan & { employeeId: string },
  action: string,
): Promise<string> {
  const id = ports.random.id()
  const { employeeId, firstDay, firstHalf, lastDay, lastHalf } = leave
  const span = { firstDay, firstHalf, lastDay, lastHalf }
  const entered = { enteredBy: actor.id, enteredAt: ports.clock.now(), cancelledBy: null, cancelledAt: null }
  await insertLeave(tx, [{ id, employeeId, ...span, ...entered }])
  await ports.audit(tx, actor, action, { kind: 'leave', id }, { employeeId, ...span })
  return id
}
