import { firstOpenDay, type BusinessDay } from '../../domain/business-day.ts'
import { dayWeight } from '../../domain/calendar.ts'
import { readCalendarFile } from '../../domain/calendar-file.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { faultSentence, type FileFault } from '../../domain/file-table.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports } from '../../ports.ts'
import {
  addCalendarDays,
  findEmployeesBelow,
  lockCalendar,
  readDaysOf,
  removeCalendarDays,
  saveYear,
  type CalendarDay,
} from './calendar-store.ts'
import { planYear, statutoryHolidays } from './plan-year.ts'
import { viewYear, type CalendarView } from './read-calendar.ts'
import { requireOperator } from './require-operator.ts'

export type DayChange = { day: BusinessDay; before: number; after: number; name: string; closed: boolean }
type FileInput = { year: number; csv: string }

/** What the file would change in what holds now; nothing is saved. */
export async function previewCalendar(
  actor: EmployeeActor,
  ports: Ports,
  { year, csv }: FileInput,
): Promise<{ days: CalendarDay[]; changes: DayChange[]; faults: FileFault[] }> {
  requireOperator(actor)
  const { days, faults } = readCalendarFile(csv, year, statutoryHolidays(year))
  if (faults.length > 0) return { days, changes: [], faults }
  const known = await readDaysOf(ports.database.read, year)
  const before = known.length > 0 ? known : planYear(year).days
  return { days, changes: changesBetween(before, days, firstOpenDay(ports.clock.now())), faults }
}

/** All of the file or nothing. Days that have closed keep the target they were judged by (their frozen row), whatever the file says. */
export async function importCalendar(
  actor: EmployeeActor,
  ports: Ports,
  { year, csv, source }: FileInput & { source: string },
): Promise<CalendarView> {
  requireOperator(actor)
  const { days, faults } = readCalendarFile(csv, year, statutoryHolidays(year))
  const [first] = faults
  if (first) {
    const { row, column } = first
    const sentence = faultSentence(first, actor.locale)
    throw new Problem('calendar/file-wrong', { count: faults.length, row, column, sentence })
  }
  const now = ports.clock.now()
  return await ports.database.write(async (tx) => {
    await lockCalendar(tx)
    const before = await readDaysOf(tx, year)
    const changes = changesBetween(before, days, firstOpenDay(now))
    const gone = before.filter((one) => !days.some((other) => isSame(one, other)))
    const removed = gone.map(({ day }) => day)
    await removeCalendarDays(tx, removed, { source: null, removedAt: now })
    await addCalendarDays(tx, days, { source: 'file', enteredAt: now })
    await saveYear(tx, { year, state: 'published', source, updatedBy: actor.id, updatedAt: now })
    const facts = {
      source,
      days: days.length,
      changed: changes.length,
      closed: changes.filter(({ closed }) => closed).length,
    }
    await ports.audit(tx, actor, 'calendar/imported', { kind: 'calendar-year', id: String(year) }, facts)
    const everybody = changes.length > 0 ? await findEmployeesBelow(tx, null) : []
    await ports.liveUpdates.changed(tx, everybody, 'my-day')
    return await viewYear(tx, year, now, actor.locale)
  })
}

const isSame = (one: CalendarDay, other: CalendarDay): boolean =>
  one.day === other.day && one.weight === other.weight && one.name === other.name

function changesBetween(
  before: readonly CalendarDay[],
  after: readonly CalendarDay[],
  firstOpen: BusinessDay,
): DayChange[] {
  const [was, will] = [new Map(before.map((one) => [one.day, one])), new Map(after.map((one) => [one.day, one]))]
  const days = [...new Set([...was.keys(), ...will.keys()])].toSorted()
  return days.flatMap((day) => {
    const change = { before: weightIn(was, day), after: weightIn(will, day), closed: day < firstOpen }
    const name = (will.get(day) ?? was.get(day))?.name ?? ''
    return change.before === change.after ? [] : [{ day, name, ...change }]
  })
}

const weightIn = (known: Map<BusinessDay, CalendarDay>, day: BusinessDay): number =>
  dayWeight(day, { official: known.get(day)?.weight ?? null })
