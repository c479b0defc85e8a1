import { sql } from 'kysely'
import type { VerificationState } from '../../domain/verification.ts'
import type { Reader } from '../../ports.ts'

export type BranchContactRow = {
  contactId: string
  contactName: string
  contactAvatar: string
  employeeId: string
  employeeName: string
  state: VerificationState
  addedAt: Date
  openFollowUps: number
  /** Whether anybody looks after the contact: a follow-up is open or was done. */
  caredFor: boolean
}
export type BranchContactKey = { caredFor: boolean; addedAt: Date; contactId: string; employeeId: string }

/** Contacts with a live relation to one of these employees: those nobody has looked after first, the oldest relation before. */
export async function listBranchContacts(
  reader: Reader,
  employeeIds: string[],
  after: BranchContactKey | null,
  limit: number,
): Promise<BranchContactRow[]> {
  const rows = reader
    .selectFrom('relation')
    .innerJoin('contact', 'contact.id', 'relation.contactId')
    .innerJoin('employee', 'employee.id', 'relation.employeeId')
    .leftJoin('verification', 'verification.contactId', 'relation.contactId')
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
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('followUp')
          .select('followUp.id')
          .whereRef('followUp.contactId', '=', 'relation.contactId')
          .where('followUp.state', '!=', 'cancelled')
          .where('followUp.closedItself', '=', false),
      ).as('caredFor'),
    )
    .where('relation.employeeId', 'in', employeeIds)
    .where('relation.endedAt', 'is', null)
    .as('row')
  let page = reader.selectFrom(rows).selectAll()
  if (after) {
    const { caredFor, addedAt, contactId, employeeId } = after
    page = page.where(
      sql<boolean>`("cared_for", "added_at", "contact_id", "employee_id") > (${caredFor}::boolean, ${addedAt}::timestamptz, ${contactId}::text, ${employeeId}::text)`,
    )
  }
  const found = await page
    .orderBy('caredFor')
    .orderBy('addedAt')
    .orderBy('contactId')
    .orderBy('employeeId')
    .limit(limit)
    .execute()
  return found.map((row) => ({ ...row, openFollowUps: row.openFollowUps ?? 0, caredFor: Boolean(row.caredFor) }))
}
