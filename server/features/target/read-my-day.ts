import { addDays, businessDayOf, type BusinessDay } from '../../domain/business-day.ts'
import { daysIn, endOfMonth, firstOfMonth, monthOf } from '../../domain/calendar.ts'
import { dayFigures, paceOf, workingDaysLeft, type DayFigures } from '../../domain/day-figures.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { daySentence, monthSentence } from '../../domain/my-day-words.ts'
import { Problem } from '../../domain/problem.ts'
import { expectedYield } from '../../domain/target.ts'
import type { TargetBook } from '../../domain/target-book.ts'
import type { Ports } from '../../ports.ts'
import { readCountedDays } from './my-day-store.ts'
import { ownBook } from './own-book.ts'

const HISTORY_DAYS = 14
export const RATE_DAYS = 60

/** The employee's own day; today unless told. One query, whatever the size of the bank. */
export async function readMyDay(actor: EmployeeActor, ports: Ports, day?: BusinessDay) {
  const asOf = ports.clock.now()
  const today = businessDayOf(asOf)
  const shown = day ?? today
  const past = { from: addDays(shown, 1 - HISTORY_DAYS), to: addDays(shown, 1) }
  const own = await readCountedDays(ports.database.read, actor, {
    days: past,
    month: { from: firstOfMonth(shown), to: endOfMonth(shown) },
    day: { from: shown, to: addDays(shown, 1) },
    target: { from: past.from, to: addDays(shown, 2) },
    rateFrom: addDays(today, -RATE_DAYS),
    asOf,
  })
  if (!own) throw new Problem('session/not-in-directory')
  const book = ownBook(actor, ports, own, asOf)
  const figuresOf = figuresBy(book, own)
  const figures = figuresOf(shown)
  const expected = expectedYield(own.awaiting, own)
  const isThisMonth = monthOf(shown) === monthOf(today)
  const month = {
    target: book.month(monthOf(shown)).target,
    effective: own.earned,
    decidedLater: own.later,
    expected,
    workingDaysLeft: workingDaysLeft(book, isThisMonth ? today : shown),
    pace: isThisMonth ? paceOf(book, today, own.earned) : null,
  }
  return {
    ...figures,
    awaiting: own.awaiting,
    added: own.added,
    asOf,
    month,
    tomorrow: shown === today ? nextDay(book, addDays(today, 1)) : null,
    history: daysIn(past.from, past.to).map(figuresOf),
    followUpsDue: own.followUpsDue,
    sentences: {
      today: daySentence({ ...figures, isToday: shown === today }, actor.locale),
      month: monthSentence({ ...month, awaiting: own.awaiting }, actor.locale),
    },
  }
}
export type MyDayView = Awaited<ReturnType<typeof readMyDay>>

type Own = NonNullable<Awaited<ReturnType<typeof readCountedDays>>>

/** The figures of any of the employee's days that were read. */
export function figuresBy(
  book: TargetBook,
  { sums, closed }: Pick<Own, 'sums' | 'closed'>,
): (day: BusinessDay) => DayFigures {
  const sumOf = new Map(sums.map((sum) => [sum.day, sum]))
  const frozen = new Map(closed.map((row) => [row.day, row]))
  return (day) => dayFigures(book, day, sumOf.get(day) ?? { gained: 0, lost: 0 }, frozen.get(day) ?? null)
}

function nextDay(book: TargetBook, day: BusinessDay) {
  const { present, target } = book.on(day)
  return { day, workingDay: present > 0, target }
}
