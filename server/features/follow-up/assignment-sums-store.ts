import { sql } from 'kysely'
import type { EmployeeActor } from '../../domain/employee.ts'
import type { SkipReason } from '../../domain/follow-up-assignment.ts'
import type { Reader, Tx } from '../../ports.ts'
import { anyOf, inReach } from './assignment-store.ts'

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

/** Of a contact of an assignment, beside its follow-up: whoever has it is within the actor's reach; without one, somebody who is or was related with the contact. */
export const isOfReach = (reader: Reader, actor: EmployeeActor) => sql<boolean>`(
  follow_up.assignee_id IN (${inReach(reader, actor)})
  OR follow_up.id IS NULL AND EXISTS (
    SELECT 1 FROM relation WHERE relation.contact_id = assignment_contact.contact_id
      AND relation.employee_id IN (${inReach(reader, actor)})))`

/** What became of the contacts of these assignments that are within the actor's reach, by why they were skipped; null for those that were not. */
export async function countOutcomes(reader: Reader, actor: EmployeeActor, ids: string[]): Promise<Counts[]> {
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
    .where(isOfReach(reader, actor))
    .groupBy(['assignmentContact.assignmentId', 'assignmentContact.skipped'])
    .execute()
}

export async function countUntouched(
  reader: Reader,
  actor: EmployeeActor,
  ids: string[],
): Promise<Map<string, number>> {
  const rows = await untouched(reader, ids)
    .where('followUp.assigneeId', 'in', inReach(reader, actor))
    .select((one) => ['assignmentContact.assignmentId', one.fn.countAll<number>().as('count')])
    .groupBy('assignmentContact.assignmentId')
    .execute()
  return new Map(rows.map(({ assignmentId, count }) => [assignmentId, count]))
}

/** Of all it has made or handed on, whoever has it now. */
export async function countMade(reader: Reader, assignmentId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT ((SELECT count(follow_up_id) FROM assignment_contact WHERE assignment_id = ${assignmentId})
      + (SELECT count(to_id) FROM assignment_follow_up WHERE assignment_id = ${assignmentId}))::int AS count`.execute(
    reader,
  )
  return rows[0]?.count ?? 0
}
