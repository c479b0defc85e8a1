import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports } from '../../ports.ts'
import { changeFollowUp } from './change-follow-up.ts'
import type { FollowUpView } from './follow-up-view.ts'

export function postponeFollowUp(
  actor: EmployeeActor,
  ports: Ports,
  input: { id: string; dueAt: Date },
): Promise<FollowUpView> {
  return changeFollowUp(actor, ports, input.id, ({ dueAt }, now) => {
    if (input.dueAt <= now) throw new Problem('follow-up/due-in-past')
    return {
      kind: 'postponed',
      needs: 'postpone',
      set: { dueAt: input.dueAt },
      facts: { from: dueAt.toISOString(), to: input.dueAt.toISOString() },
    }
  })
}
