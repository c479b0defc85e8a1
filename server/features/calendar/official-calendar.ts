import published from 'chinese-days/dist/chinese-days.json'
import { daysIn } from '../../domain/calendar.ts'
import { weekdayWeight } from '../../domain/working-hours.ts'
import type { CalendarDay } from './calendar-store.ts'

// The tables and not the library's functions: these read a day as UTC and answer in the machine's own zone, so that west of
// Greenwich every day is the one before (seen with 1.5.7 and America/New_York).
const holidays = new Map(Object.entries(published.holidays))
const workdays = new Map(Object.entries(published.workdays))

/**
 * Days of a year on which the official calendar differs from Monday to Friday; null for a year whose notice it does not have.
 * Every notice names 1 October.
 */
export function officialDays(year: number): CalendarDay[] | null {
  if (!holidays.has(`${year}-10-01`)) return null
  return daysIn(`${year}-01-01`, `${year + 1}-01-01`).flatMap((day) => {
    const name = holidays.get(day) ?? workdays.get(day)
    const weight = holidays.has(day) ? 0 : 1
    return name === undefined || weight === weekdayWeight(day) ? [] : [{ day, weight, name: chineseName(name) }]
  })
}

/** The library writes `National Day,国庆节,3`. */
const chineseName = (name: string): string => name.split(',')[1] ?? name
