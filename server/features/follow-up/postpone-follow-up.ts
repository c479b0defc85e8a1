import type { EmployeeActor } from '../../domain/employee.ts'
import type { Ports } from '../../ports.ts'
import { changeFollowUp } from './change-follow-up.ts'
import { requireDue } from './due-time.ts'
import type { FollowUpView } from './follow-up-view.ts'
import { tellOnNewDay } from './tell-on-its-day.ts'

/** An employee may choose a day off for themselves, a lead not for others. */
export async function postponeFollowUp(
  actor: EmployeeActor,
  ports: Ports,
  input: { id: string; dueAt: Date },
): Promise<FollowUpView> {
  const due = { dueAt: input.dueAt, forOthers: actor.scope.length > 0 }
  await requireDue(ports.database.read, actor, due, ports.clock.now())
  return await changeFollowUp(actor, ports, input.id, ({ dueAt, assigneeId }) => ({
    kind: 'postponed',
    needs: 'postpone',
    set: { dueAt: input.dueAt },
    facts: { from: dueAt.toISOString(), to: input.dueAt.toISOString() },
    besides: (tx) => tellOnNewDay(tx, ports, { followUpId: input.id, employeeId: assigneeId, dueAt: input.dueAt }),
  }))
}
