import { sql } from 'kysely'
import type { EmployeeActor } from '../../domain/employee.ts'
import type { Reader, Tx } from '../../ports.ts'
import type { Counts } from './assignment-sums-store.ts'
import { anyOf, inReach } from './assignment-store.ts'

const handedOn = (reader: Reader, ids: readonly string[]) =>
  reader
    .selectFrom('assignmentFollowUp')
    .innerJoin('followUp', 'followUp.id', 'assignmentFollowUp.followUpId')
    .innerJoin('assignment', 'assignment.id', 'assignmentFollowUp.assignmentId')
    .where('assignmentFollowUp.assignmentId', '=', anyOf(ids))

/** As `countOutcomes`, of follow-ups that are handed on: those that are with somebody within the actor's reach now. */
export async function countHandedOn(reader: Reader, actor: EmployeeActor, ids: string[]): Promise<Counts[]> {
  return await handedOn(reader, ids)
    .where('followUp.assigneeId', 'in', inReach(reader, actor))
    .select((one) => [
      'assignmentFollowUp.assignmentId',
      'assignmentFollowUp.skipped',
      one.fn.countAll<number>().as('contacts'),
      one.fn.count<number>('assignmentFollowUp.toId').as('created'),
      one.fn.countAll<number>().filterWhere(isGivenBack).as('takenBack'),
      sql.lit(0).as('told'),
      sql.lit(0).as('recalled'),
    ])
    .groupBy(['assignmentFollowUp.assignmentId', 'assignmentFollowUp.skipped'])
    .execute()
}

const isGivenBack = sql<boolean>`assignment.undone_at IS NOT NULL AND assignment_follow_up.to_id IS NOT NULL
  AND follow_up.assignee_id = assignment_follow_up.from_id`

/** Still with whoever got it, who has done nothing about it. */
const untouched = (reader: Reader, ids: readonly string[]) =>
  handedOn(reader, ids)
    .where('followUp.state', '=', 'open')
    .whereRef('followUp.assigneeId', '=', 'assignmentFollowUp.toId')
    .where(
      sql<boolean>`NOT EXISTS (
        SELECT 1 FROM follow_up_change AS change
        WHERE change.follow_up_id = follow_up.id AND change.at >= assignment.created_at
          AND change.kind NOT IN ('assigned', 'moved'))`,
    )

export async function countUntouchedHandedOn(
  reader: Reader,
  actor: EmployeeActor,
  ids: string[],
): Promise<Map<string, number>> {
  const rows = await untouched(reader, ids)
    .where('followUp.assigneeId', 'in', inReach(reader, actor))
    .select((one) => ['assignmentFollowUp.assignmentId', one.fn.countAll<number>().as('count')])
    .groupBy('assignmentFollowUp.assignmentId')
    .execute()
  return new Map(rows.map(({ assignmentId, count }) => [assignmentId, count]))
}

/** How many the actor can give back, and of how many of those whoever got them was, or may have been, told. */
export async function countToGiveBack(
  reader: Reader,
  actor: EmployeeActor,
  assignmentId: string,
): Promise<{ cancelled: number; told: number }> {
  return await untouched(reader, [assignmentId])
    .where('followUp.assigneeId', 'in', inReach(reader, actor))
    .leftJoin('notice', 'notice.followUpId', 'followUp.id')
    .select((one) => [
      one.fn.countAll<number>().as('cancelled'),
      one.fn.count<number>('notice.id').filterWhere('notice.state', 'in', ['sent', 'unknown']).as('told'),
    ])
    .executeTakeFirstOrThrow()
}

export type ToGiveBack = { id: string; contactId: string; from: string; to: string; isActive: boolean }

/** Locked until the transaction ends. `to` had it before, and may have left. */
export function lockToGiveBack(
  tx: Tx,
  actor: EmployeeActor,
  assignmentId: string,
  limit: number,
): Promise<ToGiveBack[]> {
  return untouched(tx, [assignmentId])
    .innerJoin('employee', 'employee.id', 'assignmentFollowUp.fromId')
    .where('followUp.assigneeId', 'in', inReach(tx, actor))
    .select(['followUp.id', 'followUp.contactId', 'followUp.assigneeId as from', 'employee.id as to'])
    .select(sql<boolean>`employee.state = 'active'`.as('isActive'))
    .orderBy('followUp.id')
    .limit(limit)
    .forUpdate('followUp')
    .execute()
}
