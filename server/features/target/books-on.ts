import { knownCalendar, type KnownCalendar, type KnownEntry } from '../../domain/branch-calendar.ts'
import { businessDayOf, type BusinessDay } from '../../domain/business-day.ts'
import type { Role } from '../../domain/employee.ts'
import { policyFinder, type PolicySubject, type TargetPolicy } from '../../domain/policy.ts'
import {
  targetBook,
  type Judgement,
  type KnownLeave,
  type KnownPolicy,
  type TargetBook,
} from '../../domain/target-book.ts'
import type { RuleSubject, TargetSubject } from '../../ports.ts'
import type { Chain, Judged, KnownGround } from './book-store.ts'

/** A book for each of the employees whose ground was read. */
export function booksOn(
  ground: KnownGround,
  employees: readonly TargetSubject[],
  { operators, asOf, policies }: { operators: readonly string[]; asOf: Date; policies?: TargetPolicy[] | undefined },
): Map<string, TargetBook> {
  const versions: KnownPolicy[] =
    policies ??
    ground.policies.map(({ createdAt, withdrawnAt, ...policy }) => ({
      ...policy,
      createdAt: new Date(createdAt),
      withdrawnAt: momentOf(withdrawnAt),
    }))
  const find = policyFinder(versions)
  const upward = chainsOf(ground.chains)
  const subjectOf = subjectsBy(upward, operators)
  const calendarOf = calendars(ground.calendar.map(knownEntry), ground.branchDays)
  const leaves = byEmployee(ground.leaves)
  const earned = byEmployee(ground.earned)
  const runs = byEmployee(ground.judged)
  const versionOf = new Map(versions.map((version) => [version.id, version]))
  const versionedAt = latest(versions.flatMap(({ createdAt, withdrawnAt }) => [createdAt ?? null, withdrawnAt ?? null]))

  const bookOf = (employee: TargetSubject): TargetBook => {
    const subject = subjectOf(employee)
    const own = (leaves.get(employee.id) ?? []).map(knownLeave)
    const leaveAt = own.flatMap(({ enteredAt, cancelledAt }) => [enteredAt, cancelledAt])
    const { calendar, changedAt } = calendarOf(subject.branches)
    const judged = runs.get(employee.id) ?? []
    const former = judged.some(({ branchId }) => branchId !== employee.branchId)
      ? new Map(judged.map(({ branchId }) => [branchId, calendarOf(upward(branchId))]))
      : new Map<string, Calendar>()
    const facts = {
      employment: {
        joined: employee.joinedAt && businessDayOf(employee.joinedAt),
        left: employee.leftAt && businessDayOf(employee.leftAt),
      },
      countsFrom: ground.countsFrom,
      calendar,
      leaves: own,
      earned: earned.get(employee.id) ?? [],
      judged: judgedOn(judged, versionOf, former),
      changedAt: latest([changedAt, versionedAt, ...leaveAt, ...[...former.values()].map((one) => one.changedAt)]),
      asOf,
    }
    return targetBook(facts, find(subject), find(subject, 'rules'))
  }
  return new Map(employees.map((employee) => [employee.id, bookOf(employee)]))
}

type Upward = (branchId: string) => string[]

export function chainsOf(chains: readonly Chain[]): Upward {
  const upward = new Map(chains.map(({ start, branches }) => [start, branches]))
  return (branchId) => upward.get(branchId) ?? [branchId]
}

/** Whom policies name, by the branches from their own upward. */
export const subjectsBy =
  (upward: Upward, operators: readonly string[]): ((employee: RuleSubject) => PolicySubject) =>
  (employee) => ({ id: employee.id, roles: rolesOf(employee, operators), branches: upward(employee.branchId) })

function rolesOf({ id, role, leads }: RuleSubject, operators: readonly string[]): Role[] {
  const roles: Role[] = [role]
  if (leads) roles.push('lead')
  if (operators.some((operator) => operator.toLowerCase() === id)) roles.push('operator')
  return roles
}

type Entered = { employeeId: string }

function byEmployee<E extends Entered>(entries: readonly E[]): Map<string, E[]> {
  const all = new Map<string, E[]>()
  for (const entry of entries) all.set(entry.employeeId, [...(all.get(entry.employeeId) ?? []), entry])
  return all
}

/** How a closed day was judged; undefined for one that has not closed. `former` has the calendars of who has moved. */
function judgedOn(
  runs: readonly Judged[],
  versionOf: ReadonlyMap<string, KnownPolicy>,
  former: ReadonlyMap<string, Calendar>,
): (day: BusinessDay) => Judgement | undefined {
  const last = runs[0]?.last ?? ''
  const judgements = runs.map(({ day, policyId, branchId }) => ({
    day,
    version: versionOf.get(policyId ?? '') ?? null,
    former: former.get(branchId)?.calendar ?? null,
  }))
  return (day) => (day > last ? undefined : judgements.findLast((one) => one.day <= day))
}

type StoredEntry = Omit<KnownEntry, 'enteredAt' | 'removedAt'> & { enteredAt: string | null; removedAt: string | null }
type BranchEntry = StoredEntry & { branchId: string }
type Calendar = { calendar: KnownCalendar; changedAt: Date | null }

/** For branches from the nearest upward: the first of them with an entry says what a day is. */
function calendars(
  official: readonly KnownEntry[],
  entries: readonly BranchEntry[],
): (branches: readonly string[]) => Calendar {
  const kept = new Map<string, Calendar>()
  return (branches) => {
    const key = branches[0] ?? ''
    const known = kept.get(key)
    if (known) return known
    const upward = branches.toReversed().flatMap((id) => entries.filter(({ branchId }) => branchId === id))
    const own = upward.map(knownEntry)
    const changedAt = latest([...official, ...own].flatMap(({ enteredAt, removedAt }) => [enteredAt, removedAt]))
    const calendar = { calendar: knownCalendar(official, own), changedAt }
    kept.set(key, calendar)
    return calendar
  }
}

const momentOf = (stored: string | null): Date | null => (stored === null ? null : new Date(stored))

const knownEntry = ({ day, weight, name, enteredAt, removedAt }: StoredEntry): KnownEntry => ({
  day,
  weight,
  name,
  enteredAt: momentOf(enteredAt),
  removedAt: momentOf(removedAt),
})

type StoredMoments = { enteredAt: string; cancelledAt: string | null }
const knownLeave = (leave: Omit<KnownLeave, 'enteredAt' | 'cancelledAt'> & StoredMoments): KnownLeave => ({
  ...leave,
  enteredAt: new Date(leave.enteredAt),
  cancelledAt: momentOf(leave.cancelledAt),
})

const latest = (moments: readonly (Date | null)[]): Date | null =>
  moments.reduce((last, moment) => (last === null || (moment !== null && moment > last) ? moment : last), null)
