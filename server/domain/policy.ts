import type { BusinessDay } from './business-day.ts'
import type { Role } from './employee.ts'
import type { Assurance } from './verification.ts'

/** An add keeps the parameters that are valid on the day it starts. */
export type PolicyParameters = {
  verificationWindowDays: number
  retentionDays: number
  requireAccountHolder: boolean
  leastAssurance: Assurance
  /** The most a whole day may ask for under a monthly amount; null is twice the even pace. */
  dailyCap: number | null
}

export const defaultParameters: PolicyParameters = {
  verificationWindowDays: 30,
  retentionDays: 7,
  requireAccountHolder: false,
  leastAssurance: 'sms',
  dailyCap: null,
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

type Scope = Pick<TargetPolicy, 'scope'> & Partial<Pick<TargetPolicy, 'branchId' | 'role' | 'employeeId'>>

export const scopeKey = ({ scope, branchId, role, employeeId }: Scope): string =>
  [scope, branchId ?? '', role ?? '', employeeId ?? ''].join('|')

/** The scopes that name somebody, the most specific first: the person, the role from the nearest branch up, the branches. */
function scopesOf({ id, roles, branches }: PolicySubject): Scope[] {
  const own: Scope = { scope: 'employee', employeeId: id }
  const places = [...branches, null]
  const byRole = places.flatMap((branchId) => roles.map((role): Scope => ({ scope: 'role', branchId, role })))
  // Who leads or operates has a target only where a policy names them.
  if (roles.includes('lead') || roles.includes('operator')) {
    return [own, ...byRole.filter(({ role }) => role === 'lead' || role === 'operator')]
  }
  return [own, ...byRole, ...places.map((branchId): Scope => ({ scope: 'branch', branchId }))]
}

/** By what an add is judged: by the version that sets a target, else by the one that would set it to somebody who neither leads nor operates. */
function scopesOfRules(subject: PolicySubject): Scope[] {
  const roles = subject.roles.filter((role) => role !== 'lead' && role !== 'operator')
  return [...scopesOf(subject), ...scopesOf({ ...subject, roles })]
}

/** For one person: the version that holds on a day. `isKnown` leaves out versions as if they did not exist. */
export type PolicyOn<P extends TargetPolicy> = (day: BusinessDay, isKnown?: (version: P) => boolean) => P | null
export type PolicyFinder<P extends TargetPolicy = TargetPolicy> = (
  subject: PolicySubject,
  purpose?: 'target' | 'rules',
) => PolicyOn<P>

/**
 * Finds the most specific version valid on a day: the one that sets a target, unless it is asked for the rules. Of one scope the latest that has begun holds: it ends the one before, which
 * does not come back after the later one's `validTo`.
 */
export function policyFinder<P extends TargetPolicy>(policies: readonly P[]): PolicyFinder<P> {
  const lines = new Map<string, P[]>()
  for (const policy of policies.toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))) {
    const line = lines.get(scopeKey(policy))
    if (line) line.push(policy)
    else lines.set(scopeKey(policy), [policy])
  }
  return (subject, purpose = 'target') => {
    const scopes = purpose === 'target' ? scopesOf(subject) : scopesOfRules(subject)
    const own = scopes.flatMap((scope) => {
      const line = lines.get(scopeKey(scope))
      return line ? [line] : []
    })
    return (day, isKnown = () => true) => {
      for (const line of own) {
        const begun = line.find((version) => version.validFrom <= day && isKnown(version))
        if (begun && (begun.validTo === null || day < begun.validTo)) return begun
      }
      return null
    }
  }
}
