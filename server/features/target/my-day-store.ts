import { sql } from 'kysely'
import { addDays, startOfDay, type BusinessDay } from '../../domain/business-day.ts'
import type { DaySum, FrozenDay } from '../../domain/day-figures.ts'
import type { Reader } from '../../ports.ts'
import { groundOf, knownGround, monthsOf, type DayRange, type GroundRow, type KnownGround } from './book-store.ts'

type OwnDays = {
  /** By the directory; whoever only stands in for a lead keeps the target of their own role. */
  leads: boolean
  joinedAt: Date | null
  leftAt: Date | null
  sums: (DaySum & { day: BusinessDay })[]
  closed: (FrozenDay & { day: BusinessDay })[]
  /** Earned in the month, whenever it was booked; `later` of it only after the month's end. */
  monthSum: DaySum
  earned: number
  later: number
  /** What their targets follow from. */
  ground: KnownGround
}
/** `target` are the days whose targets are asked for, `month` the one whose sum is told. */
type Asked = { days: DayRange; month: DayRange; target: DayRange; asOf: Date }
export type Counts = { awaiting: number; added: number; decided: number; effective: number; followUpsDue: number }

/** What the ledger and the closed days have of the employee, what they earned in a month, and what their targets follow from. */
const ownDays = (employeeId: string, { days, month }: Asked) => sql`
  ground.*,
  EXISTS (SELECT 1 FROM branch_lead WHERE branch_lead.employee_id = employee.id) AS leads,
  employee.joined_at AS "joinedAt",
  employee.left_at AS "leftAt",
  (SELECT json_agg(json_build_object('day', summed.day::text, 'gained', summed.gained, 'lost', summed.lost))
    FROM (
      SELECT credit_sum.day, sum(credit_sum.gained) AS gained, sum(credit_sum.lost) AS lost
      FROM credit_sum
      WHERE credit_sum.employee_id = ${employeeId}
        AND credit_sum.day >= ${days.from}::date AND credit_sum.day < ${days.to}::date
      GROUP BY credit_sum.day
    ) AS summed
  ) AS sums,
  (SELECT json_agg(json_build_object(
      'day', closed_day.day::text, 'weight', closed_day.weight, 'target', closed_day.target,
      'gained', closed_day.gained, 'lost', closed_day.lost
    ))
    FROM closed_day
    WHERE closed_day.employee_id = ${employeeId}
      AND closed_day.day >= ${days.from}::date AND closed_day.day < ${days.to}::date
  ) AS closed,
  (SELECT json_build_array(
      coalesce(sum(credit_sum.gained), 0), coalesce(sum(credit_sum.lost), 0),
      coalesce(sum(credit_sum.gained - credit_sum.lost) FILTER (WHERE credit_sum.day >= ${month.to}::date), 0)
    )
    FROM credit_sum
    WHERE credit_sum.employee_id = ${employeeId} AND credit_sum.day >= ${month.from}::date
      AND credit_sum.earned_day >= ${month.from}::date AND credit_sum.earned_day < ${month.to}::date
  ) AS "monthSums"`

/** The directory's row of the employee beside the ground of their targets; one statement, so that a request asks few. */
const employeeOnGround = ({ id, branchId }: Own, { target, asOf }: Asked) => {
  const months = monthsOf(target)
  const subjects = { employeeIds: [id], branchIds: [branchId] }
  return sql`employee CROSS JOIN (${groundOf(subjects, months, { asOf, judgedBefore: months.to })}) AS ground
    WHERE employee.id = ${id}`
}

/** Hardly any add is decided later than this after its start; it lets the index by start answer. */
const DECIDED_WITHIN_DAYS = 200

/** `decided` and `effective` are of the adds decided since `rateFrom`, so that those decided early weigh no more than the others. */
const counts = (employeeId: string, day: DayRange, rateFrom: BusinessDay) => sql`
  (SELECT count(*)::int FROM add WHERE add.employee_id = ${employeeId} AND add.verdict_status = 'awaiting') AS awaiting,
  (SELECT count(*)::int FROM follow_up
    WHERE follow_up.assignee_id = ${employeeId} AND follow_up.state = 'open'
      AND follow_up.due_at < ${startOfDay(day.to)}
  ) AS "followUpsDue",
  (SELECT count(*)::int FROM add
    WHERE add.employee_id = ${employeeId}
      AND add.started_at >= ${startOfDay(day.from)} AND add.started_at < ${startOfDay(day.to)}
      AND add.verdict_reason IS DISTINCT FROM 'before-counting'
  ) AS added,
  (SELECT json_build_array(
      count(*) FILTER (WHERE add.verdict_status IN ('effective', 'void')),
      count(*) FILTER (WHERE add.verdict_status = 'effective')
    )
    FROM add
    WHERE add.employee_id = ${employeeId} AND add.verdict_since >= ${startOfDay(rateFrom)}
      AND add.started_at >= ${startOfDay(addDays(rateFrom, -DECIDED_WITHIN_DAYS))}
      AND (add.verdict_reason IS NULL OR add.verdict_reason NOT IN ('before-counting', 'private'))
  ) AS rate`

type OwnDaysRow = GroundRow &
  Pick<OwnDays, 'leads' | 'joinedAt' | 'leftAt'> & {
    sums: OwnDays['sums'] | null
    closed: OwnDays['closed'] | null
    monthSums: [number, number, number]
  }
type CountsRow = Omit<Counts, 'decided' | 'effective'> & { rate: [number, number] }
type Own = { id: string; branchId: string }

const ownDaysOf = (row: OwnDaysRow): OwnDays => {
  const { leads, joinedAt, leftAt, sums, closed, monthSums } = row
  const [gained, lost, later] = monthSums
  const month = { monthSum: { gained, lost }, earned: gained - lost, later }
  const ground = knownGround(row)
  return { leads: Boolean(leads), joinedAt, leftAt, sums: sums ?? [], closed: closed ?? [], ...month, ground }
}

/** Null for somebody the directory does not know; one query. */
export async function readOwnDays(reader: Reader, own: Own, asked: Asked): Promise<OwnDays | null> {
  const { rows } = await sql<OwnDaysRow>`
    SELECT ${ownDays(own.id, asked)} FROM ${employeeOnGround(own, asked)}`.execute(reader)
  return rows[0] ? ownDaysOf(rows[0]) : null
}

/** The same with what is counted for one day; one query. */
export async function readCountedDays(
  reader: Reader,
  own: Own,
  { day, rateFrom, ...asked }: Asked & { day: DayRange; rateFrom: BusinessDay },
): Promise<(OwnDays & Counts) | null> {
  const { rows } = await sql<OwnDaysRow & CountsRow>`
    SELECT ${ownDays(own.id, asked)}, ${counts(own.id, day, rateFrom)}
    FROM ${employeeOnGround(own, asked)}`.execute(reader)
  const row = rows[0]
  if (!row) return null
  const { awaiting, added, followUpsDue, rate } = row
  return { ...ownDaysOf(row), awaiting, added, followUpsDue, decided: rate[0], effective: rate[1] }
}
