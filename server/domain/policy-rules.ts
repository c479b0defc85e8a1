import { addDays, type BusinessDay } from './business-day.ts'
import { roles } from './employee.ts'
import type { PolicyVersion } from './policy.ts'
import type { ProblemCode } from './problem.ts'

/** A change that touches more people than this waits for a second operator. */
export const ALONE_AT_MOST = 100
const MOST_AMOUNT = 500

/** What of a version can be wrong; also the columns of its file. */
export const versionFields = [
  'scope',
  'branchId',
  'role',
  'employeeId',
  'validFrom',
  'validTo',
  'amount',
  'per',
  'verificationWindowDays',
  'retentionDays',
  'requireAccountHolder',
  'leastAssurance',
  'dailyCap',
] as const
export type VersionField = (typeof versionFields)[number]

/** `code` with its facts is what a Problem would say; `field` is where to look. */
export type VersionFault = { code: ProblemCode; field: VersionField; facts: Record<string, string | number> }

/** What a new version is held against. `neighbours` are the others of its scope, those of the same change included. */
export type PolicyGround = {
  firstOpenDay: BusinessDay
  branches: ReadonlySet<string>
  employees: ReadonlyMap<string, { state: string }>
  neighbours(version: PolicyVersion): readonly PolicyVersion[]
  hasWorkingDay(version: PolicyVersion): boolean
}

/** Everything that speaks against a new version; empty when it may be added. */
export function faultsOf(version: PolicyVersion, ground: PolicyGround): VersionFault[] {
  const own = [...scopeFaults(version, ground), ...amountFaults(version), ...validityFaults(version, ground)]
  return own.length > 0 ? own : neighbourFaults(version, ground)
}

const fault = (code: ProblemCode, field: VersionField, facts: VersionFault['facts'] = {}): VersionFault => ({
  code,
  field,
  facts,
})

function scopeFaults({ scope, branchId, role, employeeId }: PolicyVersion, ground: PolicyGround): VersionFault[] {
  if (scope === 'employee') {
    if (branchId !== null) return [fault('policy/scope', 'branchId')]
    if (role !== null) return [fault('policy/scope', 'role')]
    return employeeFaults(employeeId, ground)
  }
  if (employeeId !== null) return [fault('policy/scope', 'employeeId')]
  if ((scope === 'role') !== (role !== null)) return [fault('policy/scope', 'role')]
  if (role !== null && !roles.some((one) => one === role)) return [fault('policy/unknown-role', 'role', { role })]
  if (branchId === null || ground.branches.has(branchId)) return []
  return [fault('policy/unknown-branch', 'branchId', { branch: branchId })]
}

function employeeFaults(employeeId: string | null, { employees }: PolicyGround): VersionFault[] {
  if (employeeId === null) return [fault('policy/scope', 'employeeId')]
  const employee = employees.get(employeeId)
  if (!employee) return [fault('policy/unknown-employee', 'employeeId', { employee: employeeId })]
  return employee.state === 'left' ? [fault('policy/employee-left', 'employeeId', { employee: employeeId })] : []
}

const isWhole = (value: number, least: number, most: number) =>
  Number.isInteger(value) && value >= least && value <= most

function amountFaults({ amount, parameters }: PolicyVersion): VersionFault[] {
  const { verificationWindowDays, retentionDays, dailyCap } = parameters
  return [
    ...(isWhole(amount, 0, MOST_AMOUNT) ? [] : [fault('policy/amount', 'amount', { most: MOST_AMOUNT })]),
    ...(isWhole(verificationWindowDays, 1, 180) ? [] : [fault('policy/window', 'verificationWindowDays')]),
    ...(isWhole(retentionDays, 0, 90) ? [] : [fault('policy/retention', 'retentionDays')]),
    ...(dailyCap === null || isWhole(dailyCap, 1, MOST_AMOUNT) ? [] : [fault('policy/daily-cap', 'dailyCap')]),
  ]
}

function validityFaults(version: PolicyVersion, ground: PolicyGround): VersionFault[] {
  const { validFrom, validTo } = version
  if (validTo !== null && validTo <= validFrom) return [fault('policy/ends-before-begin', 'validTo')]
  const { firstOpenDay } = ground
  if (validFrom < firstOpenDay) return [fault('policy/begins-closed', 'validFrom', { day: firstOpenDay })]
  return validTo !== null && !ground.hasWorkingDay(version) ? [fault('policy/no-working-day', 'validTo')] : []
}

/** A version that ends must not reach into a later one of its scope: which of the two was meant there would be a guess. */
function neighbourFaults(version: PolicyVersion, { neighbours }: PolicyGround): VersionFault[] {
  const { validFrom, validTo } = version
  const same = neighbours(version)
  if (same.some((other) => other.validFrom === validFrom)) {
    return [fault('policy/contradicts', 'validFrom', { day: validFrom })]
  }
  const later = same.filter((other) => other.validFrom > validFrom && validTo !== null && other.validFrom < validTo)
  const first = later.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))[0]
  return first ? [fault('policy/overlaps', 'validTo', { day: first.validFrom })] : []
}

/** The last day of a version, as people write it; null where it has no end. */
export const lastDayOf = ({ validTo }: Pick<PolicyVersion, 'validTo'>): BusinessDay | null =>
  validTo === null ? null : addDays(validTo, -1)
