import { businessDayOf } from '../../domain/business-day.ts'
import { holidayName, needsWarning, sourceWords, warningSentence } from '../../domain/calendar-words.ts'
import type { EmployeeActor, Locale } from '../../domain/employee.ts'
import type { Ports, Reader } from '../../ports.ts'
import { findYear, readDaysOf, readNames } from './calendar-store.ts'
import type { CalendarDay } from './calendar-store.ts'
import { planYear } from './plan-year.ts'
import { requireOperator } from './require-operator.ts'

export type CalendarView = {
  year: number
  state: 'published' | 'statutory'
  source: string
  days: CalendarDay[]
  warning: string | null
  updatedBy: { id: string; name: string } | null
  updatedAt: Date | null
  asOf: Date
}

/** A year of the calendar, this one unless told; one that was never sown is told as it would be. */
export async function readCalendar(
  actor: EmployeeActor,
  ports: Ports,
  input: { year: number | null },
): Promise<CalendarView> {
  requireOperator(actor)
  const asOf = ports.clock.now()
  const year = input.year ?? Number(businessDayOf(asOf).slice(0, 4))
  return await viewYear(ports.database.read, year, asOf, actor.locale)
}

export async function viewYear(reader: Reader, year: number, asOf: Date, locale: Locale): Promise<CalendarView> {
  const known = await findYear(reader, year)
  const { state, source, days } = known ? { ...known, days: await readDaysOf(reader, year) } : planYear(year)
  const by = known?.updatedBy ?? 'system'
  const name = (await readNames(reader, [by])).get(by)
  return {
    year,
    state,
    source: sourceWords(source, locale),
    days: days.map((one) => ({ ...one, name: holidayName(one.name, locale) })),
    warning: needsWarning({ year, state }, businessDayOf(asOf)) ? warningSentence(year, locale) : null,
    updatedBy: name === undefined ? null : { id: by, name },
    updatedAt: known?.updatedAt ?? null,
    asOf,
  }
}
