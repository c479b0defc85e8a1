import { sql } from 'kysely'
import type { BusinessDay } from '../../domain/business-day.ts'
import type { MessageKind } from '../../domain/notice.ts'
import { isUntold } from '../../owed-follow-ups-store.ts'
import type { Reader } from '../../ports.ts'
import { anyOf } from './branch-store.ts'

/** WeCom refused it, it did not go out on its day, or nobody can find out any more. */
export type Undelivered = 'refused' | 'missed' | 'unknown'

type UndeliveredMessage = {
  id: string
  employeeId: string
  employeeName: string
  kind: Exclude<MessageKind, 'follow-ups'>
  day: BusinessDay
  delivery: Undelivered
  createdAt: Date
}
type Since = { since: Date }
type Place = { after: { at: Date; id: string } | null; limit: number }

/** Open follow-ups whose assignee was not told, and digests and day reports since then that did not arrive. */
export async function countUndelivered(reader: Reader, branchIds: string[], { since }: Since): Promise<number> {
  const { notices } = await reader
    .selectFrom('notice')
    .innerJoin('followUp', 'followUp.id', 'notice.followUpId')
    .innerJoin('employee', 'employee.id', 'notice.employeeId')
    .select((all) => all.fn.countAll<number>().as('notices'))
    .where('employee.branchId', '=', anyOf(branchIds))
    .where('employee.state', '=', 'active')
    .where(isUntold)
    .where('followUp.state', '=', 'open')
    .executeTakeFirstOrThrow()
  const { messages } = await unarrived(reader, branchIds, { since })
    .select((all) => all.fn.countAll<number>().as('messages'))
    .executeTakeFirstOrThrow()
  return notices + messages
}

/** Digests and day reports that did not arrive, the latest first. */
export async function listUndelivered(
  reader: Reader,
  branchIds: string[],
  { since, after, limit }: Since & Place,
): Promise<UndeliveredMessage[]> {
  return await unarrived(reader, branchIds, { since })
    .select(['message.id', 'message.day', 'message.createdAt'])
    .select(['employee.id as employeeId', 'employee.name as employeeName'])
    .select(sql<UndeliveredMessage['kind']>`message.kind`.as('kind'))
    .select(deliveryOf('message').as('delivery'))
    .$if(after !== null, (rows) =>
      rows.where(sql<boolean>`(message.created_at, message.id) < (${after?.at}::timestamptz, ${after?.id}::text)`),
    )
    .orderBy('message.createdAt', 'desc')
    .orderBy('message.id', 'desc')
    .limit(limit)
    .execute()
}

/** What became of a row of message or notice that did not arrive. */
export const deliveryOf = (table: 'message' | 'notice') => sql<Undelivered>`CASE
  WHEN ${sql.ref(`${table}.state`)} = 'unknown' THEN 'unknown'
  WHEN ${sql.ref(`${table}.refusal`)} IN ('too-late', 'unavailable') THEN 'missed'
  ELSE 'refused' END`

/** The last of its kind that somebody was to get; once a later one arrives nothing is owed any more. */
const unarrived = (reader: Reader, branchIds: string[], { since }: Since) =>
  reader
    .selectFrom('message')
    .innerJoin('employee', 'employee.id', 'message.employeeId')
    .where('employee.branchId', '=', anyOf(branchIds))
    .where('employee.state', '=', 'active')
    .where(sql<boolean>`message.state IN ('refused', 'unknown') AND message.kind <> 'follow-ups'`)
    .where('message.createdAt', '>=', since)
    .where(
      sql<boolean>`NOT EXISTS (
        SELECT 1 FROM message AS later
        WHERE later.employee_id = message.employee_id AND later.kind = message.kind
          AND later.created_at > message.created_at AND later.state IN ('sent', 'refused', 'unknown'))`,
    )
