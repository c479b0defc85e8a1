/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export type BusinessDay = string

const SHANGHAI_OFFSET_MS = 8 * 3_600_000
export const DAY_MS = 86_400_000

/** The business day a moment falls on. Shanghai has kept UTC+8 without daylight saving since 1991. */
export function businessDayOf(moment: Date): BusinessDay {
  return new Date(moment.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10)
}

/** The first moment of a business day; the day is `[startOfDay(day), startOfDay(addDays(day, 1)))`. */
export function startOfDay(day: BusinessDay): Date {
  return new Date(Date.parse(`${day}T00:00:00+08:00`))
}

export function addDays(day: BusinessDay, days: number): BusinessDay {
  return businessDayOf(new Date(startOfDay(day).getTime() + days * DAY_MS))
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: BusinessDay, to: BusinessDay): number {
  return Math.round((startOfDay(to).getTime() - startOfDay(from).getTime()) / DAY_MS)
}

/** The moment a day closes: 02:00 of the next one. Nothing dated on it changes afterwards. */
export function closeOfDay(day: BusinessDay): Date {
  return new Date(startOfDay(addDays(day, 1)).getTime() + 2 * 3_600_000)
}

/** The earliest day that has not closed: until 02:00 the day before is still open. */
export function firstOpenDay(now: Date): BusinessDay {
  return businessDayOf(new Date(now.getTime() - 2 * 3_600_000))
}

/** The day an entry is booked on: the day its last rule was met while that day is open, else the day it arrived. */
export function bookingDay(met: Date, arrived: Date): BusinessDay {
  const day = businessDayOf(met)
  return arrived < closeOfDay(day) ? day : businessDayOf(arrived)
}

/** `2026-11-22T16:02:00+08:00`: how every time leaves the server. */
export function toShanghaiIso(moment: Date): string {
  return `${new Date(moment.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 19)}+08:00`
}

/** Minutes since midnight in Shanghai, 0 to 1439. */
export function minuteOfDay(moment: Date): number {
  return Math.floor((moment.getTime() - startOfDay(businessDayOf(moment)).getTime()) / 60_000)
}
