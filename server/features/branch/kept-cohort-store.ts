import { sql } from 'kysely'
import type { BusinessDay } from '../../domain/business-day.ts'
import type { Cohort, FunnelSums } from '../../domain/funnel.ts'
import type { Reader } from '../../ports.ts'
import { anyOf } from './branch-store.ts'
import type { CohortDay } from './cohort-store.ts'

const sums = sql`
  coalesce(sum(branch_cohort.added), 0)::int AS added,
  coalesce(sum(branch_cohort.prompted), 0)::int AS prompted,
  coalesce(sum(branch_cohort.opened), 0)::int AS opened,
  coalesce(sum(branch_cohort.verified), 0)::int AS verified,
  coalesce(sum(branch_cohort.kept), 0)::int AS kept,
  coalesce(sum(branch_cohort.followed_up), 0)::int AS followed_up`

/** What was kept of these days; a day nobody added anybody on, or that is not kept yet, is missing. */
export async function readKeptCohort(
  reader: Reader,
  { horizon, from, to }: Cohort,
  branchIds: string[],
): Promise<CohortDay[]> {
  const { rows } = await sql<CohortDay>`
    SELECT branch_cohort.day, ${sums} FROM branch_cohort
    WHERE branch_cohort.horizon = ${horizon} AND branch_cohort.day >= ${from} AND branch_cohort.day < ${to}
      AND branch_cohort.branch_id = ${anyOf(branchIds)}
    GROUP BY branch_cohort.day ORDER BY branch_cohort.day`.execute(reader)
  return rows
}

/** As `readKeptCohort`, all days together, for each of these branches that has any. */
export async function readKeptByBranch(
  reader: Reader,
  { horizon, from, to }: Cohort,
  branchIds: string[],
): Promise<(FunnelSums & { branchId: string })[]> {
  const { rows } = await sql<FunnelSums & { branchId: string }>`
    SELECT branch_cohort.branch_id, ${sums} FROM branch_cohort
    WHERE branch_cohort.horizon = ${horizon} AND branch_cohort.day >= ${from} AND branch_cohort.day < ${to}
      AND branch_cohort.branch_id = ${anyOf(branchIds)}
    GROUP BY branch_cohort.branch_id`.execute(reader)
  return rows
}

type BranchCount = { branchId: string; count: number }

/** What each of these branches earned on the days, from the sums that the ledger keeps. */
export async function sumEarnedByBranch(
  reader: Reader,
  branchIds: string[],
  { from, to }: { from: BusinessDay; to: BusinessDay },
): Promise<BranchCount[]> {
  return await reader
    .selectFrom('branchSum')
    .select(['branchId', sql<number>`sum(gained - lost)::int`.as('count')])
    .where('branchId', '=', anyOf(branchIds))
    // Nothing is booked before the day it was earned on.
    .where('day', '>=', from)
    .where('earnedDay', '>=', from)
    .where('earnedDay', '<', to)
    .groupBy('branchId')
    .execute()
}

export async function countEmployeesByBranch(reader: Reader, branchIds: string[]): Promise<BranchCount[]> {
  return await reader
    .selectFrom('employee')
    .select((all) => ['branchId', all.fn.countAll<number>().as('count')])
    .where('branchId', '=', anyOf(branchIds))
    .where('state', '=', 'active')
    .groupBy('branchId')
    .execute()
}

export async function readBranchTree(reader: Reader): Promise<{ id: string; parentId: string | null }[]> {
  return await reader.selectFrom('branch').select(['id', 'parentId']).where('removedAt', 'is', null).execute()
}
