import { sql } from 'kysely'
import type { Reader } from '../../ports.ts'
import { isGivenOut } from '../../owed-follow-ups-store.ts'

export type LeadFigures = {
  branchId: string
  branchName: string
  position: number
  /** Reviews somebody decided since then, those that were accepted because nobody had, and half of the former took no longer. */
  decided: number
  lapsed: number
  medianHours: number | null
  waiting: number
  overdue: number
  uncared: number
}
type Asked = { now: Date; since: Date; after: { position: number; branchId: string } | null; limit: number }

/**
 * What the leads of the branches directly below owe, each with all below it, in the directory's order; of the branch itself where
 * none is below. Contacts nobody looks after are those that were kept last.
 */
export async function readLeadFigures(
  reader: Reader,
  branchId: string,
  { now, since, after, limit }: Asked,
): Promise<LeadFigures[]> {
  const beyond = after
    ? sql`(branch.position, branch.id) > (${after.position}::int, ${after.branchId}::text)`
    : sql`true`
  const { rows } = await sql<LeadFigures>`
    WITH RECURSIVE roots AS (
      SELECT branch.id, branch.name, branch.position FROM branch
      WHERE branch.removed_at IS NULL AND ${beyond} AND CASE
        WHEN EXISTS (SELECT 1 FROM branch AS child WHERE child.parent_id = ${branchId} AND child.removed_at IS NULL)
        THEN branch.parent_id = ${branchId} ELSE branch.id = ${branchId} END
      ORDER BY branch.position, branch.id LIMIT ${limit}
    ), below AS (
      SELECT roots.id AS root, roots.id FROM roots
      UNION
      SELECT below.root, branch.id FROM branch JOIN below ON branch.parent_id = below.id WHERE branch.removed_at IS NULL
    ), staff AS (
      SELECT below.root, employee.id FROM below JOIN employee ON employee.branch_id = below.id
    ), reviews AS (
      SELECT staff.root,
        (count(*) FILTER (WHERE review.decided_by IS NOT NULL))::int AS decided,
        (count(*) FILTER (WHERE review.closed_at IS NOT NULL AND review.decided_by IS NULL))::int AS lapsed,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM review.closed_at - review.opened_at)::float8 / 3600)
          FILTER (WHERE review.decided_by IS NOT NULL AND review.closed_at IS NOT NULL) AS median_hours,
        (count(*) FILTER (WHERE review.closed_at IS NULL))::int AS waiting
      FROM review JOIN add ON add.id = review.add_id JOIN staff ON staff.id = add.employee_id
      WHERE review.closed_at IS NULL OR review.closed_at >= ${since}
      GROUP BY staff.root
    ), overdue AS (
      SELECT staff.root, count(*)::int AS overdue FROM follow_up
      JOIN staff ON staff.id = follow_up.assignee_id
      WHERE follow_up.state = 'open' AND follow_up.due_at < ${now} AND ${isGivenOut}
      GROUP BY staff.root
    )
    SELECT roots.id AS branch_id, roots.name AS branch_name, roots.position,
      coalesce(reviews.decided, 0)::int AS decided, coalesce(reviews.lapsed, 0)::int AS lapsed,
      round(reviews.median_hours::numeric, 1)::float8 AS median_hours,
      coalesce(reviews.waiting, 0)::int AS waiting, coalesce(overdue.overdue, 0)::int AS overdue,
      (SELECT coalesce(sum(uncared_count.contacts), 0)::int FROM uncared_count
        WHERE uncared_count.branches && ARRAY(SELECT below.id FROM below WHERE below.root = roots.id)) AS uncared
    FROM roots LEFT JOIN reviews ON reviews.root = roots.id LEFT JOIN overdue ON overdue.root = roots.id
    ORDER BY roots.position, roots.id`.execute(reader)
  return rows
}
