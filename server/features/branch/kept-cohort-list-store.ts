import { sql, type RawBuilder } from 'kysely'
import { factsOf, isAt } from '../../cohort-facts-store.ts'
import { businessDayOf } from '../../domain/business-day.ts'
import type { Cohort, FunnelStep } from '../../domain/funnel.ts'
import type { Reader } from '../../ports.ts'
import { anyOf } from './branch-store.ts'
import type { AddEntry, CohortFilter } from './cohort-store.ts'

/** How many adds of a branch's day are in the list, as far as the kept sums tell: no fewer, and no more. */
type Bounds = { least: RawBuilder<number>; most: RawBuilder<number> }
const exactly = (count: RawBuilder<number>): Bounds => ({ least: count, most: count })

const reachedBounds: Record<FunnelStep, Bounds> = {
  added: exactly(sql`kept.added`),
  prompted: exactly(sql`kept.prompted`),
  opened: exactly(sql`kept.opened`),
  verified: exactly(sql`kept.verified`),
  kept: exactly(sql`kept.kept`),
  followedUp: exactly(sql`kept.followed_up`),
}
const missingBounds: Record<FunnelStep, Bounds> = {
  added: exactly(sql`0`),
  prompted: {
    least: sql`greatest(0, kept.added - kept.prompted - kept.verified)`,
    most: sql`kept.added - greatest(kept.prompted, kept.verified)`,
  },
  opened: {
    least: sql`greatest(0, kept.prompted - kept.opened - kept.verified)`,
    most: sql`least(kept.prompted, kept.added - greatest(kept.opened, kept.verified))`,
  },
  verified: {
    least: sql`greatest(0, kept.opened - kept.verified)`,
    most: sql`least(kept.opened, kept.added - kept.verified)`,
  },
  kept: exactly(sql`kept.verified - kept.kept`),
  followedUp: exactly(sql`kept.verified - kept.followed_up`),
}

/**
 * As `listCohort`, for many branches: only days of a branch are looked at of which the kept sums say that they have an entry, and of
 * those no more than a page needs.
 */
export async function listKeptCohort(
  reader: Reader,
  cohort: Cohort,
  branchIds: string[],
  filter: CohortFilter,
): Promise<AddEntry[]> {
  const found = await listFrom(reader, cohort, branchIds, { ...filter, enough: filter.limit })
  if (found.length === filter.limit) return found
  // The sums are some hours old; what has changed since must not end the list early.
  return await listFrom(reader, cohort, branchIds, { ...filter, enough: null })
}

async function listFrom(
  reader: Reader,
  { horizon, from, to }: Cohort,
  branchIds: string[],
  { step, which, after, limit, enough }: CohortFilter & { enough: number | null },
): Promise<AddEntry[]> {
  const { least, most } = (which === 'reached' ? reachedBounds : missingBounds)[step]
  const last = after ? businessDayOf(after.at) : to
  const beyond = after ? sql`(add.started_at, add.id) < (${after.at}::timestamptz, ${after.id}::text)` : sql`true`
  const { rows } = await sql<AddEntry>`
    WITH cell AS MATERIALIZED (
      SELECT kept.branch_id, kept.day, ${least} AS least FROM branch_cohort AS kept
      WHERE kept.horizon = ${horizon} AND kept.day >= ${from} AND kept.day < ${to} AND kept.day <= ${last}
        AND kept.branch_id = ${anyOf(branchIds)} AND ${most} > 0
    ), newer AS (
      SELECT each.day, coalesce(sum(each.least) OVER (
        ORDER BY each.day DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
      ), 0) AS entries
      FROM (
        SELECT cell.day, CASE WHEN cell.day < ${last} THEN sum(cell.least) ELSE 0 END AS least FROM cell GROUP BY cell.day
      ) AS each
    )
    SELECT picked.*, contact.name AS contact_name, contact.avatar AS contact_avatar, employee.name AS employee_name
    FROM (
      SELECT add.id, add.started_at, add.contact_id, add.employee_id
      FROM (
        SELECT add.id, add.started_at, add.contact_id, add.employee_id, add.adder_id
        FROM cell JOIN newer ON newer.day = cell.day ${enough === null ? sql`` : sql`AND newer.entries < ${enough}`}
        JOIN add ON add.branch_id = cell.branch_id
          AND add.started_at >= cell.day::timestamp AT TIME ZONE 'Asia/Shanghai'
          AND add.started_at < (cell.day + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
        WHERE add.verdict_reason IS DISTINCT FROM 'before-counting' AND ${beyond}
        -- In order before their facts are looked up, so that no more are than the page needs.
        ORDER BY add.started_at DESC, add.id DESC OFFSET 0
      ) AS add ${factsOf(horizon)}
      WHERE ${isAt({ step, which })}
      ORDER BY add.started_at DESC, add.id DESC LIMIT ${limit}
    ) AS picked
    JOIN contact ON contact.id = picked.contact_id
    JOIN employee ON employee.id = picked.employee_id
    ORDER BY picked.started_at DESC, picked.id DESC`.execute(reader)
  return rows
}
