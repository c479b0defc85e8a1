import { sql, type RawBuilder } from 'kysely'
import { isConversation } from './conversation-store.ts'
import { startOfDay } from './domain/business-day.ts'
import { KEPT_DAYS, type Cohort, type CohortPlace, type FunnelStep, type Horizon } from './domain/funnel.ts'

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
const missing: Record<FunnelStep, RawBuilder<boolean>> = {
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
export const facts = ({ horizon, from, to }: Cohort, branchIds: string[] | null) => sql`
  FROM add ${factsOf(horizon)}
  WHERE ${branchIds === null ? sql`true` : sql`add.branch_id = ANY(${branchIds})`}
    AND add.started_at >= ${startOfDay(from)} AND add.started_at < ${startOfDay(to)}
    AND add.verdict_reason IS DISTINCT FROM 'before-counting'`

export const isAt = ({ step, which }: CohortPlace) =>
  sql<boolean>`(${which === 'reached' ? reached[step] : missing[step]})`

/** The contacts of the adds a figure of the funnel is the number of. */
export const contactsAt = (cohort: Cohort, branchIds: string[], place: CohortPlace) => sql`
  SELECT add.contact_id ${facts(cohort, branchIds)} AND ${isAt(place)}`
