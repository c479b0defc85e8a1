import { readDayWeights } from '../../calendar-store.ts'
import { addDays, businessDayOf, type BusinessDay } from '../../domain/business-day.ts'
import { dayWeight, daysIn } from '../../domain/calendar.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import type { Ports, Reader } from '../../ports.ts'
import { readKeptCohort } from './kept-cohort-store.ts'
import { branchesForSums } from './lead-scope.ts'
import { COUNTED_NOW } from './read-funnel.ts'
import { countAddsByDay, sumByDay, type DayCount } from './trend-store.ts'

const DAYS = 28

/** The last four weeks, today included: what was added, what the ledger booked. */
export async function readTrend(actor: EmployeeActor, ports: Ports, { branchId }: { branchId: string }) {
  const { read } = ports.database
  const branchIds = await branchesForSums(read, actor, branchId)
  const asOf = ports.clock.now()
  const to = addDays(businessDayOf(asOf), 1)
  const days = { from: addDays(to, -DAYS), to }
  const added = countsOf(await addsByDay(read, branchIds, days))
  const effective = countsOf(await sumByDay(read, branchIds, days))
  const official = await readDayWeights(read, days.from, days.to)
  const shown = daysIn(days.from, days.to).map((day) => ({
    day,
    added: added.get(day) ?? 0,
    effective: effective.get(day) ?? 0,
    workingDay: dayWeight(day, { official: official.get(day) ?? null }) > 0,
  }))
  return { days: shown, asOf }
}

/** Of a large bank only the days that are not kept yet are counted. */
async function addsByDay(
  reader: Reader,
  branchIds: string[],
  { from, to }: { from: BusinessDay; to: BusinessDay },
): Promise<DayCount[]> {
  if (branchIds.length <= COUNTED_NOW) return await countAddsByDay(reader, branchIds, { from, to })
  const open = addDays(to, -2)
  const kept = await readKeptCohort(reader, { horizon: 1, from, to: open }, branchIds)
  const counted = await countAddsByDay(reader, branchIds, { from: open, to })
  return [...kept.map(({ day, added }) => ({ day, count: added })), ...counted]
}

const countsOf = (counts: DayCount[]): Map<BusinessDay, number> => new Map(counts.map(({ day, count }) => [day, count]))
