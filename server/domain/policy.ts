import type { BusinessDay } from './business-day.ts'
import type { Role } from './employee.ts'
import type { Assurance } from './verification.ts'

/** An add keeps the parameters that are valid on the day it starts. */
export type PolicyParameters = {
  verificationWindowDays: number
  retentionDays: number
  requireAccountHolder: boolean
  leastAssurance: Assurance
}

export const defaultParameters: PolicyParameters = {
  verificationWindowDays: 30,
  retentionDays: 7,
  requireAccountHolder: false,
  leastAssurance: 'sms',
}

/** What the product starts with when nobody has set a target yet. */
export const DEFAULT_DAILY_AMOUNT = 12

/** `validTo` is the first day on which the policy no longer holds; `branchId` null is the whole bank. */
export type TargetPolicy = {
  id: string
  scope: 'branch' | 'role' | 'employee'
  branchId: string | null
  role: string | null
  employeeId: string | null
  validFrom: BusinessDay
  validTo: BusinessDay | null
  amount: number
  per: 'day' | 'month'
  parameters: PolicyParameters
}

/** What an operator says of a new version; the rest is ours. */
export type PolicyVersion = Omit<TargetPolicy, 'id'>

/** `branches` is the employee's branch and all above it, nearest first. */
export type PolicySubject = { id: string; roles: readonly Role[]; branches: readonly string[] }

const covers = (policy: TargetPolicy, day: BusinessDay): boolean =>
  policy.validFrom <= day && (policy.validTo === null || day < policy.validTo)

function distance(policy: TargetPolicy, subject: PolicySubject): number | null {
  if (policy.scope === 'employee') return policy.employeeId === subject.id ? -1 : null
  const far = policy.branchId === null ? subject.branches.length : subject.branches.indexOf(policy.branchId)
  if (far < 0) return null
  if (policy.scope === 'branch') return 1_000 + far
  return subject.roles.some((role) => role === policy.role) ? far : null
}

/** The most specific valid policy: the employee's own, then the role's in the nearest branch, then the nearest branch's; the newest among equals. */
function policyOn(policies: readonly TargetPolicy[], subject: PolicySubject, day: BusinessDay): TargetPolicy | null {
  const fitting = policies
    .filter((policy) => covers(policy, day))
    .flatMap((policy) => {
      const far = distance(policy, subject)
      return far === null ? [] : [{ policy, far }]
    })
  fitting.sort((a, b) => a.far - b.far || (a.policy.validFrom < b.policy.validFrom ? 1 : -1))
  return fitting[0]?.policy ?? null
}

/** A lead has a target only if a policy names them: as an employee, or by the role of lead. */
export function targetPolicyOn(
  policies: readonly TargetPolicy[],
  subject: PolicySubject,
  day: BusinessDay,
): TargetPolicy | null {
  const lead = subject.roles.includes('lead')
  const naming = policies.filter((policy) => policy.scope === 'employee' || policy.role === 'lead')
  return policyOn(lead ? naming : policies, subject, day)
}
