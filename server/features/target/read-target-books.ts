import { branchCalendar, type BranchCalendar, type DayEntry } from '../../domain/branch-calendar.ts'
import { addDays, businessDayOf } from '../../domain/business-day.ts'
import { endOfMonth, firstOfMonth } from '../../domain/calendar.ts'
import type { Role } from '../../domain/employee.ts'
import { policyFinder } from '../../domain/policy.ts'
import { targetBook, type KnownLeave, type KnownPolicy, type TargetBook } from '../../domain/target-book.ts'
import type { Settings, TargetSubject, Targets } from '../../ports.ts'
import { readGround } from './book-store.ts'

/** The books of any number of employees from one query. */
export const targetBooks = ({ operators }: Pick<Settings, 'operators'>): Targets => ({
  async books(reader, employees, range, { asOf, policies }) {
    if (range.to <= range.from) throw new RangeError(`No day from ${range.from} to ${range.to}`)
    if (employees.length === 0) return new Map()
    const subjects = {
      employeeIds: employees.map(({ id }) => id),
      branchIds: [...new Set(employees.map(({ branchId }) => branchId))],
    }
    const months = { from: firstOfMonth(range.from), to: endOfMonth(addDays(range.to, -1)) }
    const ground = await readGround(reader, subjects, months, asOf)
    const versions: KnownPolicy[] =
      policies ?? ground.policies.map((policy) => ({ ...policy, createdAt: new Date(policy.createdAt) }))
    const find = policyFinder(versions)
    const chains = new Map(ground.chains.map(({ start, branches }) => [start, branches]))
    const calendarOf = calendars(new Map(ground.calendar.map((entry) => [entry.day, entry])), ground.branchDays)
    const leaves = byEmployee(ground.leaves)
    const earned = byEmployee(ground.earned)
    const versionedAt = latest(versions.flatMap(({ createdAt }) => createdAt ?? []))

    const bookOf = (employee: TargetSubject): TargetBook => {
      const branches = chains.get(employee.branchId) ?? [employee.branchId]
      const own = (leaves.get(employee.id) ?? []).map(knownLeave)
      const moments = own.flatMap(({ enteredAt, cancelledAt }) => [enteredAt, ...(cancelledAt ? [cancelledAt] : [])])
      const facts = {
        employment: {
          joined: employee.joinedAt && businessDayOf(employee.joinedAt),
          left: employee.leftAt && businessDayOf(employee.leftAt),
        },
        countsFrom: ground.countsFrom,
        calendar: calendarOf(branches),
        leaves: own,
        earned: earned.get(employee.id) ?? [],
        changedAt: latest(versionedAt ? [...moments, versionedAt] : moments),
        asOf,
      }
      const { id, role } = employee
      const judgedBy = find({ id, roles: [role], branches })
      return targetBook(facts, find({ id, roles: rolesOf(employee, operators), branches }), judgedBy)
    }
    return new Map(employees.map((employee) => [employee.id, bookOf(employee)]))
  },
})

function rolesOf({ id, role, leads }: TargetSubject, operators: readonly string[]): Role[] {
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

type BranchEntry = { branchId: string; day: string; weight: number; name: string }

/** For branches from the nearest upward: the first of them with an entry says what a day is. */
function calendars(
  official: ReadonlyMap<string, DayEntry>,
  entries: readonly BranchEntry[],
): (branches: readonly string[]) => BranchCalendar {
  const kept = new Map<string, BranchCalendar>()
  return (branches) => {
    const key = branches[0] ?? ''
    const known = kept.get(key)
    if (known) return known
    const upward = branches.toReversed().flatMap((id) => entries.filter(({ branchId }) => branchId === id))
    const calendar = branchCalendar(official, new Map(upward.map((entry) => [entry.day, entry])))
    kept.set(key, calendar)
    return calendar
  }
}

const knownLeave = (leave: Omit<KnownLeave, 'enteredAt' | 'cancelledAt'> & StoredMoments): KnownLeave => ({
  ...leave,
  enteredAt: new Date(leave.enteredAt),
  cancelledAt: leave.cancelledAt === null ? null : new Date(leave.cancelledAt),
})
type StoredMoments = { enteredAt: string; cancelledAt: string | null }

const latest = (moments: readonly Date[]): Date | null =>
  moments.reduce<Date | null>((last, moment) => (last === null || moment > last ? moment : last), null)
