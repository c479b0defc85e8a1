import { sql, type Insertable, type Selectable, type Updateable } from 'kysely'
import { addDays, businessDayOf, startOfDay } from '../../domain/business-day.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import type { FollowUpChange, FollowUpKind } from '../../domain/follow-up.ts'
import type { NoticeState } from '../../domain/notice.ts'
import type { Reader, Tx } from '../../ports.ts'
import type { FollowUpTable } from '../../follow-up-tables.ts'

export type FollowUpRow = Selectable<FollowUpTable> & {
  assigneeBranchId: string
  assigneeName: string
  contactName: string
  contactAvatar: string
  makerName: string | null
  talkScriptTitle: string | null
  notice: NoticeState | null
}
export type ChangeRow = { followUpId: string; kind: FollowUpChange; at: Date; by: string; byName: string | null }

/** Everything of a follow-up that a screen shows, as far as the actor may see it: their own, and those of their branches' employees. */
export function visible(reader: Reader, actor: EmployeeActor) {
  return reader
    .selectFrom('followUp')
    .innerJoin('employee as assignee', 'assignee.id', 'followUp.assigneeId')
    .innerJoin('contact', 'contact.id', 'followUp.contactId')
    .leftJoin('employee as maker', 'maker.id', 'followUp.createdBy')
    .leftJoin('notice', 'notice.followUpId', 'followUp.id')
    .leftJoin('talkScriptVersion as script', (join) =>
      join.onRef('script.scriptId', '=', 'followUp.talkScriptId').on('script.state', '=', 'approved'),
    )
    .selectAll('followUp')
    .select([
      'assignee.branchId as assigneeBranchId',
      'assignee.name as assigneeName',
      'contact.name as contactName',
      'contact.avatar as contactAvatar',
      'maker.name as makerName',
      'notice.state as notice',
      'script.title as talkScriptTitle',
    ])
    .where((is) =>
      is.or([
        is('followUp.assigneeId', '=', actor.id),
        ...(actor.scope.length > 0 ? [is('assignee.branchId', 'in', actor.scope)] : []),
      ]),
    )
}

export function findFollowUp(reader: Reader, actor: EmployeeActor, id: string): Promise<FollowUpRow | undefined> {
  return visible(reader, actor).where('followUp.id', '=', id).executeTakeFirst()
}

/** In the order of their ids. */
export function findFollowUps(reader: Reader, actor: EmployeeActor, ids: string[]): Promise<FollowUpRow[]> {
  return visible(reader, actor)
    .where('followUp.id', '=', sql<string>`ANY(${ids}::text[])`)
    .orderBy('followUp.id')
    .execute()
}

/** The id of the actor's own open one of that kind, the one due first. */
export async function findOwnOpen(
  reader: Reader,
  actor: EmployeeActor,
  { contactId, kind }: { contactId: string; kind: FollowUpKind },
): Promise<string | null> {
  const found = await reader
    .selectFrom('followUp')
    .select('id')
    .where('contactId', '=', contactId)
    .where('assigneeId', '=', actor.id)
    .where('kind', '=', kind)
    .where('state', '=', 'open')
    .orderBy('dueAt')
    .executeTakeFirst()
  return found?.id ?? null
}

/** Until the transaction ends nobody else changes this follow-up. */
export async function lockFollowUp(tx: Tx, id: string): Promise<void> {
  await tx.selectFrom('followUp').select('id').where('id', '=', id).forUpdate().execute()
}

export type FollowUpFilter = {
  states: ('open' | 'due' | 'overdue' | 'completed' | 'cancelled')[]
  /** Null: those the actor has to do and those the actor made. */
  assigneeId: string | null
  after: { dueAt: Date; id: string } | null
  limit: number
}

/** Due first. */
export function listFollowUps(
  reader: Reader,
  actor: EmployeeActor,
  { states, assigneeId, after, limit }: FollowUpFilter,
  now: Date,
): Promise<FollowUpRow[]> {
  const before = { due: startOfDay(addDays(businessDayOf(now), 1)), overdue: now }
  let rows = visible(reader, actor).where((is) =>
    is.or(
      states.map((state) =>
        state === 'due' || state === 'overdue'
          ? is.and([is('followUp.state', '=', 'open'), is('followUp.dueAt', '<', before[state])])
          : is('followUp.state', '=', state),
      ),
    ),
  )
  if (assigneeId) rows = rows.where('followUp.assigneeId', '=', assigneeId)
  else
    rows = rows.where((is) =>
      is.or([is('followUp.assigneeId', '=', actor.id), is('followUp.createdBy', '=', actor.id)]),
    )
  if (after) {
    rows = rows.where((is) =>
      is.or([
        is('followUp.dueAt', '>', after.dueAt),
        is.and([is('followUp.dueAt', '=', after.dueAt), is('followUp.id', '>', after.id)]),
      ]),
    )
  }
  return rows.orderBy('followUp.dueAt').orderBy('followUp.id').limit(limit).execute()
}

export async function readHistory(reader: Reader, followUpIds: string[]): Promise<ChangeRow[]> {
  if (followUpIds.length === 0) return []
  return await reader
    .selectFrom('followUpChange')
    .leftJoin('employee', 'employee.id', 'followUpChange.by')
    .select(['followUpChange.followUpId', 'followUpChange.kind', 'followUpChange.at', 'followUpChange.by'])
    .select('employee.name as byName')
    .where('followUpChange.followUpId', 'in', followUpIds)
    .orderBy('followUpChange.at')
    .orderBy('followUpChange.id')
    .execute()
}

/** What was inserted; of two transactions that insert the same, the one that commits first does. */
export async function insertFollowUps(
  tx: Tx,
  rows: Insertable<FollowUpTable>[],
): Promise<{ id: string; contactId: string; assigneeId: string }[]> {
  return await tx
    .insertInto('followUp')
    .values(rows)
    .onConflict((same) => same.doNothing())
    .returning(['id', 'contactId', 'assigneeId'])
    .execute()
}

/** The same was opened in the meantime, so this one cannot be opened again. */
export const isSameOpen = (fault: unknown): boolean =>
  typeof fault === 'object' &&
  fault !== null &&
  'constraint' in fault &&
  (fault.constraint === 'follow_up_open_once' || fault.constraint === 'follow_up_open_per_rule')

export async function updateFollowUp(tx: Tx, id: string, change: Updateable<FollowUpTable>): Promise<void> {
  await tx.updateTable('followUp').set(change).where('id', '=', id).execute()
}

export async function insertChange(
  tx: Tx,
  change: { id: string; followUpId: string; kind: FollowUpChange; at: Date; by: string; facts: object },
): Promise<void> {
  await tx
    .insertInto('followUpChange')
    .values({ ...change, facts: JSON.stringify(change.facts) })
    .execute()
}

/** What a completion had brought, as long as it is open. */
export async function lockNext(tx: Tx, followUpId: string): Promise<{ id: string; assigneeId: string } | undefined> {
  return await tx
    .selectFrom('followUp')
    .select(['id', 'assigneeId'])
    .where('followsId', '=', followUpId)
    .where('state', '=', 'open')
    .forUpdate()
    .executeTakeFirst()
}

/** Nobody has been told of it, or is to be any more. */
export async function deleteFollowUp(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('followUpChange').where('followUpId', '=', id).execute()
  await tx.deleteFrom('followUp').where('id', '=', id).execute()
}
