import type { EmployeeActor } from './employee.ts'
import { Problem } from './problem.ts'

/**
 * Before anybody else's person is shown: what one leads may be looked at, everything else only by an operator, for a reason that is
 * recorded with the look. `branchId` null is the whole bank. Throws Problem('request/reason-required').
 */
export function requireReason(actor: EmployeeActor, branchId: string | null, reason: string | null): void {
  const leads = branchId !== null && actor.scope.includes(branchId)
  if (!leads && reason === null) throw new Problem('request/reason-required')
}
