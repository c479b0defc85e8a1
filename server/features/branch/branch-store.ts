import { sql } from 'kysely'
import type { BusinessDay } from '../../domain/business-day.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import type { Reader } from '../../ports.ts'

export type Branch = { id: string; name: string; parentId: string | null }
export type MemberRow = {
  id: string
  name: string
  role: 'teller' | 'accountManager'
  branchId: string
  leads: boolean
  joinedAt: Date | null
  leftAt: Date | null
}

/** The branch with all below it, nearest first; empty unless it is within the actor's scope. */
export async function readSubtree(reader: Reader, actor: EmployeeActor, branchId: string): Promise<Branch[]> {
  return actor.scope.includes(branchId) ? readBelow(reader, branchId) : []
}

/** As `readSubtree`, and for an operator any branch: the sums of the whole bank are theirs to read. */
export async function readSubtreeForSums(reader: Reader, actor: EmployeeActor, branchId: string): Promise<Branch[]> {
  return actor.roles.includes('operator') ? readBelow(reader, branchId) : readSubtree(reader, actor, branchId)
}

async function readBelow(reader: Reader, branchId: string): Promise<Branch[]> {
  const { rows } = await sql<Branch>`
    WITH RECURSIVE below AS (
      SELECT branch.id, branch.name, branch.parent_id FROM branch
      WHERE branch.id = ${branchId} AND branch.removed_at IS NULL
      UNION
      SELECT branch.id, branch.name, branch.parent_id FROM branch
      JOIN below ON branch.parent_id = below.id WHERE branch.removed_at IS NULL
    )
    SELECT below.id, below.name, below.parent_id FROM below`.execute(reader)
  return rows
}

export async function readMembers(reader: Reader, branchIds: string[]): Promise<MemberRow[]> {
  const rows = await reader
    .selectFrom('employee')
    .select([
      'employee.id',
      'employee.name',
      'employee.role',
      'employee.branchId',
      'employee.joinedAt',
      'employee.leftAt',
    ])
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
    .where('employee.branchId', 'in', branchIds)
    .where('employee.state', '=', 'active')
    .orderBy('employee.id')
    .execute()
  return rows.map((row) => ({ ...row, leads: Boolean(row.leads) }))
}

export type DaySums = { effective: number; added: number }

/** The ledger's sum booked on the day for these branches, and the adds that began on it. */
export async function readDaySums(
  reader: Reader,
  branchIds: string[],
  day: BusinessDay,
  [from, to]: [Date, Date],
): Promise<DaySums> {
  const credits = await reader
    .selectFrom('credit')
    .select((sum) => sum.fn.coalesce(sum.fn.sum<number>('amount'), sql<number>`0`).as('effective'))
    .where('branchId', 'in', branchIds)
    .where('day', '=', day)
    .executeTakeFirstOrThrow()
  const adds = await reader
    .selectFrom('add')
    .select((count) => count.fn.countAll<number>().as('added'))
    .where('branchId', 'in', branchIds)
    .where('startedAt', '>=', from)
    .where('startedAt', '<', to)
    .where('verdictReason', 'is distinct from', 'before-counting')
    .executeTakeFirstOrThrow()
  return { effective: credits.effective, added: adds.added }
}

type Count = { employeeId: string; count: number }

/** The ledger's sum of each employee on the day. */
export function sumCredits(reader: Reader, employeeIds: string[], day: BusinessDay): Promise<Count[]> {
  return reader
    .selectFrom('credit')
    .select((sum) => ['employeeId', sum.fn.sum<number>('amount').as('count')])
    .where('employeeId', 'in', employeeIds)
    .where('day', '=', day)
    .groupBy('employeeId')
    .execute()
}

export function countAwaiting(reader: Reader, employeeIds: string[]): Promise<Count[]> {
  return reader
    .selectFrom('add')
    .select((count) => ['employeeId', count.fn.countAll<number>().as('count')])
    .where('employeeId', 'in', employeeIds)
    .where('verdictStatus', '=', 'awaiting')
    .groupBy('employeeId')
    .execute()
}

export function countOverdue(reader: Reader, employeeIds: string[], now: Date): Promise<Count[]> {
  return reader
    .selectFrom('followUp')
    .select((count) => ['assigneeId as employeeId', count.fn.countAll<number>().as('count')])
    .where('assigneeId', 'in', employeeIds)
    .where('state', '=', 'open')
    .where('dueAt', '<', now)
    .groupBy('assigneeId')
    .execute()
}

export async function countUndelivered(reader: Reader, employeeIds: string[]): Promise<number> {
  const { count } = await reader
    .selectFrom('notice')
    .innerJoin('followUp', 'followUp.id', 'notice.followUpId')
    .select((all) => all.fn.countAll<number>().as('count'))
    .where('notice.employeeId', 'in', employeeIds)
    .where('notice.state', '=', 'refused')
    .where('followUp.state', '=', 'open')
    .executeTakeFirstOrThrow()
  return count
}

/** Verified contacts of these employees, private ones left out, for whom no follow-up is open and none was ever done by somebody. */
export async function countUncaredFor(reader: Reader, employeeIds: string[]): Promise<number> {
  const { count } = await reader
    .selectFrom('verification')
    .select((all) => all.fn.countAll<number>().as('count'))
    .where('verification.state', '=', 'verified')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('relation')
          .select('relation.contactId')
          .whereRef('relation.contactId', '=', 'verification.contactId')
          .where('relation.employeeId', 'in', employeeIds)
          .where('relation.endedAt', 'is', null)
          .where(({ not: isNot, exists: marked, selectFrom: from }) =>
            isNot(
              marked(
                from('add')
                  .select('add.id')
                  .whereRef('add.employeeId', '=', 'relation.employeeId')
                  .whereRef('add.contactId', '=', 'relation.contactId')
                  .where('add.privateAt', 'is not', null),
              ),
            ),
          ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('followUp')
            .select('followUp.id')
            .whereRef('followUp.contactId', '=', 'verification.contactId')
            .where('followUp.state', '!=', 'cancelled')
            .where('followUp.closedItself', '=', false),
        ),
      ),
    )
    .executeTakeFirstOrThrow()
  return count
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
    .where('branchId', 'in', branchIds)
    // Nothing is booked before the day it was earned on.
    .where('day', '>=', from)
    .where('earnedDay', '>=', from)
    .where('earnedDay', '<', to)
    .executeTakeFirstOrThrow()
  return earned
}
