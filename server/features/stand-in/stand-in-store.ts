import { sql } from 'kysely'
import type { BusinessDay } from '../../domain/business-day.ts'
import type { Reader, Tx } from '../../ports.ts'

const MOST_SHOWN = 50

const rowsOf = (reader: Reader) =>
  reader
    .selectFrom('standIn')
    .leftJoin('employee as lead', 'lead.id', 'standIn.leadId')
    .leftJoin('employee as deputy', 'deputy.id', 'standIn.deputyId')
    .leftJoin('branch', 'branch.id', 'lead.branchId')
    .selectAll('standIn')
    .select(['branch.id as branchId', 'branch.name as branchName'])
    .select((is) => is.fn.coalesce('lead.name', 'standIn.leadId').as('leadName'))
    .select((is) => is.fn.coalesce('deputy.name', 'standIn.deputyId').as('deputyName'))

export type StandInRow = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]

/** Those the employee entered and those in which they stand in, the latest first. */
export function listStandIns(reader: Reader, employeeId: string): Promise<StandInRow[]> {
  return rowsOf(reader)
    .where((is) => is.or([is('leadId', '=', employeeId), is('deputyId', '=', employeeId)]))
    .orderBy('firstDay', 'desc')
    .orderBy('standIn.id', 'desc')
    .limit(MOST_SHOWN)
    .execute()
}

export function findStandIn(reader: Reader, id: string): Promise<StandInRow | undefined> {
  return rowsOf(reader).where('standIn.id', '=', id).executeTakeFirst()
}

/** Their own ones that have not ended and last until `today` or longer. */
export function readHolding(
  reader: Reader,
  leadId: string,
  today: BusinessDay,
): Promise<{ firstDay: BusinessDay; lastDay: BusinessDay }[]> {
  return reader
    .selectFrom('standIn')
    .select(['firstDay', 'lastDay'])
    .where('leadId', '=', leadId)
    .where('endedAt', 'is', null)
    .where('lastDay', '>=', today)
    .execute()
}

/** Two entered at once by one lead see each other. */
export async function lockLead(tx: Tx, leadId: string): Promise<void> {
  await tx.selectFrom('employee').select('id').where('id', '=', leadId).forUpdate().execute()
}

/** The branches this employee leads by the directory, with all below; what somebody else's stand-in lends is not among them. */
export async function readOwnScope(reader: Reader, leadId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    WITH RECURSIVE led AS (
      SELECT branch.id FROM branch JOIN branch_lead ON branch_lead.branch_id = branch.id
      WHERE branch_lead.employee_id = ${leadId} AND branch.removed_at IS NULL
      UNION
      SELECT below.id FROM branch AS below JOIN led ON below.parent_id = led.id WHERE below.removed_at IS NULL
    )
    SELECT led.id FROM led`.execute(reader)
  return rows.map(({ id }) => id)
}

export async function isActiveIn(reader: Reader, employeeId: string, branchIds: string[]): Promise<boolean> {
  const found = await reader
    .selectFrom('employee')
    .select('id')
    .where('id', '=', employeeId)
    .where('state', '=', 'active')
    .where('branchId', '=', sql<string>`ANY(${branchIds})`)
    .executeTakeFirst()
  return found !== undefined
}

export type NewStandIn = {
  id: string
  leadId: string
  deputyId: string
  firstDay: BusinessDay
  lastDay: BusinessDay
  enteredBy: string
  enteredAt: Date
}

export async function insertStandIn(tx: Tx, row: NewStandIn): Promise<void> {
  await tx
    .insertInto('standIn')
    .values({ ...row, endedBy: null, endedAt: null })
    .execute()
}

export async function markEnded(tx: Tx, id: string, endedBy: string, endedAt: Date): Promise<void> {
  await tx.updateTable('standIn').set({ endedBy, endedAt }).where('id', '=', id).where('endedAt', 'is', null).execute()
}
