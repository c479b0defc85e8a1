import { sql, type RawBuilder } from 'kysely'
import { addDays, startOfDay, type BusinessDay } from '../../domain/business-day.ts'
import { endOfMonth, firstOfMonth, type LeaveSpan } from '../../domain/calendar.ts'
import type { TargetPolicy } from '../../domain/policy.ts'
import type { EarnedOn } from '../../domain/target-book.ts'
import type { Reader } from '../../ports.ts'

/** Half-open: `to` is the first day outside. */
export type DayRange = { from: BusinessDay; to: BusinessDay }

/** The whole months these days lie in. */
export function monthsOf({ from, to }: DayRange): DayRange {
  if (to <= from) throw new RangeError(`No day from ${from} to ${to}`)
  return { from: firstOfMonth(from), to: endOfMonth(addDays(to, -1)) }
}

type Moments = { enteredAt: string | null; removedAt: string | null }
export type CalendarEntry = { day: BusinessDay; weight: number; name: string } & Moments
/** A branch with itself and all above it, nearest first. */
export type Chain = { start: string; branches: string[] }
type Version = TargetPolicy & { createdAt: string; withdrawnAt: string | null }
type Subjects = { employeeIds: string[]; branchIds: string[] }
type Ground = {
  chains: Chain[]
  policies: Version[]
  calendar: CalendarEntry[]
  branchDays: (CalendarEntry & { branchId: string })[]
  leaves: (LeaveSpan & { employeeId: string; enteredAt: string; cancelledAt: string | null })[]
  earned: (EarnedOn & { employeeId: string })[]
  /** Closed days in runs of one version and branch, by employee and day. */
  judged: Judged[]
  /** The go-live day. */
  countsFrom: BusinessDay
}
/** From `day` on closed days of the employee were judged by that version, in that branch; up to `last`, the last of them in the range. */
export type Judged = {
  employeeId: string
  day: BusinessDay
  policyId: string | null
  branchId: string
  last: BusinessDay
}
/** How the database tells it: null where there is nothing. */
export type GroundRow = { [P in keyof Ground]: Ground[P] | null }
export type KnownGround = Omit<Ground, 'countsFrom'> & { countsFrom: BusinessDay | null }

const branchesAbove = (named: RawBuilder<unknown>) => sql`
    above AS (
    SELECT branch.id AS start, branch.id, branch.parent_id, 0 AS steps
    FROM (${named}) AS named (id) JOIN branch ON branch.id = named.id
    UNION ALL
    SELECT above.start, branch.id, branch.parent_id, above.steps + 1
    FROM branch JOIN above ON branch.id = above.parent_id
    WHERE above.steps < 32
  ), chain AS (
    SELECT above.start, json_agg(above.id ORDER BY above.steps) AS branches FROM above GROUP BY above.start
  ), place AS (
    SELECT DISTINCT above.id FROM above
  )`

/** Written as target_policy_version is, so that the index answers, however many versions there are. */
const fittingVersions = (employeeIds: string[]) => sql`
  SELECT target_policy.* FROM target_policy
  WHERE target_policy.withdrawn_at IS NULL AND target_policy.scope = 'employee'
    AND COALESCE(target_policy.branch_id, '') = '' AND COALESCE(target_policy.role, '') = ''
    AND COALESCE(target_policy.employee_id, '') = ANY(${employeeIds})
  UNION ALL
  SELECT target_policy.* FROM (SELECT place.id FROM place UNION ALL SELECT '') AS named
  JOIN target_policy ON COALESCE(target_policy.branch_id, '') = named.id
  WHERE target_policy.withdrawn_at IS NULL AND target_policy.scope IN ('branch', 'role')`

const versionOf = sql`json_build_object(
  'id', fitting.id, 'scope', fitting.scope, 'branchId', fitting.branch_id,
  'role', fitting.role, 'employeeId', fitting.employee_id,
  'validFrom', fitting.valid_from::text, 'validTo', fitting.valid_to::text,
  'amount', fitting.amount, 'per', fitting.per, 'parameters', fitting.parameters,
  'createdAt', fitting.created_at, 'withdrawnAt', fitting.withdrawn_at
)`

const ownBranches = ({ branchIds }: Subjects) => sql`SELECT unnest(${branchIds}::text[])`

/** The versions that name these employees and begin before a day; one query. */
export async function readVersions(
  reader: Reader,
  subjects: Subjects,
  before: BusinessDay,
): Promise<{ chains: Chain[]; policies: Version[] }> {
  const { rows } = await sql<{ chains: Chain[] | null; policies: Version[] | null }>`
    WITH RECURSIVE ${branchesAbove(ownBranches(subjects))}, fitting AS (${fittingVersions(subjects.employeeIds)})
    SELECT (SELECT json_agg(chain) FROM chain) AS chains,
      (SELECT json_agg(${versionOf}) FROM fitting WHERE fitting.valid_from < ${before}::date) AS policies`.execute(
    reader,
  )
  return { chains: rows[0]?.chains ?? [], policies: rows[0]?.policies ?? [] }
}

/** What closed days keep of how they were judged: whoever has moved since is named by other versions now, and works other days. */
const judgedRuns = (employeeIds: string[], from: BusinessDay, before: BusinessDay) => sql`
    judged AS (
      SELECT run.employee_id, run.day, run.policy_id, run.branch_id, run.last FROM (
        SELECT closed_day.employee_id, closed_day.day, closed_day.policy_id, closed_day.branch_id,
          max(closed_day.day) OVER own AS last,
          lag(closed_day.policy_id) OVER days IS DISTINCT FROM closed_day.policy_id
            OR lag(closed_day.branch_id) OVER days IS DISTINCT FROM closed_day.branch_id AS begins
        FROM closed_day
        WHERE closed_day.employee_id = ANY(${employeeIds})
          AND closed_day.day >= ${from}::date AND closed_day.day < ${before}::date
        WINDOW own AS (PARTITION BY closed_day.employee_id),
          days AS (PARTITION BY closed_day.employee_id ORDER BY closed_day.day)
      ) AS run
      WHERE run.begins
    )`

