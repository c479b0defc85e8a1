import { addDays, closeOfDay, type BusinessDay } from './business-day.ts'

/**
 * The moment at which something is settled: the clock's, but never before the close of a day whose closing has begun, so that
 * an instance whose clock is a little behind books nothing on that day any more.
 */
export function settledAt(now: Date, begun: BusinessDay | null): Date {
  if (begun === null) return now
  const close = closeOfDay(begun)
  return now < close ? close : now
}

/** The next day to be closed, when its hour has come: the one after the last, or the first on which adds count. */
export function dayToClose(countingFrom: BusinessDay, lastClosed: BusinessDay | null, now: Date): BusinessDay | null {
  const next = lastClosed === null ? countingFrom : addDays(lastClosed, 1)
  return closeOfDay(next) <= now ? next : null
}

/** Null unless the day is the last of its month. */
export function monthClosedBy(day: BusinessDay): string | null {
  return addDays(day, 1).endsWith('-01') ? day.slice(0, 7) : null
}
