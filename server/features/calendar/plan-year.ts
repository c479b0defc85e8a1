import chineseDays from 'chinese-days'
import type { BusinessDay } from '../../domain/business-day.ts'
import { daysIn } from '../../domain/calendar.ts'
import { statutoryDays, type Holiday, type LunarFestivals } from '../../domain/statutory-days.ts'
import { weekdayWeight } from '../../domain/working-hours.ts'
import type { CalendarDay } from './calendar-store.ts'
import { officialDays } from './official-calendar.ts'

export type YearPlan = { state: 'published' | 'statutory'; source: string; days: CalendarDay[] }

/** What is known of a year without anybody's help: the official calendar, else the statutory days and weekends. */
export function planYear(year: number): YearPlan {
  const official = officialDays(year)
  if (official) return { state: 'published', source: 'chinese-days', days: official }
  const days = statutoryHolidays(year)
    .filter(({ day }) => weekdayWeight(day) !== 0)
    .map((holiday) => ({ ...holiday, weight: 0 }))
  return { state: 'statutory', source: 'statutory', days }
}

export function statutoryHolidays(year: number): Holiday[] {
  return statutoryDays(year, lunarFestivals(year))
}

/** The library's table ends with 2100. */
function lunarFestivals(year: number): LunarFestivals {
  const found = new Map<string, BusinessDay>()
  for (const day of daysIn(`${year}-01-20`, `${year}-10-10`)) {
    // Only its count of months and days holds in every time zone; its texts of days do not.
    const { lunarMon, lunarDay, isLeap } = chineseDays.getLunarDate(day)
    if (!isLeap) found.set(`${lunarMon}-${lunarDay}`, found.get(`${lunarMon}-${lunarDay}`) ?? day)
  }
  const dayOf = (lunar: string): BusinessDay => {
    const day = found.get(lunar)
    if (!day) throw new Error(`The lunar calendar has no ${lunar} in ${year}`)
    return day
  }
  return { spring: dayOf('1-1'), dragonBoat: dayOf('5-5'), midAutumn: dayOf('8-15') }
}
