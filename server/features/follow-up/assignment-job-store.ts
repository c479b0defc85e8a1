import { sql, type Insertable, type RawBuilder, type Selectable } from 'kysely'
import type { EmployeeActor } from '../../domain/employee.ts'
import type { SkipReason } from '../../domain/follow-up-assignment.ts'
import type { AssignmentTable } from '../../follow-up-tables.ts'
import type { Reader, Tx } from '../../ports.ts'
import { isOfReach } from './assignment-sums-store.ts'
import { anyOf, inReach } from './assignment-store.ts'

export type AssignmentRow = Selectable<AssignmentTable>
export type NamedAssignment = AssignmentRow & { makerName: string | null }
export type Outcome = { contactId: string; followUpId: string | null; skipped: SkipReason | null }

export async function insertAssignment(tx: Tx, row: Insertable<AssignmentTable>): Promise<void> {
  await tx.insertInto('assignment').values(row).execute()
}

/** The contacts of an assignment, fixed from now on. */
export async function insertContacts(tx: Tx, assignmentId: string, contactIds: readonly string[]): Promise<void> {
  await sql`
    INSERT INTO assignment_contact (assignment_id, contact_id)
    SELECT ${assignmentId}, contact_id FROM unnest(${[...contactIds]}::text[]) AS contact_id`.execute(tx)
}

/** What became of some of its contacts. */
export async function noteOutcomes(tx: Tx, assignmentId: string, outcomes: readonly Outcome[]): Promise<void> {
  await sql`
    UPDATE assignment_contact SET follow_up_id = one.value ->> 'followUpId', skipped = one.value ->> 'skipped'
    FROM jsonb_array_elements(${JSON.stringify(outcomes)}::jsonb) AS one
    WHERE assignment_contact.assignment_id = ${assignmentId}
      AND assignment_contact.contact_id = one.value ->> 'contactId'`.execute(tx)
}

export function readAssignment(reader: Reader, id: string): Promise<AssignmentRow | undefined> {
  return reader.selectFrom('assignment').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Until the transaction ends nobody else works on this assignment. */
export function lockAssignment(tx: Tx, id: string): Promise<AssignmentRow | undefined> {
  return tx.selectFrom('assignment').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function updateAssignment(
  tx: Tx,
  id: string,
  change: Partial<Pick<AssignmentRow, 'state' | 'finishedAt' | 'undoneAt' | 'undoneBy'>>,
): Promise<void> {
  await tx.updateTable('assignment').set(change).where('id', '=', id).execute()
}

/** The oldest first. */
export async function findUnfinished(reader: Reader): Promise<string[]> {
  const rows = await reader
    .selectFrom('assignment')
    .select('id')
    .where('state', 'in', ['running', 'undoing'])
    .orderBy('createdAt')
    .execute()
  return rows.map(({ id }) => id)
}

/** Contacts nobody has looked at yet, in their order. */
export async function readWaiting(reader: Reader, assignmentId: string, limit: number): Promise<string[]> {
  const rows = await reader
    .selectFrom('assignmentContact')
    .select('contactId')
    .where('assignmentId', '=', assignmentId)
    .where('followUpId', 'is', null)
    .where('skipped', 'is', null)
    .orderBy('contactId')
    .limit(limit)
    .execute()
  return rows.map(({ contactId }) => contactId)
}

/** Contacts that running assignments of this employee have still to look at. */
export async function countWaitingOf(reader: Reader, employeeId: string): Promise<number> {
  const { count } = await reader
    .selectFrom('assignment')
    .innerJoin('assignmentContact', 'assignmentContact.assignmentId', 'assignment.id')
    .select((all) => all.fn.countAll<number>().as('count'))
    .where('assignment.createdBy', '=', employeeId)
    .where('assignment.state', '=', 'running')
    .where('assignmentContact.followUpId', 'is', null)
    .where('assignmentContact.skipped', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

/** Those made in the branches they lead, as far as any of it is theirs, and their own as long as nobody out of their reach was given any of it. */
function visible(reader: Reader, actor: EmployeeActor) {
  const ofReach = isOfReach(reader, actor)
  const theirs = sql<boolean>`follow_up.assignee_id IN (${inReach(reader, actor)})`
  const others = sql<boolean>`follow_up.assignee_id NOT IN (${inReach(reader, actor)})`
  return reader
    .selectFrom('assignment')
    .leftJoin('employee', 'employee.id', 'assignment.createdBy')
    .selectAll('assignment')
    .select('employee.name as makerName')
    .where((is) =>
      is.or([
        is.and([
          is('assignment.branchId', '=', anyOf(actor.scope)),
          is.or([hasMade(ofReach), hasHandedOn(theirs), is.not(is.or([hasMade(all), hasHandedOn(all)]))]),
        ]),
        is.and([is('assignment.createdBy', '=', actor.id), is.not(is.or([hasMade(others), hasHandedOn(others)]))]),
      ]),
    )
}

type What = RawBuilder<boolean>
const all: What = sql`true`

const hasMade = (what: What) => sql<boolean>`EXISTS (
  SELECT 1 FROM assignment_contact LEFT JOIN follow_up ON follow_up.id = assignment_contact.follow_up_id
  WHERE assignment_contact.assignment_id = assignment.id AND ${what})`
const hasHandedOn = (what: What) => sql<boolean>`EXISTS (
  SELECT 1 FROM assignment_follow_up JOIN follow_up ON follow_up.id = assignment_follow_up.follow_up_id
  WHERE assignment_follow_up.assignment_id = assignment.id AND ${what})`

export function findAssignment(reader: Reader, actor: EmployeeActor, id: string): Promise<NamedAssignment | undefined> {
  return visible(reader, actor).where('assignment.id', '=', id).executeTakeFirst()
}

/** The newest first. */
export function listAssignments(
  reader: Reader,
  actor: EmployeeActor,
  after: { at: Date; id: string } | null,
  limit: number,
): Promise<NamedAssignment[]> {
  let rows = visible(reader, actor)
  if (after) {
    rows = rows.where(
      sql<boolean>`(assignment.created_at, assignment.id) < (${after.at}::timestamptz, ${after.id}::text)`,
    )
  }
  return rows.orderBy('assignment.createdAt', 'desc').orderBy('assignment.id', 'desc').limit(limit).execute()
}
