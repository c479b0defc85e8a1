import { addDays, businessDayOf, minuteOfDay, startOfDay } from './business-day.ts'
import type { BusinessDay } from './business-day.ts'

const BEGINS = 8 * 60 + 30
const ENDS = 18 * 60
const NOON = 12 * 60
const MINUTE_MS = 60_000

/** How far ahead the next working day is looked for: longer than the longest holiday with its weekends. */
export const WORKING_DAY_HORIZON = 20

/** Weight of a day as in the calendar: 0 off, 0.5 a morning, 1 a whole day. */
export type DayWeight = (day: BusinessDay) => number

/** Monday to Friday, for days the calendar does not know. */
export function weekdayWeight(day: BusinessDay): number {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday === 0 || weekday === 6 ? 0 : 1
}

/** `moment` itself inside working hours (08:30 to 18:00 on working days, half days to 12:00), else when the next ones begin. */
export function nextWorkingMoment(moment: Date, weight: DayWeight): Date {
  const today = businessDayOf(moment)
  const minute = minuteOfDay(moment)
  if (minute < BEGINS && weight(today) > 0) return beginning(today)
  if (minute >= BEGINS && minute < endOf(weight(today))) return moment
  for (let ahead = 1; ahead <= WORKING_DAY_HORIZON; ahead += 1) {
    const day = addDays(today, ahead)
    if (weight(day) > 0) return beginning(day)
  }
  return beginning(addDays(today, WORKING_DAY_HORIZON))
}

function endOf(weight: number): number {
  if (weight <= 0) return 0
  return weight < 1 ? NOON : ENDS
}

function beginning(day: BusinessDay): Date {
  return new Date(startOfDay(day).getTime() + BEGINS * MINUTE_MS)
}
