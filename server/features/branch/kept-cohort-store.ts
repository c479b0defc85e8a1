import { sql } from 'kysely'
import type { Cohort } from '../../domain/funnel.ts'
import type { PeerSums } from '../../domain/peers.ts'
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

/** The branch and those beside it, each with all below it: what was kept of their cohort, the month's credits, who works there. */
export async function readPeers(
  reader: Reader,
  branchId: string,
  { horizon, from, to }: Cohort,
  month: { from: string; to: string },
): Promise<PeerSums[]> {
  const { rows } = await sql<PeerSums>`
    WITH RECURSIVE beside AS (
      SELECT branch.id AS root, branch.id FROM branch
      WHERE branch.removed_at IS NULL
        AND branch.parent_id = (SELECT own.parent_id FROM branch AS own WHERE own.id = ${branchId})
      UNION
      SELECT beside.root, below.id FROM branch AS below JOIN beside ON below.parent_id = beside.id
      WHERE below.removed_at IS NULL
    ), cohorts AS (
      SELECT beside.root, ${sums} FROM beside
      JOIN branch_cohort ON branch_cohort.branch_id = beside.id
      WHERE branch_cohort.horizon = ${horizon} AND branch_cohort.day >= ${from} AND branch_cohort.day < ${to}
      GROUP BY beside.root
    ), credits AS (
      SELECT beside.root, sum(branch_sum.gained - branch_sum.lost)::int AS effective FROM beside
      JOIN branch_sum ON branch_sum.branch_id = beside.id
      WHERE branch_sum.day >= ${month.from} AND branch_sum.earned_day >= ${month.from}
        AND branch_sum.earned_day < ${month.to}
      GROUP BY beside.root
    ), working AS (
      SELECT beside.root, count(*)::int AS employees FROM beside
      JOIN employee ON employee.branch_id = beside.id AND employee.state = 'active'
      GROUP BY beside.root
    )
    SELECT working.root AS branch_id, working.employees, coalesce(credits.effective, 0)::int AS effective,
      coalesce(cohorts.added, 0)::int AS added, coalesce(cohorts.prompted, 0)::int AS prompted,
      coalesce(cohorts.opened, 0)::int AS opened, coalesce(cohorts.verified, 0)::int AS verified,
      coalesce(cohorts.kept, 0)::int AS kept, coalesce(cohorts.followed_up, 0)::int AS followed_up
    FROM working LEFT JOIN cohorts ON cohorts.root = working.root LEFT JOIN credits ON credits.root = working.root`.execute(
    reader,
  )
  return rows
}
