import { businessDayOf } from '../../domain/business-day.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { scopeKey, type PolicyVersion, type TargetPolicy } from '../../domain/policy.ts'
import { firstDayOf, type PolicyChange } from '../../domain/policy-change.ts'
import { lockPoliciesInForce } from '../../policy-lock-store.ts'
import type { Ports, Tx } from '../../ports.ts'
import { insertPolicies, markWithdrawn, readPolicies } from './policy-store.ts'
import { renewRules } from './renew-rules.ts'
import type { ChangeEffect } from './weigh-change.ts'

/**
 * Writes what was accepted: new rows and marks on planned ones, never an edit; adds of the days that it holds for go by it. Tells
 * those whose day it changes.
 */
export async function applyChange(
  tx: Tx,
  actor: EmployeeActor,
  ports: Ports,
  { id, versions, withdrawals, proposedBy }: PolicyChange & { id: string; proposedBy: string },
  { employeeIds }: Pick<ChangeEffect, 'employeeIds'>,
): Promise<void> {
  const now = ports.clock.now()
  await lockPoliciesInForce(tx)
  const before = await readPolicies(tx)
  const added = versions.map((version) => ({ ...version, id: ports.random.id() }))
  await markWithdrawn(tx, withdrawals, { by: proposedBy, at: now })
  await insertPolicies(tx, added, { createdBy: proposedBy, createdAt: now })
  for (const policy of added) {
    const facts = { change: id, ...placeOf(policy), before: termsOf(previous(before, policy)), after: termsOf(policy) }
    await ports.audit(tx, actor, 'policy/added', { kind: 'target-policy', id: policy.id }, facts)
  }
  for (const policy of before.filter((one) => withdrawals.includes(one.id))) {
    const facts = { change: id, ...placeOf(policy), before: termsOf(policy), after: null }
    await ports.audit(tx, actor, 'policy/withdrawn', { kind: 'target-policy', id: policy.id }, facts)
  }
  const first = firstDayOf({ versions, withdrawals }, before)
  const holdsToday = first <= businessDayOf(now)
  if (holdsToday) await renewRules(tx, ports, first)
  if (holdsToday && employeeIds.length > 0) await ports.liveUpdates.changed(tx, employeeIds, 'my-day')
}

const placeOf = ({ scope, branchId, role, employeeId }: PolicyVersion) => ({ scope, branchId, role, employeeId })

/** The version of the same scope that a new one ends. */
const previous = (policies: readonly TargetPolicy[], version: PolicyVersion): TargetPolicy | null =>
  policies
    .filter((other) => scopeKey(other) === scopeKey(version) && other.validFrom <= version.validFrom)
    .toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0] ?? null

/** One line for the audit log. */
function termsOf(version: PolicyVersion | null): string | null {
  if (version === null) return null
  const { amount, per, validFrom, validTo, parameters } = version
  const rest = Object.entries(parameters).map(([name, value]) => `${name} ${value ?? '-'}`)
  return [`${amount} per ${per}`, `from ${validFrom}`, `to ${validTo ?? '-'}`, ...rest].join(', ')
}
