import { addDays, businessDayOf, daysBetween, minuteOfDay, startOfDay, type BusinessDay } from './business-day.ts'
import { WORKING_DAY_HORIZON, type HoursOn } from './working-hours.ts'

export const repetitions = ['day', 'week', 'month'] as const
export type Repetition = (typeof repetitions)[number]

/** One that comes again: the day it stands for, and the day of the month on which the series began. */
export type Occurrence = { repeats: Repetition; standsFor: BusinessDay; monthDay: number }

/** The series that begins with a follow-up due at that moment. */
export function beginSeries(repeats: Repetition, dueAt: Date): Occurrence {
  const standsFor = businessDayOf(dueAt)
  return { repeats, standsFor, monthDay: Number(standsFor.slice(8)) }
}

/** The first after it that lies after today: what was missed meanwhile is not made up for. */
export function nextDay(occurrence: Occurrence, today: BusinessDay): BusinessDay {
  const { repeats, standsFor } = occurrence
  if (repeats !== 'month') {
    const step = repeats === 'day' ? 1 : 7
    const steps = Math.max(1, Math.floor(daysBetween(standsFor, today) / step) + 1)
    return addDays(standsFor, steps * step)
  }
  for (let months = 1; ; months += 1) {
    const day = monthsLater(occurrence, months)
    if (day > today) return day
  }
}

/** 31 January, 28 February, 31 March: a month that is too short has it on its last day. */
function monthsLater({ standsFor, monthDay }: Occurrence, months: number): BusinessDay {
  const [year = 0, month = 1] = standsFor.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0))
  const day = Math.min(monthDay, last.getUTCDate())
  return `${last.toISOString().slice(0, 8)}${String(day).padStart(2, '0')}`
}

/** That time of that day, on a day off of the next working day, never outside working hours. */
export function dueOn(day: BusinessDay, minute: number, hoursOn: HoursOn): Date {
  for (let ahead = 0; ahead < WORKING_DAY_HORIZON; ahead += 1) {
    const on = addDays(day, ahead)
    const hours = hoursOn(on)
    if (hours) return atMinute(on, Math.min(Math.max(minute, hours.from), hours.to))
  }
  return atMinute(day, minute)
}

const LEAST_MINUTES = 120
const RESERVE_MINUTES = 60
const SOMETIME_MINUTE = 17 * 60

/** An hour before the employee's working day ends, today while two hours are left before it. */
export function dueSoon(now: Date, hoursOn: HoursOn): Date {
  const today = businessDayOf(now)
  for (let ahead = 0; ahead < WORKING_DAY_HORIZON; ahead += 1) {
    const day = addDays(today, ahead)
    const hours = hoursOn(day)
    if (hours && (ahead > 0 || minuteOfDay(now) + LEAST_MINUTES <= hours.to - RESERVE_MINUTES))
      return atMinute(day, hours.to - RESERVE_MINUTES)
  }
  return atMinute(addDays(today, WORKING_DAY_HORIZON), SOMETIME_MINUTE)
}

const atMinute = (day: BusinessDay, minute: number): Date => new Date(startOfDay(day).getTime() + minute * 60_000)
