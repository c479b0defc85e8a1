import type { EmployeeActor } from '../../domain/employee.ts'
import type { Ports } from '../../ports.ts'
import { changeFollowUp } from './change-follow-up.ts'
import type { FollowUpView } from './follow-up-view.ts'

/** Within 10 seconds, by whoever completed it. */
export function undoCompletion(actor: EmployeeActor, ports: Ports, input: { id: string }): Promise<FollowUpView> {
  return changeFollowUp(actor, ports, input.id, () => ({
    kind: 'reopened',
    needs: 'undo',
    set: { outcome: null, note: null, closedAt: null },
    series: 'taken-back',
  }))
}
