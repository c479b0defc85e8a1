import { addDays, businessDayOf, DAY_MS, daysBetween, startOfDay, type BusinessDay } from './business-day.ts'
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
  const count = Math.max(0, daysBetween(from, to))
  const first = startOfDay(from).getTime()
  return Array.from({ length: count }, (_, day) => businessDayOf(new Date(first + day * DAY_MS)))
}

/** Whole or half days away; both ends lie inside. */
export type LeaveSpan = {
  firstDay: BusinessDay
  firstHalf: 'morning' | 'afternoon'
  lastDay: BusinessDay
  lastHalf: 'morning' | 'afternoon'
}

export const touches = ({ firstDay, lastDay }: LeaveSpan, day: BusinessDay): boolean =>
  firstDay <= day && day <= lastDay

/** Which halves of a day all leave together takes. */
export function awayOn(leaves: readonly LeaveSpan[], day: BusinessDay): { morning: boolean; afternoon: boolean } {
  const away = leaves.filter((leave) => touches(leave, day))
  return {
    morning: away.some(({ firstDay, firstHalf }) => firstDay < day || firstHalf === 'morning'),
    afternoon: away.some(({ lastDay, lastHalf }) => day < lastDay || lastHalf === 'afternoon'),
  }
}

/** What all leave together leaves of a day: 1, 0.5 or 0. */
export function leftByLeave(leaves: readonly LeaveSpan[], day: BusinessDay): Weight {
  const { morning, afternoon } = awayOn(leaves, day)
  return 1 - (morning ? 0.5 : 0) - (afternoon ? 0.5 : 0)
}

/** First and one past the last day of employment; null where it is open. */
export type Employment = { joined: BusinessDay | null; left: BusinessDay | null }

export const isEmployed = ({ joined, left }: Employment, day: BusinessDay): boolean =>
  (joined === null || joined <= day) && (left === null || day < left)

const RAMP_BEGINS = 7
/** Days from joining after which a target is asked for as of everybody. */
export const RAMP_ENDS = 28

/** The share of a target somebody new has: none in the first week, half in the three after it. Who is not known to be new has no ramp. */
export function rampShare({ joined }: Employment, day: BusinessDay): Weight {
  if (joined === null) return 1
  const since = daysBetween(joined, day)
  if (since < RAMP_BEGINS) return 0
  return since < RAMP_ENDS ? 0.5 : 1
}
