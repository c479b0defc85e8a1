import { sql } from 'kysely'
import type { BusinessDay } from '../../domain/business-day.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import type { Reader } from '../../ports.ts'

export type Branch = { id: string; name: string; parentId: string | null; position: number }
export type MemberRow = {
  id: string
  name: string
  role: 'teller' | 'accountManager'
  branchId: string
  leads: boolean
  joinedAt: Date | null
  leftAt: Date | null
}

/** One parameter however many there are: a bank has more branches and employees than a statement takes parameters. */
export const anyOf = (ids: string[]) => sql<string>`ANY(${ids})`

/** The branch with all below it, nearest first; empty unless it is within the actor's scope. */
export async function readSubtree(reader: Reader, actor: EmployeeActor, branchId: string): Promise<Branch[]> {
  return actor.scope.includes(branchId) ? readBelow(reader, branchId) : []
}

/** As `readSubtree`, and for an operator any branch: the sums of the whole bank are theirs to read. */
export async function readSubtreeForSums(reader: Reader, actor: EmployeeActor, branchId: string): Promise<Branch[]> {
  return actor.roles.includes('operator') ? readBelow(reader, branchId) : readSubtree(reader, actor, branchId)
}

/** The branch with all below it, for nobody in particular. */
export async function readBelow(reader: Reader, branchId: string): Promise<Branch[]> {
  const { rows } = await sql<Branch>`
    WITH RECURSIVE below AS (
      SELECT branch.id, branch.name, branch.parent_id, branch.position FROM branch
      WHERE branch.id = ${branchId} AND branch.removed_at IS NULL
      UNION
      SELECT branch.id, branch.name, branch.parent_id, branch.position FROM branch
      JOIN below ON branch.parent_id = below.id WHERE branch.removed_at IS NULL
    )
    SELECT below.id, below.name, below.parent_id, below.position FROM below`.execute(reader)
  return rows
}

export async function countMembers(reader: Reader, branchIds: string[]): Promise<number> {
  const { count } = await membersIn(reader, branchIds)
    .select((all) => all.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** In the order of their ids, of one employee alone when told. */
export async function readMemberIds(
  reader: Reader,
  branchIds: string[],
  { employeeId, limit }: { employeeId: string | null; limit: number },
): Promise<string[]> {
  const members = membersIn(reader, branchIds).select('employee.id').orderBy('employee.id').limit(limit)
  const rows = await (employeeId === null ? members : members.where('employee.id', '=', employeeId)).execute()
  return rows.map(({ id }) => id)
}

const membersIn = (reader: Reader, branchIds: string[]) =>
  reader.selectFrom('employee').where('employee.branchId', '=', anyOf(branchIds)).where('employee.state', '=', 'active')

/** Everybody of the bank, branch by branch; `after` is who came last. */
export async function readNextMembers(
  reader: Reader,
  after: { branchId: string; id: string },
  limit: number,
): Promise<MemberRow[]> {
  const rows = await memberRows(reader)
    .where(sql<boolean>`(employee.branch_id, employee.id) > (${after.branchId}::text, ${after.id}::text)`)
    .orderBy('employee.branchId')
    .orderBy('employee.id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...row, leads: Boolean(row.leads) }))
}

/** In the order of their ids; `after` is who came last. */
export async function readMembersIn(
  reader: Reader,
  branchIds: string[],
  { after, limit }: { after: string; limit: number },
): Promise<MemberRow[]> {
  const rows = await memberRows(reader)
    .where('employee.branchId', '=', anyOf(branchIds))
    .where('employee.id', '>', after)
    .orderBy('employee.id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...row, leads: Boolean(row.leads) }))
}

const memberRows = (reader: Reader) =>
  reader
    .selectFrom('employee')
    .select(['employee.id', 'employee.name', 'employee.role'])
    .select(['employee.branchId', 'employee.joinedAt', 'employee.leftAt'])
    .select((is) =>
      is
        .exists(
          is
            .selectFrom('branchLead')
            .select('branchLead.branchId')
            .whereRef('branchLead.employeeId', '=', 'employee.id'),
        )
        .as('leads'),
    )
    .where('employee.state', '=', 'active')

export type DaySums = { effective: number; added: number }

/** What the ledger's kept sums say of the day for these branches, and the adds that began on it. */
export async function readDaySums(
  reader: Reader,
  branchIds: string[],
  day: BusinessDay,
  [from, to]: [Date, Date],
): Promise<DaySums> {
  const kept = await reader
    .selectFrom('branchSum')
    .select(sql<number>`coalesce(sum(gained - lost), 0)::int`.as('effective'))
    .where('branchId', '=', anyOf(branchIds))
    .where('day', '=', day)
    .executeTakeFirstOrThrow()
  const adds = await reader
    .selectFrom('add')
    .select((count) => count.fn.countAll<number>().as('added'))
    .where('branchId', '=', anyOf(branchIds))
    .where('startedAt', '>=', from)
    .where('startedAt', '<', to)
    .where('verdictReason', 'is distinct from', 'before-counting')
    .executeTakeFirstOrThrow()
  return { effective: kept.effective, added: adds.added }
}

/** The ledger's sum of each employee on the day. */
export function sumCredits(
  reader: Reader,
  employeeIds: string[],
  day: BusinessDay,
): Promise<{ employeeId: string; count: number }[]> {
  return reader
    .selectFrom('creditSum')
    .select(['employeeId', sql<number>`sum(gained - lost)::int`.as('count')])
    .where('employeeId', '=', anyOf(employeeIds))
    .where('day', '=', day)
    .groupBy('employeeId')
    .execute()
}

/** What was earned on these days, incl. what was decided later, from the sums that the ledger keeps. */
export async function sumEarned(
  reader: Reader,
  branchIds: string[],
  { from, to }: { from: BusinessDay; to: BusinessDay },
): Promise<number> {
  const { earned } = await reader
    .selectFrom('branchSum')
    .select(sql<number>`coalesce(sum(gained - lost), 0)::int`.as('earned'))
    .where('branchId', '=', anyOf(branchIds))
    // Nothing is booked before the day it was earned on.
    .where('day', '>=', from)
    .where('earnedDay', '>=', from)
    .where('earnedDay', '<', to)
    .executeTakeFirstOrThrow()
  return earned
}
