import { sql, type RawBuilder } from 'kysely'
import type { Reader, Tx } from '../../ports.ts'
import { isGivenOut } from '../../owed-follow-ups-store.ts'
import { anyOf, type MemberRow } from './branch-store.ts'

/** Whose loads: of everybody in these branches, or of these employees. */
export type Among = { branchIds: string[] } | { employeeIds: string[] }
/** Counted at this moment, or as it was kept last, at most ten minutes ago. */
export type LoadsAsked = Among & { kept: boolean; now: Date; closedSince: Date }

export type Load = {
  awaiting: number
  open: number
  overdue: number
  owed: number
  completed: number
  cancelled: number
}

const isAmong = (among: Among): RawBuilder<boolean> =>
  'branchIds' in among
    ? sql`employee.branch_id = ${anyOf(among.branchIds)}`
    : sql`employee.id = ${anyOf(among.employeeIds)}`

type Moments = Pick<LoadsAsked, 'now' | 'closedSince'>

/** What waits for each employee: adds to be verified, and follow-ups by state, closed ones since then; of leavers, those who have some. */
const countLoads = (among: RawBuilder<boolean>, { now, closedSince }: Moments) => sql`
  SELECT employee.id AS employee_id, waiting.awaiting, counted.* FROM employee
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS awaiting FROM add
    WHERE add.employee_id = employee.id AND add.verdict_status = 'awaiting'
  ) AS waiting
  CROSS JOIN LATERAL (
    SELECT (count(*) FILTER (WHERE follow_up.state = 'open'))::int AS open,
      (count(*) FILTER (WHERE follow_up.state = 'open' AND follow_up.due_at < ${now}))::int AS overdue,
      (count(*) FILTER (WHERE follow_up.state = 'open' AND follow_up.due_at < ${now} AND ${isGivenOut}))::int AS owed,
      (count(*) FILTER (WHERE follow_up.state = 'completed'))::int AS completed,
      (count(*) FILTER (WHERE follow_up.state = 'cancelled'))::int AS cancelled
    FROM follow_up WHERE follow_up.assignee_id = employee.id
      AND (follow_up.state = 'open' OR follow_up.closed_at >= ${closedSince})
  ) AS counted
  WHERE ${among} AND (employee.state = 'active' OR counted.open + counted.completed + counted.cancelled > 0)`

const loadsOf = (asked: LoadsAsked) => (asked.kept ? sql`member_load` : sql`(${countLoads(isAmong(asked), asked)})`)

export type LoadKey = { first: number; second: number; employeeId: string }
export type LoadPage = { after: LoadKey | null; limit: number }

const beyond = ({ after }: LoadPage, first: RawBuilder<number>, second: RawBuilder<number>) =>
  after
    ? sql`(-${first}, -${second}, load.employee_id) > (-${after.first}::int, -${after.second}::int, ${after.employeeId}::text)`
    : sql`true`

export type LoadedMember = MemberRow & Pick<Load, 'awaiting' | 'overdue'>

const overdue = sql<number>`load.overdue`
const awaiting = sql<number>`load.awaiting`
const open = sql<number>`load.open`

/** Who needs help first: by what is overdue, then by what waits, then by id; never by how much somebody has reached. */
export async function listMembers(reader: Reader, asked: LoadsAsked, page: LoadPage): Promise<LoadedMember[]> {
  const { rows } = await sql<LoadedMember>`
    SELECT employee.id, employee.name, employee.role, employee.branch_id, employee.joined_at, employee.left_at,
      EXISTS (SELECT 1 FROM branch_lead WHERE branch_lead.employee_id = employee.id) AS leads,
      load.awaiting, load.overdue
    FROM ${loadsOf(asked)} AS load JOIN employee ON employee.id = load.employee_id
    WHERE ${isAmong(asked)} AND employee.state = 'active' AND ${beyond(page, overdue, awaiting)}
    ORDER BY -load.overdue, -load.awaiting, load.employee_id LIMIT ${page.limit}`.execute(reader)
  return rows
}

/** `isGone`: left, or their account is disabled. */
export type Assignee = { employeeId: string; employeeName: string; isGone: boolean } & Omit<Load, 'awaiting' | 'owed'>

/** Follow-ups of each employee, who has left or not; nobody without any is there. */
export async function listAssignees(reader: Reader, asked: LoadsAsked, page: LoadPage): Promise<Assignee[]> {
  const { rows } = await sql<Assignee>`
    SELECT employee.id AS employee_id, employee.name AS employee_name,
      employee.state <> 'active' AS is_gone, load.open, load.overdue, load.completed, load.cancelled
    FROM ${loadsOf(asked)} AS load JOIN employee ON employee.id = load.employee_id
    WHERE ${isAmong(asked)} AND load.open + load.completed + load.cancelled > 0
      AND ${beyond(page, overdue, open)}
    ORDER BY -load.overdue, -load.open, load.employee_id LIMIT ${page.limit}`.execute(reader)
  return rows
}

export async function sumLoads(reader: Reader, asked: LoadsAsked): Promise<Load> {
  const { rows } = await sql<Load>`
    SELECT coalesce(sum(load.awaiting), 0)::int AS awaiting, coalesce(sum(load.open), 0)::int AS open,
      coalesce(sum(load.overdue), 0)::int AS overdue, coalesce(sum(load.owed), 0)::int AS owed, coalesce(sum(load.completed), 0)::int AS completed,
      coalesce(sum(load.cancelled), 0)::int AS cancelled
    FROM ${loadsOf(asked)} AS load JOIN employee ON employee.id = load.employee_id
    WHERE ${isAmong(asked)}`.execute(reader)
  return rows[0] ?? { awaiting: 0, open: 0, overdue: 0, owed: 0, completed: 0, cancelled: 0 }
}

/** Of the whole bank; writes only what has changed. */
export async function keepLoads(tx: Tx, moments: Moments): Promise<void> {
  await sql`SET LOCAL statement_timeout = '60s'`.execute(tx)
  await sql`
    WITH counted AS MATERIALIZED (${countLoads(sql`true`, moments)}), gone AS (
      DELETE FROM member_load WHERE NOT EXISTS (SELECT 1 FROM counted WHERE counted.employee_id = member_load.employee_id)
    )
    INSERT INTO member_load (employee_id, awaiting, open, overdue, owed, completed, cancelled)
    SELECT counted.employee_id, counted.awaiting, counted.open, counted.overdue, counted.owed, counted.completed, counted.cancelled
    FROM counted
    ON CONFLICT (employee_id) DO UPDATE SET awaiting = excluded.awaiting, open = excluded.open,
      overdue = excluded.overdue, owed = excluded.owed, completed = excluded.completed, cancelled = excluded.cancelled
    WHERE (member_load.awaiting, member_load.open, member_load.overdue, member_load.owed, member_load.completed, member_load.cancelled)
      IS DISTINCT FROM (excluded.awaiting, excluded.open, excluded.overdue, excluded.owed, excluded.completed, excluded.cancelled)`.execute(
    tx,
  )
}
