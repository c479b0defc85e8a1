import { sql } from 'kysely'
import { isLookedAfter } from '../../conversation-store.ts'
import type { VerificationState } from '../../domain/verification.ts'
import type { Reader } from '../../ports.ts'
import { anyOf } from './branch-store.ts'

export type BranchContactRow = {
  contactId: string
  contactName: string
  contactAvatar: string
  employeeId: string
  employeeName: string
  state: VerificationState
  addedAt: Date
  openFollowUps: number
  isPrivate: boolean
  /** How much the contact waits for somebody: 0 verified and nobody looks after them, 1 nobody looks after them, 2 somebody does or did, or they are private; 0 for all that are not ranked. */
  rank: number
}
export type BranchContactKey = { rank: number; addedAt: Date; contactId: string; employeeId: string }

const waitRank = sql<number>`CASE
  WHEN ${isLookedAfter('relation.contactId')} THEN 2
  WHEN add.private_at IS NOT NULL THEN 2
  WHEN verification.state = 'verified' THEN 0
  ELSE 1 END`

export type BranchContactsAsked = {
  employeeId: string | null
  /** Those nobody has looked after first, for which every one of them is looked at. */
  ranked: boolean
  after: BranchContactKey | null
  limit: number
}

/** Contacts with a live relation to an employee of these branches, the newest relation first within a rank. */
export async function listBranchContacts(
  reader: Reader,
  branchIds: string[],
  { employeeId, ranked, after, limit }: BranchContactsAsked,
): Promise<BranchContactRow[]> {
  const rows = reader
    .selectFrom('relation')
    .innerJoin('contact', 'contact.id', 'relation.contactId')
    .innerJoin('employee', 'employee.id', 'relation.employeeId')
    .leftJoin('verification', 'verification.contactId', 'relation.contactId')
    .leftJoin('add', (join) =>
      join.onRef('add.employeeId', '=', 'relation.employeeId').onRef('add.contactId', '=', 'relation.contactId'),
    )
    .select(['contact.id as contactId', 'contact.name as contactName', 'contact.avatar as contactAvatar'])
    .select(['employee.id as employeeId', 'employee.name as employeeName', 'relation.startedAt as addedAt'])
    .select((one) => one.fn.coalesce('verification.state', sql.lit<VerificationState>('none')).as('state'))
    .select(({ selectFrom }) =>
      selectFrom('followUp')
        .select((count) => count.fn.countAll<number>().as('count'))
        .whereRef('followUp.contactId', '=', 'relation.contactId')
        .whereRef('followUp.assigneeId', '=', 'relation.employeeId')
        .where('followUp.state', '=', 'open')
        .as('openFollowUps'),
    )
    .select((one) => one('add.privateAt', 'is not', null).as('isPrivate'))
    .select(ranked ? waitRank.as('rank') : sql.lit(0).as('rank'))
    .where('employee.branchId', '=', anyOf(branchIds))
    .where('employee.state', '=', 'active')
    .where('relation.endedAt', 'is', null)
  const asked = employeeId === null ? rows : rows.where('relation.employeeId', '=', employeeId)
  let page = reader.selectFrom(asked.as('row')).selectAll()
  if (after) {
    const { rank, addedAt, contactId } = after
    page = page.where(
      sql<boolean>`("rank" > ${rank}::int OR ("rank" = ${rank}::int AND
        ("added_at", "contact_id", "employee_id") < (${addedAt}::timestamptz, ${contactId}::text, ${after.employeeId}::text)))`,
    )
  }
  const found = await page
    .orderBy('rank')
    .orderBy('addedAt', 'desc')
    .orderBy('contactId', 'desc')
    .orderBy('employeeId', 'desc')
    .limit(limit)
    .execute()
  return found.map((row) => ({ ...row, openFollowUps: row.openFollowUps ?? 0, isPrivate: Boolean(row.isPrivate) }))
}
