import { readDayWeights } from '../../calendar-store.ts'
import { dueChoices } from '../../domain/assignment.ts'
import { addDays, businessDayOf, toShanghaiIso, type BusinessDay } from '../../domain/business-day.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { lastDue } from '../../domain/follow-up-rules.ts'
import { Problem } from '../../domain/problem.ts'
import { momentWords } from '../../domain/time-words.ts'
import { hoursBy, nextMomentIn, weekdayWeight, WORKING_DAY_HORIZON, type HoursOn } from '../../domain/working-hours.ts'
import type { Reader } from '../../ports.ts'
import { readBranchDays, readHoursOf } from '../../working-hours-store.ts'

const HOUR_MS = 3_600_000

/** What a lead has others do goes by the days of the lead's branch, whoever is on leave; what somebody does themselves by their own hours. */
async function readHours(reader: Reader, actor: EmployeeActor, from: BusinessDay): Promise<HoursOn> {
  if (actor.scope.length === 0) return await readHoursOf(reader, actor.id, from)
  const range = { from, to: addDays(from, WORKING_DAY_HORIZON + 1) }
  const official = await readDayWeights(reader, range.from, range.to)
  const own = (await readBranchDays(reader, [actor.id], range)).get(actor.id)
  return hoursBy((day) => own?.get(day) ?? official.get(day) ?? weekdayWeight(day))
}

/** Due times that nobody refuses this actor. */
export async function findDueChoices(reader: Reader, actor: EmployeeActor, now: Date): Promise<Date[]> {
  return dueChoices(now, await readHours(reader, actor, businessDayOf(now)))
}

/**
 * Throws Problem('follow-up/due-too-far'), Problem('follow-up/due-in-past'), and for a time that somebody else has to keep, Problem('follow-up/day-off'); both say which
 * working hour is the next.
 */
export async function requireDue(
  reader: Reader,
  actor: EmployeeActor,
  { dueAt, forOthers }: { dueAt: Date; forOthers: boolean },
  now: Date,
): Promise<void> {
  const last = lastDue(now)
  if (dueAt > last) throw new Problem('follow-up/due-too-far', { last: businessDayOf(last) })
  const isAhead = dueAt > now
  if (isAhead && !forOthers) return
  const from = isAhead ? dueAt : nextHour(now)
  const hoursOn = await readHours(reader, actor, businessDayOf(from))
  if (isAhead && hoursOn(businessDayOf(dueAt))) return
  const next = nextMomentIn(from, hoursOn)
  throw new Problem(isAhead ? 'follow-up/day-off' : 'follow-up/due-in-past', {
    next: momentWords(next, now, actor.locale),
    nextAt: toShanghaiIso(next),
  })
}

/** Still ahead when somebody has read of it. */
const nextHour = (now: Date): Date => new Date((Math.floor(now.getTime() / HOUR_MS) + 1) * HOUR_MS)
