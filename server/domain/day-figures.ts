import type { BusinessDay } from './business-day.ts'
import { monthOf } from './calendar.ts'
import type { TargetPolicy } from './policy.ts'
import type { TargetBook } from './target-book.ts'
import { askedOn, closedTarget, evenUntil, projected } from './target.ts'

/** What the ledger has of somebody's day. */
export type DaySum = { gained: number; lost: number }
/** What a closed day was judged by. */
export type FrozenDay = DaySum & { weight: number; target: number | null }

export type DayFigures = {
  day: BusinessDay
  workingDay: boolean
  target: number | null
  effective: number
  gained: number
  lost: number
  closed: boolean
  /** What the target would be by what is known today, where that differs from the one a closed day was judged by; null for somebody who has moved since. */
  correction: number | null
}

/** A closed day as it was frozen, an open one as it stands. */
export function dayFigures(book: TargetBook, day: BusinessDay, sum: DaySum, frozen: FrozenDay | null): DayFigures {
  const own = book.on(day)
  const { gained, lost } = frozen ?? sum
  const figures = { day, effective: gained - lost, gained, lost }
  if (!frozen) return { ...figures, workingDay: own.present > 0, target: own.target, closed: false, correction: null }
  const isRamp = own.present > 0 && own.weight === 0
  return {
    ...figures,
    ...closedTarget(frozen.target, own.moved ? frozen.target : own.target),
    workingDay: frozen.weight > 0 || isRamp,
    closed: true,
  }
}

export type Pace = {
  /** What an even pace asks for up to the day before. */
  even: number
  ahead: number
  /** Where the month ends when it goes on as it did so far; null in its first days. */
  projected: number | null
}

/** Where the month stands on one of its days; null without a target. */
export function paceOf(book: TargetBook, day: BusinessDay, effective: number): Pace | null {
  const even = evenUntil(book.month(monthOf(day)).days, day)
  if (even === null) return null
  const { elapsed, total } = workedDays(book, day)
  return { even, ahead: effective - even, projected: projected(effective, elapsed, total) }
}

/** Working days of the day's month that the employee is there: up to and with the day, and all. */
export function workedDays(book: TargetBook, day: BusinessDay): { elapsed: number; total: number } {
  const days = book.days(monthOf(day))
  return { elapsed: presence(days.filter((one) => one.day <= day)), total: presence(days) }
}

const presence = (days: readonly { present: number }[]): number => days.reduce((sum, { present }) => sum + present, 0)

/** Working days after this one in its month, leave left out. */
export function workingDaysLeft(book: TargetBook, day: BusinessDay): number {
  const { elapsed, total } = workedDays(book, day)
  return total - elapsed
}

/** What each policy version asks for in a month, in the order of its days; not yet rounded where the amount is monthly. */
export function monthParts(book: TargetBook, month: string): { version: TargetPolicy; weight: number; asks: number }[] {
  const { days } = book.month(month)
  const parts = new Map<string, { version: TargetPolicy; weight: number; asks: number }>()
  for (const own of days) {
    const { version } = book.on(own.day)
    if (version === null) continue
    const { weight, asks } = parts.get(version.id) ?? { weight: 0, asks: 0 }
    parts.set(version.id, { version, weight: weight + own.weight, asks: asks + askedOn(own, days) })
  }
  return [...parts.values()]
}
