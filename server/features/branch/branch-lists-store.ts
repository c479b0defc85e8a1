import { sql, type RawBuilder } from 'kysely'
import { hasTalkedWith } from '../../conversation-store.ts'
import type { VerdictStatus } from '../../domain/add.ts'
import { startOfDay, type BusinessDay } from '../../domain/business-day.ts'
import type { PolicyParameters } from '../../domain/policy.ts'
import type { Reader } from '../../ports.ts'
import { anyOf } from './branch-store.ts'
import type { AddEntry } from './cohort-store.ts'
import type { Part } from './lead-scope.ts'

type Place = { after: { at: Date; id: string } | null; limit: number }
type Days = { from: BusinessDay | null; to: BusinessDay | null }

export type BranchAddRow = AddEntry & {
  addWay: number | null
  channel: string | null
  parameters: PolicyParameters | null
  verdictStatus: VerdictStatus
  verdictReason: string | null
  verdictSince: Date
  windowEndsAt: Date | null
}

type AddsAsked = Days & Place & { employeeId: string | null; status: VerdictStatus | null }

/** Adds that count for these branches, or for one of their employees, the newest first; days are half-open. */
export async function listBranchAdds(reader: Reader, part: Part, asked: AddsAsked): Promise<BranchAddRow[]> {
  const rows = reader
    .selectFrom(sql<{ id: string }>`(${newestAdds(part, asked)})`.as('newest'))
    .innerJoin('add', 'add.id', 'newest.id')
    .innerJoin('contact', 'contact.id', 'add.contactId')
    .innerJoin('employee', 'employee.id', 'add.employeeId')
    .leftJoin('relationProfile as profile', (join) =>
      join.onRef('profile.employeeId', '=', 'add.employeeId').onRef('profile.contactId', '=', 'add.contactId'),
    )
    .leftJoin('targetPolicy as policy', 'policy.id', 'add.policyId')
    .select(['add.id', 'add.startedAt', 'contact.id as contactId', 'contact.name as contactName'])
    .select(['contact.avatar as contactAvatar', 'employee.id as employeeId', 'employee.name as employeeName'])
    .select(['profile.addWay', 'profile.channel', 'policy.parameters'])
    .select(['add.verdictStatus', 'add.verdictReason', 'add.verdictSince', 'add.windowEndsAt'])
  const theirs =
    asked.employeeId === null ? rows : rows.where(sql<boolean>`employee.branch_id = ${anyOf(part.branchIds)}`)
  return await theirs.orderBy('add.startedAt', 'desc').orderBy('add.id', 'desc').limit(asked.limit).execute()
}

/** Branch by branch where they are few: among the newest of the whole bank those of one branch may be far apart. */
function newestAdds({ branchIds, isLarge }: Part, { employeeId, from, to, status, after, limit }: AddsAsked) {
  const conditions = [
    sql`add.verdict_reason IS DISTINCT FROM 'before-counting'`,
    ...(from ? [sql`add.started_at >= ${startOfDay(from)}`] : []),
    ...(to ? [sql`add.started_at < ${startOfDay(to)}`] : []),
    ...(status ? [sql`add.verdict_status = ${status}`] : []),
    ...(after ? [sql`(add.started_at, add.id) < (${after.at}::timestamptz, ${after.id}::text)`] : []),
  ]
  const newestOf = (whose: RawBuilder<unknown>) => sql`
    SELECT add.id FROM add WHERE ${whose} AND ${sql.join(conditions, sql` AND `)}
    ORDER BY add.started_at DESC, add.id DESC LIMIT ${limit}`
  if (employeeId !== null) return newestOf(sql`add.employee_id = ${employeeId}`)
  if (isLarge) return newestOf(sql`add.branch_id = ${anyOf(branchIds)}`)
  return sql`
    SELECT newest.id FROM unnest(${branchIds}::text[]) AS part (branch_id)
    CROSS JOIN LATERAL (${newestOf(sql`add.branch_id = part.branch_id`)}) AS newest`
}

export type BranchCreditRow = {
  id: string
  day: BusinessDay
  earnedDay: BusinessDay
  amount: 1 | -1
  reason: string
  recordedAt: Date
  addId: string
  contactId: string
  contactName: string
  contactAvatar: string
  employeeId: string
  employeeName: string
}

