import { sql } from 'kysely'
import { facts, isAt, reached } from '../../cohort-facts-store.ts'
import { addDays, type BusinessDay } from '../../domain/business-day.ts'
import type { Cohort, CohortPlace, FunnelSums } from '../../domain/funnel.ts'
import type { Reader } from '../../ports.ts'

const counts = sql`
  count(*)::int AS added,
  (count(*) FILTER (WHERE ${reached.prompted}))::int AS prompted,
  (count(*) FILTER (WHERE ${reached.opened}))::int AS opened,
  (count(*) FILTER (WHERE ${reached.verified}))::int AS verified,
  (count(*) FILTER (WHERE ${reached.kept}))::int AS kept,
  (count(*) FILTER (WHERE ${reached.followedUp}))::int AS followed_up`

export type CohortDay = FunnelSums & { day: BusinessDay }

/** Counted now from the adds themselves; days without an add are missing. */
export async function countCohort(reader: Reader, cohort: Cohort, branchIds: string[]): Promise<CohortDay[]> {
  const { rows } = await sql<CohortDay>`
    SELECT fact.day, ${counts} ${facts(cohort, branchIds)} GROUP BY fact.day ORDER BY fact.day`.execute(reader)
  return rows
}

/** An add as a list names it. */
export type AddEntry = {
  id: string
  startedAt: Date
  contactId: string
  contactName: string
  contactAvatar: string
  employeeId: string
  employeeName: string
}
export type CohortFilter = CohortPlace & {
  after: { at: Date; id: string } | null
  limit: number
}

/** The adds a figure of the funnel is the number of, the newest first. */
export async function listCohort(
  reader: Reader,
  cohort: Cohort,
  branchIds: string[],
  { step, which, after, limit }: CohortFilter,
): Promise<AddEntry[]> {
  const beyond = after ? sql`(add.started_at, add.id) < (${after.at}::timestamptz, ${after.id}::text)` : sql`true`
  const { rows } = await sql<AddEntry>`
    SELECT picked.*, contact.name AS contact_name, contact.avatar AS contact_avatar, employee.name AS employee_name
    FROM (
      SELECT add.id, add.started_at, add.contact_id, add.employee_id ${facts(cohort, branchIds)}
        AND ${beyond} AND ${isAt({ step, which })}
      ORDER BY add.started_at DESC, add.id DESC LIMIT ${limit}
    ) AS picked
    JOIN contact ON contact.id = picked.contact_id
    JOIN employee ON employee.id = picked.employee_id
    ORDER BY picked.started_at DESC, picked.id DESC`.execute(reader)
  return rows
}

/** Puts what these days came to for every branch in the place of what was kept of them. */
export async function keepCohort(tx: Reader, cohort: Cohort): Promise<void> {
  const { horizon, from, to } = cohort
  await sql`SET LOCAL statement_timeout = '60s'`.execute(tx)
  await tx
    .deleteFrom('branchCohort')
    .where('horizon', '=', horizon)
    .where('day', '>=', from)
    .where('day', '<', to)
    .execute()
  await sql`
    INSERT INTO branch_cohort (branch_id, day, horizon, added, prompted, opened, verified, kept, followed_up)
    SELECT add.branch_id, fact.day, ${horizon}::int, ${counts} ${facts(cohort, null)}
    GROUP BY add.branch_id, fact.day`.execute(tx)
  const until = { until: to }
  await tx
    .insertInto('cohortProgress')
    .values({ horizon, ...until })
    .onConflict((conflict) => conflict.column('horizon').doUpdateSet(until))
    .execute()
}

export async function readCohortProgress(reader: Reader): Promise<Map<number, BusinessDay>> {
  const rows = await reader.selectFrom('cohortProgress').selectAll().execute()
  return new Map(rows.map(({ horizon, until }) => [horizon, until]))
}

const DAYS_KEPT = 62

export async function forgetCohorts(tx: Reader, today: BusinessDay): Promise<void> {
  await tx.deleteFrom('branchCohort').where('day', '<', addDays(today, -DAYS_KEPT)).execute()
}
