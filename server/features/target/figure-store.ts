import { sql } from 'kysely'
import type { BusinessDay } from '../../domain/business-day.ts'
import type { Reader } from '../../ports.ts'
import type { DayRange } from './book-store.ts'

export type FigureEntry = {
  addId: string
  contactId: string | null
  contactName: string | null
  amount: number
  day: BusinessDay
  earnedDay: BusinessDay
  reason: string
}

/** As many as a policy may ask for in a month; who has more reads how many there are. */
const MOST = 500

/** The employee's entries of the ledger, the newest first; a contact who is with somebody else now has no name. */
export async function readFigureEntries(
  reader: Reader,
  employeeId: string,
  column: 'day' | 'earnedDay',
  { from, to }: DayRange,
): Promise<FigureEntry[]> {
  return await reader
    .selectFrom('credit')
    .leftJoin('add', (join) => join.onRef('add.id', '=', 'credit.addId').on('add.employeeId', '=', employeeId))
    .leftJoin('contact', 'contact.id', 'add.contactId')
    .select(['credit.addId', 'contact.id as contactId', 'contact.name as contactName'])
    .select(['credit.amount', 'credit.day', 'credit.earnedDay', 'credit.reason'])
    .where('credit.employeeId', '=', employeeId)
    .where(`credit.${column}`, '>=', from)
    .where(`credit.${column}`, '<', to)
    .orderBy('credit.recordedAt', 'desc')
    .orderBy('credit.subject')
    .orderBy('credit.step', 'desc')
    .limit(MOST)
    .execute()
}

/** Names of these branches by their ids. */
export async function readBranchNames(reader: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string }>`
    SELECT branch.id, branch.name FROM branch WHERE branch.id = ANY(${ids})`.execute(reader)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
