import { sql } from 'kysely'
import type { Reader, Tx } from '../../ports.ts'

export type JoinerRow = {
  id: string
  name: string
  branchId: string
  branchName: string
  foundAt: Date | null
  joinedAt: Date | null
  leftAt: Date | null
}

const rows = (reader: Reader) =>
  reader
    .selectFrom('employee')
    .leftJoin('branch', 'branch.id', 'employee.branchId')
    .select(['employee.id', 'employee.name', 'employee.branchId', 'employee.foundAt', 'employee.joinedAt'])
    .select(['employee.leftAt', sql<string>`coalesce(branch.name, employee.branch_id)`.as('branchName')])

/** Whoever was found later and has no joining day, or has joined since then, as long as they are there. */
export async function readJoiners(reader: Reader, since: Date, limit: number): Promise<JoinerRow[]> {
  return await rows(reader)
    .where('employee.state', '!=', 'left')
    .where(({ eb, and, or }) =>
      or([
        and([eb('employee.joinedAt', 'is', null), eb('employee.foundAt', 'is not', null)]),
        eb('employee.joinedAt', '>=', since),
      ]),
    )
    .orderBy(sql`coalesce(employee.found_at, employee.joined_at) DESC`)
    .orderBy('employee.id')
    .limit(limit)
    .execute()
}

export function findJoiner(reader: Reader, id: string): Promise<JoinerRow | undefined> {
  return rows(reader).where('employee.id', '=', id).executeTakeFirst()
}

/** Locks the row until the transaction ends. */
export async function lockEmployee(tx: Tx, id: string): Promise<void> {
  await tx.selectFrom('employee').select('id').where('id', '=', id).forUpdate().execute()
}

export async function saveJoined(tx: Tx, id: string, joinedAt: Date | null, updatedAt: Date): Promise<void> {
  await tx.updateTable('employee').set({ joinedAt, updatedAt }).where('id', '=', id).execute()
}
