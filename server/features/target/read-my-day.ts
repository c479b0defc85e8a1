import { addDays, businessDayOf, type BusinessDay } from '../../domain/business-day.ts'
import { dayWeight, daysIn, endOfMonth, firstOfMonth, monthOf } from '../../domain/calendar.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { daySentence, monthSentence } from '../../domain/my-day-words.ts'
import { targetPolicyOn, type PolicySubject, type TargetPolicy } from '../../domain/policy.ts'
import { expectedYield, monthTarget, projected, targetOf, weightOf, type TargetDay } from '../../domain/target.ts'
import type { Ports } from '../../ports.ts'
import { readCounts, readDays, readPolicies, type DayRow } from './target-store.ts'

const HISTORY_DAYS = 14
const RATE_DAYS = 60

/** The employee's own day; today unless told. Three queries, whatever the size of the bank. */
export async function readMyDay(actor: EmployeeActor, ports: Ports, day?: BusinessDay) {
  const asOf = ports.clock.now()
  const today = businessDayOf(asOf)
  const shown = day ?? today
  const range = rangeAround(shown)
  const { read } = ports.database
  const [{ branches, policies }, rows, counts] = await Promise.all([
    readPolicies(read, actor.branchId, range),
    readDays(read, actor.id, range),
    readCounts(read, actor.id, { from: shown, to: addDays(shown, 1) }, addDays(today, -RATE_DAYS)),
  ])
  const book = dayBook(range, rows, policies, { id: actor.id, roles: actor.roles, branches })
  const own = book.of(shown)
  const month = monthOfBook(book, shown, today)
  const expected = expectedYield(counts.awaiting, counts)
  const { elapsed, total, ...monthFigures } = month
  const pace = monthOf(shown) === monthOf(today) ? projected(month.effective, elapsed, total) : null
  return {
    ...own,
    awaiting: counts.awaiting,
    added: counts.added,
    asOf,
    month: { ...monthFigures, expected },
    history: daysIn(addDays(shown, 1 - HISTORY_DAYS), addDays(shown, 1)).map(book.of),
    followUpsDue: counts.followUpsDue,
    sentences: {
      today: daySentence({ ...own, isToday: shown === today }, actor.locale),
      month: monthSentence({ ...month, awaiting: counts.awaiting, expected, projected: pace }, actor.locale),
    },
  }
}
export type MyDayView = Awaited<ReturnType<typeof readMyDay>>

/** All days of every month that the day and the days before it touch. */
function rangeAround(day: BusinessDay): { from: BusinessDay; to: BusinessDay } {
  return { from: firstOfMonth(addDays(day, 1 - HISTORY_DAYS)), to: endOfMonth(day) }
}

type DayFigures = {
  day: BusinessDay
  workingDay: boolean
  target: number | null
  effective: number
  gained: number
  lost: number
}
type DayBook = { of(day: BusinessDay): DayFigures; month(day: BusinessDay): TargetDay[] }

function dayBook(
  { from, to }: { from: BusinessDay; to: BusinessDay },
  rows: DayRow[],
  policies: TargetPolicy[],
  subject: PolicySubject,
): DayBook {
  const known = new Map(rows.map((row) => [row.day, row]))
  const days = daysIn(from, to).map((day): TargetDay => {
    const weight = dayWeight(day, { official: known.get(day)?.weight ?? null })
    return { day, weight, policy: targetPolicyOn(policies, subject, day) }
  })
  const month = (day: BusinessDay): TargetDay[] => days.filter((one) => monthOf(one.day) === monthOf(day))
  return {
    month,
    of(day) {
      const own = days.find((one) => one.day === day) ?? { day, weight: 0, policy: null }
      const { gained, lost } = known.get(day) ?? { gained: 0, lost: 0 }
      const target = targetOf(own, month(day))
      return { day, workingDay: own.weight > 0, target, effective: gained - lost, gained, lost }
    },
  }
}

function monthOfBook(book: DayBook, day: BusinessDay, today: BusinessDay) {
  const month = book.month(day)
  return {
    target: monthTarget(month),
    effective: month.reduce((sum, one) => sum + book.of(one.day).effective, 0),
    workingDaysLeft: weightOf(month.filter((one) => one.day > today)),
    elapsed: weightOf(month.filter((one) => one.day <= today)),
    total: weightOf(month),
  }
}
