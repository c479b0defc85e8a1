import { businessDayOf, type BusinessDay } from '../../domain/business-day.ts'
import { branchChains } from '../../domain/branch-tree.ts'
import { dayWeight, daysIn } from '../../domain/calendar.ts'
import { scopeKey, type PolicyVersion } from '../../domain/policy.ts'
import type { PolicyChange } from '../../domain/policy-change.ts'
import { faultsOf, type PolicyGround, type VersionFault } from '../../domain/policy-rules.ts'
import { Problem } from '../../domain/problem.ts'
import { readDayWeights } from '../../calendar-store.ts'
import type { Reader } from '../../ports.ts'
import { findEmployees, readBranchDays, readBranches, type Branch } from './ground-store.ts'
import { readPolicies, type KeptPolicy } from './policy-store.ts'

/** How long a day stays open after its midnight. */
const OPEN_HOURS_MS = 2 * 3_600_000

export type Checked = {
  /** Every policy that is not withdrawn, the ones to be withdrawn included. */
  before: KeptPolicy[]
  /** What speaks against each of the change's versions, in their order; all empty when nothing does. */
  faults: VersionFault[][]
}

/** Holds a change against everything there is; throws where a withdrawal cannot be. */
export async function checkChange(reader: Reader, change: PolicyChange, now: Date): Promise<Checked> {
  const { versions, withdrawals } = change
  if (versions.length + withdrawals.length === 0) throw new Problem('policy/nothing-to-change')
  const before = await readPolicies(reader)
  refuseBegun(before, withdrawals, businessDayOf(now))
  const kept = before.filter(({ id }) => !withdrawals.includes(id))
  const ground = await readGround(reader, versions, kept, businessDayOf(new Date(now.getTime() - OPEN_HOURS_MS)))
  return { before, faults: versions.map((version) => faultsOf(version, ground)) }
}

/** As checkChange, but throws the first fault. */
export async function acceptChange(reader: Reader, change: PolicyChange, now: Date): Promise<KeptPolicy[]> {
  const { before, faults } = await checkChange(reader, change, now)
  const [fault] = faults.flat()
  if (fault) throw new Problem(fault.code, fault.facts)
  return before
}

function refuseBegun(policies: readonly KeptPolicy[], withdrawals: readonly string[], today: BusinessDay): void {
  for (const id of withdrawals) {
    const policy = policies.find((one) => one.id === id)
    if (!policy) throw new Problem('policy/not-found')
    if (policy.validFrom <= today) throw new Problem('policy/begun')
  }
}

async function readGround(
  reader: Reader,
  versions: readonly PolicyVersion[],
  kept: readonly PolicyVersion[],
  firstOpenDay: BusinessDay,
): Promise<PolicyGround> {
  const branches = await readBranches(reader)
  const employees = await findEmployees(
    reader,
    versions.flatMap(({ employeeId }) => employeeId ?? []),
  )
  const known = new Map(employees.map((employee) => [employee.id, employee]))
  const weightOn = await readWeights(reader, versions, branches)
  const lines = new Map<string, PolicyVersion[]>()
  for (const version of [...kept, ...versions]) {
    lines.set(scopeKey(version), [...(lines.get(scopeKey(version)) ?? []), version])
  }
  return {
    firstOpenDay,
    branches: new Set(branches.map(({ id }) => id)),
    employees: known,
    neighbours: (version) => (lines.get(scopeKey(version)) ?? []).filter((other) => other !== version),
    hasWorkingDay({ branchId, employeeId, validFrom, validTo }) {
      const place = employeeId === null ? branchId : (known.get(employeeId)?.branchId ?? null)
      return validTo === null || daysIn(validFrom, validTo).some((day) => weightOn(place, day) > 0)
    },
  }
}

/** What each day of the versions that end weighs in a branch, by its own days or those of the nearest above. */
async function readWeights(
  reader: Reader,
  versions: readonly PolicyVersion[],
  branches: readonly Branch[],
): Promise<(branchId: string | null, day: BusinessDay) => number> {
  const bounded = versions.flatMap(({ validFrom, validTo }) => (validTo === null ? [] : [{ validFrom, validTo }]))
  const from = bounded.map(({ validFrom }) => validFrom).toSorted()[0]
  const to = bounded
    .map(({ validTo }) => validTo)
    .toSorted()
    .at(-1)
  if (from === undefined || to === undefined) return () => 1
  const official = await readDayWeights(reader, from, to)
  const own = new Map(
    (await readBranchDays(reader, { from, to })).map((one) => [`${one.branchId} ${one.day}`, one.weight]),
  )
  const chainOf = branchChains(branches)
  const branchWeight = (branchId: string | null, day: BusinessDay): number | null => {
    const places = branchId === null ? [] : chainOf(branchId)
    return places.flatMap((id) => own.get(`${id} ${day}`) ?? [])[0] ?? null
  }
  return (branchId, day) => dayWeight(day, { official: official.get(day) ?? null, branch: branchWeight(branchId, day) })
}
