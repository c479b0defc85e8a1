import { startOfDay, type BusinessDay } from './business-day.ts'
import { dayWeight, daysIn, endOfMonth, type Weight } from './calendar.ts'

/** What is said of a day, and in which words. */
export type DayEntry = { weight: Weight; name: string }
/** `enteredAt` null has been known all along. What was corrected or taken away stays, with when. */
export type KnownEntry = DayEntry & { day: BusinessDay; enteredAt: Date | null; removedAt: Date | null }
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

/** What was known when a day began: what had been entered before it, or concerns the day itself. Null is everything. */
export type Knowledge = BusinessDay | null

/** The calendar of one branch by what was known when a day began. */
export type KnownCalendar = (at: Knowledge) => BranchCalendar

/** Whether something that concerns some days counted when a day began. */
export function wasKnown(
  { enteredAt, removedAt }: { enteredAt: Date | null; removedAt: Date | null },
  at: Knowledge,
  concerns: (day: BusinessDay) => boolean,
): boolean {
  if (at === null) return removedAt === null
  const isKnown = (moment: Date): boolean => concerns(at) || moment < startOfDay(at)
  return (enteredAt === null || isKnown(enteredAt)) && !(removedAt !== null && isKnown(removedAt))
}

/** `own` are the entries of the branch and of all above it, the farthest first. */
export function knownCalendar(official: readonly KnownEntry[], own: readonly KnownEntry[]): KnownCalendar {
  const kept = new Map<Knowledge, BranchCalendar>()
  return (at) => {
    const calendar = kept.get(at) ?? branchCalendar(entriesAt(official, at), entriesAt(own, at))
    kept.set(at, calendar)
    return calendar
  }
}

const entriesAt = (entries: readonly KnownEntry[], at: Knowledge): Entries =>
  new Map(entries.filter((one) => wasKnown(one, at, (day) => day === one.day)).map((one) => [one.day, one]))

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
