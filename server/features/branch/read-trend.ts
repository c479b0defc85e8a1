import { readDayWeights } from '../../calendar-store.ts'
import { addDays, businessDayOf, type BusinessDay } from '../../domain/business-day.ts'
import { dayWeight, daysIn } from '../../domain/calendar.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import type { Ports, Reader } from '../../ports.ts'
import { readKeptCohort } from './kept-cohort-store.ts'
import { branchesForSums, partOf, type Part } from './lead-scope.ts'
import { countAddsByDay, sumByDay, type DayCount } from './trend-store.ts'

const DAYS = 28

/** The last four weeks, today included: what was added, what the ledger booked. */
export async function readTrend(actor: EmployeeActor, ports: Ports, { branchId }: { branchId: string }) {
  const { read } = ports.database
  const part = await partOf(read, await branchesForSums(read, actor, branchId))
  const asOf = ports.clock.now()
  const to = addDays(businessDayOf(asOf), 1)
  const days = { from: addDays(to, -DAYS), to }
  const added = countsOf(await addsByDay(read, part, days))
  const effective = countsOf(await sumByDay(read, part.branchIds, days))
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
  { branchIds, isLarge }: Part,
  { from, to }: { from: BusinessDay; to: BusinessDay },
): Promise<DayCount[]> {
  if (!isLarge) return await countAddsByDay(reader, branchIds, { from, to })
  const open = addDays(to, -2)
  const kept = await readKeptCohort(reader, { horizon: 1, from, to: open }, branchIds)
  const counted = await countAddsByDay(reader, branchIds, { from: open, to })
  return [...kept.map(({ day, added }) => ({ day, count: added })), ...counted]
}

const countsOf = (counts: DayCount[]): Map<BusinessDay, number> => new Map(counts.map(({ day, count }) => [day, count]))
