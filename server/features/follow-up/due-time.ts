import { readDayWeights } from '../../calendar-store.ts'
import { addDays, businessDayOf, type BusinessDay } from '../../domain/business-day.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import { momentWords } from '../../domain/time-words.ts'
import { nextWorkingMoment, weekdayWeight, WORKING_DAY_HORIZON, type DayWeight } from '../../domain/working-hours.ts'
import type { Reader } from '../../ports.ts'
import { readBranchDays } from '../../working-hours-store.ts'

/** The days of the actor's own branch, whoever is on leave; asked of days from `from` on, as far as the next working day is looked for. */
export async function readOwnDays(reader: Reader, actor: EmployeeActor, from: BusinessDay): Promise<DayWeight> {
  const range = { from, to: addDays(from, WORKING_DAY_HORIZON + 1) }
  const official = await readDayWeights(reader, range.from, range.to)
  const own = (await readBranchDays(reader, [actor.id], range)).get(actor.id)
  return (day) => own?.get(day) ?? official.get(day) ?? weekdayWeight(day)
}

/**
 * Throws Problem('follow-up/due-in-past'), and for a time that somebody else has to keep, Problem('follow-up/day-off'); both say when
 * the next working hours begin.
 */
export async function requireDue(
  reader: Reader,
  actor: EmployeeActor,
  { dueAt, forOthers }: { dueAt: Date; forOthers: boolean },
  now: Date,
): Promise<void> {
  const from = dueAt > now ? dueAt : now
  if (dueAt > now && !forOthers) return
  const weight = await readOwnDays(reader, actor, businessDayOf(from))
  if (dueAt > now && weight(businessDayOf(dueAt)) > 0) return
  const next = momentWords(nextWorkingMoment(from, weight), now, actor.locale)
  throw new Problem(dueAt > now ? 'follow-up/day-off' : 'follow-up/due-in-past', { next })
}