/** Entries of the ledger for these branches, booked (`day`) or earned in these days, the latest first. `id` tells them apart and is no subject. */
export async function listBranchCredits(
  reader: Reader,
  branchIds: string[],
  {
    by,
    days: { from, to },
    after,
    limit,
  }: Place & {
    by: 'day' | 'earnedDay'
    days: { from: BusinessDay; to: BusinessDay }
  },
): Promise<BranchCreditRow[]> {
  let rows = reader
    .selectFrom('credit')
    .innerJoin('add', 'add.id', 'credit.addId')
    .innerJoin('contact', 'contact.id', 'add.contactId')
    .innerJoin('employee', 'employee.id', 'credit.employeeId')
    .select(sql<string>`md5(credit.subject || '|' || credit.step::text)`.as('id'))
    .select(['credit.day', 'credit.earnedDay', 'credit.amount', 'credit.reason', 'credit.recordedAt', 'credit.addId'])
    .select(['contact.id as contactId', 'contact.name as contactName', 'contact.avatar as contactAvatar'])
    .select(['employee.id as employeeId', 'employee.name as employeeName'])
    .where('credit.branchId', '=', anyOf(branchIds))
    .where('credit.day', '>=', from)
    .where(`credit.${by}`, '>=', from)
    .where(`credit.${by}`, '<', to)
  if (after)
    rows = rows.where(
      sql<boolean>`(credit.recorded_at, md5(credit.subject || '|' || credit.step::text))
        < (${after.at}::timestamptz, ${after.id}::text)`,
    )
  return await rows.orderBy('credit.recordedAt', 'desc').orderBy('id', 'desc').limit(limit).execute()
}

export type UncaredRow = {
  contactId: string
  contactName: string
  contactAvatar: string
  since: Date
  employees: { id: string; name: string }[]
}

/** The contacts that `countUncaredFor` counts, those verified longest ago first, each once with the employees who have them. */
export async function listUncared(reader: Reader, branchIds: string[], { after, limit }: Place): Promise<UncaredRow[]> {
  const beyond = after
    ? sql`(verification.since, verification.contact_id) > (${after.at}::timestamptz, ${after.id}::text)`
    : sql`true`
  const { rows } = await sql<UncaredRow>`
    WITH related AS MATERIALIZED (
      SELECT relation.contact_id,
        jsonb_agg(jsonb_build_object('id', employee.id, 'name', employee.name) ORDER BY employee.id) AS employees
      FROM employee JOIN relation ON relation.employee_id = employee.id AND relation.ended_at IS NULL
      WHERE employee.branch_id = ${anyOf(branchIds)} AND employee.state = 'active'
        AND NOT EXISTS (SELECT 1 FROM add WHERE add.employee_id = relation.employee_id
          AND add.contact_id = relation.contact_id AND add.private_at IS NOT NULL)
      GROUP BY relation.contact_id
    )
    SELECT contact.id AS contact_id, contact.name AS contact_name, contact.avatar AS contact_avatar,
      verification.since, related.employees
    FROM related
    JOIN verification ON verification.contact_id = related.contact_id AND verification.state = 'verified'
    JOIN contact ON contact.id = related.contact_id
    WHERE ${beyond} AND NOT ${hasTalkedWith('related.contactId')}
    ORDER BY verification.since, verification.contact_id LIMIT ${limit}`.execute(reader)
  return rows
}

/** As `listUncared`, from those that were kept last and are still uncared for. */
export async function listKeptUncared(
  reader: Reader,
  branchIds: string[],
  { after, limit }: Place,
): Promise<UncaredRow[]> {
  const beyond = after ? sql`(kept.since, kept.contact_id) > (${after.at}::timestamptz, ${after.id}::text)` : sql`true`
  const { rows } = await sql<UncaredRow>`
    SELECT picked.contact_id, contact.name AS contact_name, contact.avatar AS contact_avatar, picked.since, (
      SELECT coalesce(jsonb_agg(jsonb_build_object('id', employee.id, 'name', employee.name) ORDER BY employee.id), '[]')
      FROM relation JOIN employee ON employee.id = relation.employee_id AND employee.state = 'active'
      WHERE relation.contact_id = picked.contact_id AND relation.ended_at IS NULL
        AND employee.branch_id = ${anyOf(branchIds)}
        AND NOT EXISTS (SELECT 1 FROM add WHERE add.employee_id = relation.employee_id
          AND add.contact_id = relation.contact_id AND add.private_at IS NOT NULL)
    ) AS employees
    FROM (
      SELECT kept.contact_id, kept.since FROM uncared_contact AS kept
      WHERE kept.branches && ${branchIds}::text[] AND ${beyond}
        AND NOT ${hasTalkedWith('kept.contactId')}
      ORDER BY kept.since, kept.contact_id LIMIT ${limit}
    ) AS picked
    JOIN contact ON contact.id = picked.contact_id
    ORDER BY picked.since, picked.contact_id`.execute(reader)
  return rows
}
