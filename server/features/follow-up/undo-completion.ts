import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports } from '../../ports.ts'
import { changeFollowUp } from './change-follow-up.ts'
import { isSameOpen } from './follow-up-store.ts'
import type { FollowUpView } from './follow-up-view.ts'

/** Within 10 seconds, by whoever completed it, unless the same has been assigned anew in them. */
export async function undoCompletion(actor: EmployeeActor, ports: Ports, input: { id: string }): Promise<FollowUpView> {
  try {
    return await changeFollowUp(actor, ports, input.id, () => ({
      kind: 'reopened',
      needs: 'undo',
      set: { outcome: null, note: null, closedAt: null },
      series: 'taken-back',
    }))
  } catch (fault) {
    throw isSameOpen(fault) ? new Problem('follow-up/same-open', {}, { cause: fault }) : fault
  }
}
