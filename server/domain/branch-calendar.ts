import type { BusinessDay } from './business-day.ts'
import { dayWeight, daysIn, endOfMonth, type Weight } from './calendar.ts'

/** What is said of a day, and in which words. */
export type DayEntry = { weight: Weight; name: string }
export type BranchDay = { day: BusinessDay; weight: Weight }

/** The days of one branch, before anybody's leave. Every month is drawn once, however many employees share it. */
export type BranchCalendar = {
  /** Every day of `YYYY-MM`. */
  month(month: string): readonly BranchDay[]
  weight(day: BusinessDay): Weight
  /** What the official calendar says of a day; a day it does not know is a weekday or a weekend. */
  official(day: BusinessDay): DayEntry | undefined
  /** What the nearest branch upward says of a day. */
  own(day: BusinessDay): DayEntry | undefined
}

type Entries = ReadonlyMap<BusinessDay, DayEntry>

export function branchCalendar(official: Entries, own: Entries): BranchCalendar {
  const drawn = new Map<string, readonly BranchDay[]>()
  const weight = (day: BusinessDay): Weight =>
    dayWeight(day, { official: official.get(day)?.weight ?? null, branch: own.get(day)?.weight ?? null })
  return {
    weight,
    official: (day) => official.get(day),
    own: (day) => own.get(day),
    month(month) {
      const first = `${month}-01`
      const days = drawn.get(month) ?? daysIn(first, endOfMonth(first)).map((day) => ({ day, weight: weight(day) }))
      drawn.set(month, days)
      return days
    },
  }
}
