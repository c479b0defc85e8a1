import { addDays, type BusinessDay } from './business-day.ts'
import { weekdayWeight } from './working-hours.ts'

/** 0 off, 0.5 half a day, 1 a whole one. */
export type Weight = number

export type DayOff = {
  /** What the official calendar says; null where it says nothing. */
  official: Weight | null
  /** The branch's own closing or opening of that day. */
  branch?: Weight | null
  /** What the employee's leave leaves of the day. */
  leave?: Weight | null
}

/** The branch's own days beat the calendar, the employee's leave beats both and never makes a day longer. */
export function dayWeight(day: BusinessDay, { official, branch, leave }: DayOff): Weight {
  const open = branch ?? official ?? weekdayWeight(day)
  return Math.min(open, leave ?? open)
}

export const monthOf = (day: BusinessDay): string => day.slice(0, 7)
export const firstOfMonth = (day: BusinessDay): BusinessDay => `${monthOf(day)}-01`

/** The first day of the next month. */
export function endOfMonth(day: BusinessDay): BusinessDay {
  return firstOfMonth(addDays(firstOfMonth(day), 31))
}

/** Half-open: `from` inside, `to` outside. */
export function daysIn(from: BusinessDay, to: BusinessDay): BusinessDay[] {
  const days: BusinessDay[] = []
  for (let day = from; day < to; day = addDays(day, 1)) days.push(day)
  return days
}
