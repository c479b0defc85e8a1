import { sql, type Insertable, type Selectable } from 'kysely'
import type { EmployeeActor } from '../../domain/employee.ts'
import type { SkipReason } from '../../domain/follow-up-assignment.ts'
import type { AssignmentTable } from '../../follow-up-tables.ts'
import type { Reader, Tx } from '../../ports.ts'
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

const told = ['sent', 'unknown', 'recalled'] as const

export type Untouched = { id: string; contactId: string; assigneeId: string }

/** Follow-ups of an assignment that are as they were made and within the actor's reach; locked until the transaction ends. */
export function lockUntouched(tx: Tx, actor: EmployeeActor, assignmentId: string, limit: number): Promise<Untouched[]> {
  return untouched(tx, [assignmentId])
    .where('followUp.assigneeId', 'in', inReach(tx, actor))
    .select(['followUp.id', 'followUp.contactId', 'followUp.assigneeId'])
    .orderBy('followUp.id')
    .limit(limit)
    .forUpdate('followUp')
    .execute()
}

function untouched(reader: Reader, assignmentIds: string[]) {
  return reader
    .selectFrom('assignmentContact')
    .innerJoin('followUp', 'followUp.id', 'assignmentContact.followUpId')
    .where('assignmentContact.assignmentId', '=', anyOf(assignmentIds))
    .where('followUp.state', '=', 'open')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('followUpChange')
            .select('followUpChange.id')
            .whereRef('followUpChange.followUpId', '=', 'followUp.id')
            .where('followUpChange.kind', 'not in', ['assigned', 'moved']),
        ),
      ),
    )
}

/** How many the actor can take back, and of how many of those the assignee was, or may have been, told. */
export async function countToTakeBack(
  reader: Reader,
  actor: EmployeeActor,
  assignmentId: string,
): Promise<{ cancelled: number; told: number }> {
  return await untouched(reader, [assignmentId])
    .where('followUp.assigneeId', 'in', inReach(reader, actor))
    .leftJoin('notice', 'notice.followUpId', 'followUp.id')
    .select((one) => [
      one.fn.countAll<number>().as('cancelled'),
      one.fn
        .count<number>('notice.id')
        .filterWhere('notice.state', 'in', [...told])
        .as('told'),
    ])
    .executeTakeFirstOrThrow()
}

export type Counts = {
  assignmentId: string
  skipped: SkipReason | null
  contacts: number
  created: number
  takenBack: number
  told: number
  recalled: number
}

/** What became of the contacts of these assignments, by why they were skipped; null for those that were not. */
export async function countOutcomes(reader: Reader, ids: string[]): Promise<Counts[]> {
  return await reader
    .selectFrom('assignmentContact')
    .leftJoin('followUp', 'followUp.id', 'assignmentContact.followUpId')
    .leftJoin('notice', (join) =>
      join.onRef('notice.followUpId', '=', 'followUp.id').on('followUp.state', '=', 'cancelled'),
    )
    .select((one) => [
      'assignmentContact.assignmentId',
      'assignmentContact.skipped',
      one.fn.countAll<number>().as('contacts'),
      one.fn.count<number>('followUp.id').as('created'),
      one.fn.count<number>('followUp.id').filterWhere('followUp.state', '=', 'cancelled').as('takenBack'),
      one.fn
        .count<number>('notice.id')
        .filterWhere('notice.state', 'in', [...told])
        .as('told'),
      one.fn.count<number>('notice.id').filterWhere('notice.state', '=', 'recalled').as('recalled'),
    ])
    .where('assignmentContact.assignmentId', '=', anyOf(ids))
    .groupBy(['assignmentContact.assignmentId', 'assignmentContact.skipped'])
    .execute()
}

export async function countUntouched(reader: Reader, ids: string[]): Promise<Map<string, number>> {
  const rows = await untouched(reader, ids)
    .select((one) => ['assignmentContact.assignmentId', one.fn.countAll<number>().as('count')])
    .groupBy('assignmentContact.assignmentId')
    .execute()
  return new Map(rows.map(({ assignmentId, count }) => [assignmentId, count]))
}

/** Those made in the branches they lead, and their own as long as nobody out of their reach was given any of it. */
function visible(reader: Reader, actor: EmployeeActor) {
  return reader
    .selectFrom('assignment')
    .leftJoin('employee', 'employee.id', 'assignment.createdBy')
    .selectAll('assignment')
    .select('employee.name as makerName')
    .where((is) =>
      is.or([
        is('assignment.branchId', '=', anyOf(actor.scope)),
        is.and([is('assignment.createdBy', '=', actor.id), is.not(is.exists(outOfReach(reader, actor)))]),
      ]),
    )
}

const outOfReach = (reader: Reader, actor: EmployeeActor) =>
  reader
    .selectFrom('assignmentContact')
    .innerJoin('followUp', 'followUp.id', 'assignmentContact.followUpId')
    .select('followUp.id')
    .whereRef('assignmentContact.assignmentId', '=', sql.ref('assignment.id'))
    .where('followUp.assigneeId', 'not in', inReach(reader, actor))

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