/**
 * Everything that the targets of these employees follow from, as a statement of one row. `range` has to cover whole months; of
 * closed days only those before `judgedBefore` are told.
 */
export const groundOf = (
  subjects: Subjects,
  { from, to }: DayRange,
  { asOf, judgedBefore }: { asOf: Date; judgedBefore: BusinessDay },
) => sql<GroundRow>`
    WITH RECURSIVE ${judgedRuns(subjects.employeeIds, from, judgedBefore)},
    ${branchesAbove(sql`${ownBranches(subjects)} UNION SELECT judged.branch_id FROM judged`)}, fitting AS (
      ${fittingVersions(subjects.employeeIds)}
      UNION
      SELECT target_policy.* FROM target_policy WHERE target_policy.withdrawn_at >= ${startOfDay(from)}
      UNION
      SELECT target_policy.* FROM target_policy JOIN judged ON judged.policy_id = target_policy.id
    ), official AS (
      SELECT calendar_day.day, calendar_day.weight, calendar_day.name, calendar_day.entered_at, NULL::timestamptz AS removed_at
      FROM calendar_day WHERE calendar_day.day >= ${from}::date AND calendar_day.day < ${to}::date
      UNION ALL
      SELECT past.day, past.weight, past.name, past.entered_at, past.removed_at
      FROM calendar_day_past AS past
      WHERE past.day >= ${from}::date AND past.day < ${to}::date AND past.removed_at >= ${startOfDay(from)}
    ), own AS (
      SELECT branch_day.branch_id, branch_day.day, branch_day.weight, branch_day.note, branch_day.entered_at,
        NULL::timestamptz AS removed_at
      FROM branch_day JOIN place ON place.id = branch_day.branch_id
      WHERE branch_day.day >= ${from}::date AND branch_day.day < ${to}::date
      UNION ALL
      SELECT past.branch_id, past.day, past.weight, past.note, past.entered_at, past.removed_at
      FROM branch_day_past AS past JOIN place ON place.id = past.branch_id
      WHERE past.day >= ${from}::date AND past.day < ${to}::date AND past.removed_at >= ${startOfDay(from)}
    ), earned AS (
      SELECT credit.employee_id, to_char(credit.earned_day, 'YYYY-MM') AS month,
        (credit.recorded_at AT TIME ZONE 'Asia/Shanghai')::date AS recorded_day, sum(credit.amount) AS amount
      FROM credit
      WHERE credit.employee_id = ANY(${subjects.employeeIds})
        AND credit.earned_day >= ${from}::date AND credit.earned_day < ${to}::date AND credit.recorded_at <= ${asOf}
      GROUP BY 1, 2, 3
    )
    SELECT
      (SELECT json_agg(chain) FROM chain) AS chains,
      (SELECT json_agg(${versionOf}) FROM fitting WHERE fitting.valid_from < ${to}::date) AS policies,
      (SELECT json_agg(json_build_object(
          'day', official.day::text, 'weight', official.weight, 'name', official.name,
          'enteredAt', official.entered_at, 'removedAt', official.removed_at
        ))
        FROM official
      ) AS calendar,
      (SELECT json_agg(json_build_object(
          'branchId', own.branch_id, 'day', own.day::text, 'weight', own.weight, 'name', own.note,
          'enteredAt', own.entered_at, 'removedAt', own.removed_at
        ))
        FROM own
      ) AS "branchDays",
      (SELECT json_agg(json_build_object(
          'employeeId', leave.employee_id, 'firstDay', leave.first_day::text, 'firstHalf', leave.first_half,
          'lastDay', leave.last_day::text, 'lastHalf', leave.last_half,
          'enteredAt', leave.entered_at, 'cancelledAt', leave.cancelled_at
        ))
        FROM leave
        WHERE leave.employee_id = ANY(${subjects.employeeIds})
          AND leave.last_day >= ${from}::date AND leave.first_day < ${to}::date
          AND (leave.cancelled_at IS NULL OR leave.cancelled_at >= ${startOfDay(from)})
      ) AS leaves,
      (SELECT json_agg(json_build_object(
          'employeeId', earned.employee_id, 'month', earned.month, 'recordedDay', earned.recorded_day::text,
          'amount', earned.amount
        ))
        FROM earned
      ) AS earned,
      (SELECT json_agg(json_build_object(
          'employeeId', judged.employee_id, 'day', judged.day::text, 'policyId', judged.policy_id,
          'branchId', judged.branch_id, 'last', judged.last::text
        ) ORDER BY judged.employee_id, judged.day)
        FROM judged
      ) AS judged,
      (SELECT setting.value ->> 'day' FROM setting WHERE setting.name = 'countingFrom') AS "countsFrom"`

export function knownGround(row: GroundRow | undefined): KnownGround {
  return {
    chains: row?.chains ?? [],
    policies: row?.policies ?? [],
    calendar: row?.calendar ?? [],
    branchDays: row?.branchDays ?? [],
    leaves: row?.leaves ?? [],
    earned: row?.earned ?? [],
    judged: row?.judged ?? [],
    countsFrom: row?.countsFrom ?? null,
  }
}
