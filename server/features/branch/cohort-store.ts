import { sql, type RawBuilder } from 'kysely'
import { isConversation } from '../../conversation-store.ts'
import { addDays, startOfDay, type BusinessDay } from '../../domain/business-day.ts'
import { KEPT_DAYS, type Cohort, type FunnelStep, type FunnelSums, type Horizon } from '../../domain/funnel.ts'
import type { Reader } from '../../ports.ts'

/** Which of the six steps an add has reached; a contact who needed no invitation can be verified without the steps before. */
export const reached: Record<FunnelStep, RawBuilder<boolean>> = {
  added: sql`true`,
  prompted: sql`fact.prompted`,
  opened: sql`fact.opened`,
  verified: sql`fact.verified`,
  kept: sql`fact.verified AND fact.kept`,
  followedUp: sql`fact.verified AND fact.cared`,
}
/** Who could go this step next: they have come as far as the one before. */
export const missing: Record<FunnelStep, RawBuilder<boolean>> = {
  added: sql`false`,
  prompted: sql`NOT fact.prompted AND NOT fact.verified`,
  opened: sql`fact.prompted AND NOT fact.opened AND NOT fact.verified`,
  verified: sql`fact.opened AND NOT fact.verified`,
  kept: sql`fact.verified AND NOT fact.kept`,
  followedUp: sql`fact.verified AND NOT fact.cared`,
}

/** What came about within the add's own days. */
export const factsOf = (horizon: Horizon) => sql`
  CROSS JOIN LATERAL (SELECT add.started_at + ${horizon}::int * interval '24 hours' AS at) AS until
  CROSS JOIN LATERAL (
    SELECT
      (add.started_at AT TIME ZONE 'Asia/Shanghai')::date AS day,
      EXISTS (SELECT 1 FROM prompt WHERE prompt.contact_id = add.contact_id
        AND prompt.sent_at >= add.started_at AND prompt.sent_at < until.at) AS prompted,
      EXISTS (SELECT 1 FROM prompt WHERE prompt.contact_id = add.contact_id
        AND prompt.opened_at >= add.started_at AND prompt.opened_at < until.at) AS opened,
      EXISTS (SELECT 1 FROM verification WHERE verification.contact_id = add.contact_id
        AND verification.state = 'verified' AND verification.since < until.at) AS verified,
      EXISTS (SELECT 1 FROM relation WHERE relation.contact_id = add.contact_id
        AND relation.employee_id IN (add.employee_id, add.adder_id)
        AND relation.started_at < add.started_at + ${KEPT_DAYS}::int * interval '24 hours'
        AND (relation.ended_at IS NULL OR relation.ended_by = 'transfer'
          OR relation.ended_at >= add.started_at + ${KEPT_DAYS}::int * interval '24 hours')) AS kept,
      EXISTS (SELECT 1 FROM follow_up WHERE follow_up.contact_id = add.contact_id
        AND ${isConversation} AND follow_up.closed_at >= add.started_at AND follow_up.closed_at < until.at) AS cared
  ) AS fact`

/** The cohort's adds, each with its facts; of every branch when `branchIds` is null. */
const facts = ({ horizon, from, to }: Cohort, branchIds: string[] | null) => sql`
  FROM add ${factsOf(horizon)}
  WHERE ${branchIds === null ? sql`true` : sql`add.branch_id = ANY(${branchIds})`}
    AND add.started_at >= ${startOfDay(from)} AND add.started_at < ${startOfDay(to)}
    AND add.verdict_reason IS DISTINCT FROM 'before-counting'`

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
export type CohortFilter = {
  step: FunnelStep
  /** Those who have reached the step, or those who could go it next. */
  which: 'reached' | 'missing'
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
        AND ${beyond} AND (${which === 'reached' ? reached[step] : missing[step]})
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
