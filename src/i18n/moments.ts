import type { Words } from './locale.ts'

const DAY_MS = 86_400_000

/** 今天 16:02, 昨天 09:10, 11-20 16:02. Both moments are as the server writes them, in Shanghai's time. */
export function sayMoment(moment: string, asOf: string, { times }: Words): string {
  const time = moment.slice(11, 16)
  const distance = daysBetween(asOf, moment)
  if (distance === 0) return times.today(time)
  if (distance === -1) return times.yesterday(time)
  if (distance === 1) return times.tomorrow(time)
  return times.other(sayCalendarDay(moment, asOf, times), time)
}

/** 今天, 昨天, 11-20; from a moment or from a day. */
export function sayDay(day: string, asOf: string, { times }: Words): string {
  const distance = daysBetween(asOf, day)
  if (distance === 0) return times.dayToday
  if (distance === -1) return times.dayYesterday
  if (distance === 1) return times.dayTomorrow
  return sayCalendarDay(day, asOf, times)
}

/** 11-20, or 2025-11-20 in another year. */
export function sayDate(day: string, asOf: string, { times }: Words): string {
  return sayCalendarDay(day, asOf, times)
}

/** Whole calendar days from one to the other; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / DAY_MS)
}

/** The calendar day `days` after the one of `moment`. */
export function dayAfter(moment: string, days: number): string {
  return new Date(Date.parse(moment.slice(0, 10)) + days * DAY_MS).toISOString().slice(0, 10)
}

/** 0 is Sunday. */
export function weekdayOf(day: string): number {
  return new Date(Date.parse(day.slice(0, 10))).getUTCDay()
}

/** A moment of Shanghai's, as the server takes it. */
export function shanghaiMoment(day: string, time: string): string {
  return `${day}T${time}:00+08:00`
}

function sayCalendarDay(day: string, asOf: string, times: Words['times']): string {
  const [year = '', month = '', date = ''] = day.slice(0, 10).split('-')
  return year === asOf.slice(0, 4) ? times.daySameYear(year, month, date) : times.dayOtherYear(year, month, date)
}
