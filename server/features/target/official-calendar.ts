import chineseDays from 'chinese-days'
import { daysIn } from '../../domain/calendar.ts'
import { weekdayWeight } from '../../domain/working-hours.ts'
import type { CalendarRow } from './target-store.ts'

const { getDayDetail, getHolidaysInRange } = chineseDays

/** Holidays outside of weekends: a year has none only because the State Council has not published it yet. */
const isPublished = (year: number): boolean => getHolidaysInRange(`${year}-01-01`, `${year}-12-31`, false).length > 0

/**
 * Days of a year on which the official calendar differs from Monday to Friday; null for a year it does not know. The library
 * itself calls every holiday of an unpublished year a working day (seen with 1.5.7 and 2027).
 */
export function officialDays(year: number): CalendarRow[] | null {
  if (!isPublished(year)) return null
  return daysIn(`${year}-01-01`, `${year + 1}-01-01`).flatMap((day) => {
    const { work, name } = getDayDetail(day)
    const weight = work ? 1 : 0
    if (weight === weekdayWeight(day)) return []
    return [{ day, weight, name: name.split(',')[1] ?? name, source: 'official' }]
  })
}
