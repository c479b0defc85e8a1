import type { EmployeeActor } from '../../domain/employee.ts'
import type { FollowUpOutcome } from '../../domain/follow-up.ts'
import type { Ports } from '../../ports.ts'
import { changeFollowUp } from './change-follow-up.ts'
import type { FollowUpView } from './follow-up-view.ts'

export function completeFollowUp(
  actor: EmployeeActor,
  ports: Ports,
  input: { id: string; outcome: FollowUpOutcome; note: string | null },
): Promise<FollowUpView> {
  return changeFollowUp(actor, ports, input.id, (_followUp, now) => ({
    kind: 'completed',
    needs: 'complete',
    set: { outcome: input.outcome, note: input.note, closedAt: now },
    facts: { outcome: input.outcome },
    series: 'goes-on',
  }))
}
