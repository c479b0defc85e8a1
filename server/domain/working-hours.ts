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

/** In minutes since midnight; half-open. */
export type Hours = { from: number; to: number }
/** When somebody works on a day; null when not at all. */
export type HoursOn = (day: BusinessDay) => Hours | null

/** Monday to Friday, for days the calendar does not know. */
export function weekdayWeight(day: BusinessDay): number {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday === 0 || weekday === 6 ? 0 : 1
}

/** 08:30 to 18:00 on working days, half days to 12:00, less what leave takes of them. */
export function hoursOf(weight: number, away: { morning: boolean; afternoon: boolean }): Hours | null {
  const from = away.morning ? NOON : BEGINS
  const to = away.afternoon || weight < 1 ? NOON : ENDS
  return weight > 0 && from < to ? { from, to } : null
}

/** `moment` itself inside working hours, else when the next ones begin. */
export function nextMomentIn(moment: Date, hoursOn: HoursOn): Date {
  const today = businessDayOf(moment)
  const minute = minuteOfDay(moment)
  const now = hoursOn(today)
  if (now && minute < now.from) return beginning(today, now)
  if (now && minute < now.to) return moment
  for (let ahead = 1; ahead <= WORKING_DAY_HORIZON; ahead += 1) {
    const day = addDays(today, ahead)
    const hours = hoursOn(day)
    if (hours) return beginning(day, hours)
  }
  return beginning(addDays(today, WORKING_DAY_HORIZON), { from: BEGINS })
}

/** The hours of somebody who is not on leave. */
export const hoursBy =
  (weight: DayWeight): HoursOn =>
  (day) =>
    hoursOf(weight(day), { morning: false, afternoon: false })

/** As `nextMomentIn`, for somebody who is not on leave. */
export const nextWorkingMoment = (moment: Date, weight: DayWeight): Date => nextMomentIn(moment, hoursBy(weight))

function beginning(day: BusinessDay, { from }: Pick<Hours, 'from'>): Date {
  return new Date(startOfDay(day).getTime() + from * MINUTE_MS)
}
