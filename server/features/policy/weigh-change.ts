import { addDays, businessDayOf, startOfDay, type BusinessDay } from '../../domain/business-day.ts'
import { branchChains } from '../../domain/branch-tree.ts'
import type { Role } from '../../domain/employee.ts'
import type { TargetPolicy } from '../../domain/policy.ts'
import { affectedBy, firstDayOf, policiesAfter, yearsTouched, type PolicyChange } from '../../domain/policy-change.ts'
import { ALONE_AT_MOST } from '../../domain/policy-rules.ts'
import type { Ports, Reader, TargetSubject } from '../../ports.ts'
import { sumMadeAlone } from './change-store.ts'
import { firstWorkingDay } from './first-working-day.ts'
import { findUnpublished, readBranches, readSubjects, type Branch } from './ground-store.ts'
import { weighEnd, type EndEffect } from './weigh-end.ts'

const BRANCHES_LISTED = 10

type Sums = { employees: number; before: number; after: number }
export type ChangeEffect = {
  employeeIds: string[]
  affected: number
  /** The first working day of the change by the official calendar; the sums are of the targets on it. */
  day: BusinessDay
  before: number
  after: number
  /** Where the sum changes most. */
  branches: (Sums & { branch: { id: string; name: string } })[]
  moreBranches: number
  /** Beyond 100 people, together with what the operator has changed alone on this day: small steps are no way around it. */
  needsSecond: boolean
  /** Years it touches whose official calendar is not published yet, so that their working days may change. */
  unpublishedYears: number[]
  /** Of one scope the version before does not come back: what that does once a version of the change has ended. */
  atEnd: EndEffect | null
}

/** Whom a change touches and what it does to the sum of their targets; `before` are the policies it would meet. */
export async function weighChange(
  reader: Reader,
  { clock, targets, settings }: Pick<Ports, 'clock' | 'targets' | 'settings'>,
  proposerId: string,
  change: PolicyChange,
  before: TargetPolicy[],
): Promise<ChangeEffect> {
  const after = policiesAfter(before, change)
  const from = firstDayOf(change, before)
  const branches = await readBranches(reader)
  const everybody = await readSubjects(reader, employeesNamed(change, before))
  const chainOf = branchChains(branches)
  const subjects = everybody.map((one) => subjectOf(one, chainOf(one.branchId), settings.operators))
  const affected = affectedBy(subjects, before, after, from)
  const employees = affected.map(({ employee }) => employee)
  const linesOn = (on: BusinessDay) => readLines(reader, { clock, targets }, employees, [before, after], on)
  const day = await firstWorkingDay(reader, from)
  const lines = await linesOn(day)
  const sums = sumsByBranch(lines, branches)
  const atEnd = await weighEnd(reader, change, affected, [before, after], async (on) => sumOf(await linesOn(on)))
  const years = yearsTouched(change, [day, ...(atEnd ? [atEnd.day] : [])])
  const alone = await sumMadeAlone(reader, proposerId, startOfDay(businessDayOf(clock.now())))
  return {
    employeeIds: affected.map(({ id }) => id),
    affected: affected.length,
    day,
    ...sumOf(lines),
    branches: sums.slice(0, BRANCHES_LISTED),
    moreBranches: Math.max(0, sums.length - BRANCHES_LISTED),
    needsSecond: affected.length > 0 && alone + affected.length > ALONE_AT_MOST,
    unpublishedYears: await findUnpublished(reader, years),
    atEnd,
  }
}

type Line = { branchId: string; before: number; after: number }

/** Everybody's target on a day by either policies; 0 for who has none. */
async function readLines(
  reader: Reader,
  { clock, targets }: Pick<Ports, 'clock' | 'targets'>,
  employees: readonly TargetSubject[],
  [before, after]: readonly [TargetPolicy[], TargetPolicy[]],
  day: BusinessDay,
): Promise<Line[]> {
  const booksBy = (policies: TargetPolicy[]) =>
    targets.books(reader, employees, { from: day, to: addDays(day, 1) }, { asOf: clock.now(), policies })
  const [old, young] = [await booksBy(before), await booksBy(after)]
  return employees.map(({ id, branchId }) => ({
    branchId,
    before: old.get(id)?.on(day).target ?? 0,
    after: young.get(id)?.on(day).target ?? 0,
  }))
}

const sumOf = (lines: readonly Line[]) => ({
  before: lines.reduce((sum, line) => sum + line.before, 0),
  after: lines.reduce((sum, line) => sum + line.after, 0),
})

/** Null when the change is not about single employees only. */
function employeesNamed({ versions, withdrawals }: PolicyChange, before: readonly TargetPolicy[]): string[] | null {
  const touched = [...versions, ...before.filter(({ id }) => withdrawals.includes(id))]
  const ids = touched.flatMap(({ employeeId }) => employeeId ?? [])
  return ids.length === touched.length ? [...new Set(ids)] : null
}

function subjectOf(employee: TargetSubject, branches: string[], operators: readonly string[]) {
  const { id, role, leads } = employee
  const operates = operators.some((operator) => operator.toLowerCase() === id)
  const roles: Role[] = [role, ...(leads ? (['lead'] as const) : []), ...(operates ? (['operator'] as const) : [])]
  return { id, roles, branches, employee }
}

function sumsByBranch(lines: readonly Line[], branches: readonly Branch[]) {
  const sums = new Map<string, Sums>()
  for (const { branchId, before, after } of lines) {
    const sum = sums.get(branchId) ?? { employees: 0, before: 0, after: 0 }
    sums.set(branchId, { employees: sum.employees + 1, before: sum.before + before, after: sum.after + after })
  }
  const nameOf = new Map(branches.map(({ id, name }) => [id, name]))
  return [...sums]
    .map(([id, sum]) => ({ branch: { id, name: nameOf.get(id) ?? id }, ...sum }))
    .toSorted((a, b) => moved(b) - moved(a) || b.employees - a.employees || (a.branch.id < b.branch.id ? -1 : 1))
}

const moved = ({ before, after }: Sums): number => Math.abs(after - before)
