import { addDays, businessDayOf, startOfDay } from '../../domain/business-day.ts'
import { endOfMonth, firstOfMonth } from '../../domain/calendar.ts'
import type { DayReport } from '../../domain/notice-words.ts'
import type { Reader } from '../../ports.ts'
import { countReviews } from './branch-reviews-store.ts'
import { readBelow, readDaySums, sumEarned } from './branch-store.ts'
import { sumBranchTargets } from './branch-target-store.ts'
import { partOf } from './lead-scope.ts'
import { owedOf } from './read-branch-overview.ts'

/** The branch's day as its page says it, with all below it; null for a branch that is gone. */
export async function readDayReport(reader: Reader, branchId: string, now: Date): Promise<DayReport | null> {
  const below = await readBelow(reader, branchId)
  const branch = below.find(({ id }) => id === branchId)
  if (!branch) return null
  const branchIds = below.map(({ id }) => id)
  const day = businessDayOf(now)
  const target = await sumBranchTargets(reader, branchIds, day)
  const sums = await readDaySums(reader, branchIds, day, [startOfDay(day), startOfDay(addDays(day, 1))])
  return {
    branchName: branch.name,
    ...sums,
    target: target.day,
    monthEffective: await sumEarned(reader, branchIds, { from: firstOfMonth(day), to: endOfMonth(day) }),
    monthTarget: target.month,
    ...(await countReviews(reader, branchIds)),
    overdue: await owedOf(reader, await partOf(reader, branchIds), now),
  }
}
