import { businessDayOf } from '../../domain/business-day.ts'
import { endOfMonth } from '../../domain/calendar.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { DayReason } from '../../domain/target-book.ts'
import { dayReasonWords } from '../../domain/target-words.ts'
import type { Ports } from '../../ports.ts'
import { readOwnDays } from './my-day-store.ts'
import { figuresBy } from './read-my-day.ts'
import { ownBook } from './own-book.ts'

/** Every day of the actor's month, `YYYY-MM`: what it weighs and why, its target, what became effective. This month unless told. */
export async function readMonth(actor: EmployeeActor, ports: Ports, asked?: string) {
  const asOf = ports.clock.now()
  const month = asked ?? businessDayOf(asOf).slice(0, 7)
  const range = { from: `${month}-01`, to: endOfMonth(`${month}-01`) }
  const own = await readOwnDays(ports.database.read, actor, { days: range, month: range, target: range, asOf })
  if (!own) throw new Problem('session/not-in-directory')
  const book = ownBook(actor, ports, own, asOf)
  const figuresOf = figuresBy(book, own)
  const reasonOf = (reason: DayReason | null) =>
    reason && { kind: reason.kind, words: dayReasonWords(reason, actor.locale) }
  return {
    month,
    target: book.month(month).target,
    effective: own.earned,
    decidedLater: own.later,
    days: book.days(month).map(({ day, present }) => ({
      ...figuresOf(day),
      weight: present,
      reason: reasonOf(book.reason(day)),
    })),
    asOf,
  }
}
