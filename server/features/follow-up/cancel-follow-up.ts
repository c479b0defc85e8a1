import type { EmployeeActor } from '../../domain/employee.ts'
import type { Ports } from '../../ports.ts'
import { changeFollowUp } from './change-follow-up.ts'
import type { FollowUpView } from './follow-up-view.ts'

/** `once`: of one that repeats only this time; else the series ends with it. */
export function cancelFollowUp(
  actor: EmployeeActor,
  ports: Ports,
  input: { id: string; reason: string | null; once?: boolean },
): Promise<FollowUpView> {
  return changeFollowUp(actor, ports, input.id, (_followUp, now) => ({
    kind: 'cancelled',
    needs: 'cancel',
    set: { closedAt: now },
    facts: { reason: input.reason },
    ...(input.once ? { series: 'goes-on' as const } : {}),
  }))
}
