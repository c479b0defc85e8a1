import type { Insertable, Selectable, Updateable } from 'kysely'
import type { EmployeeActor } from '../../domain/employee.ts'
import type { FollowUpChange } from '../../domain/follow-up.ts'
import type { Reader, Tx } from '../../ports.ts'
import type { FollowUpTable } from '../../follow-up-tables.ts'

export type FollowUpRow = Selectable<FollowUpTable> & {
  assigneeBranchId: string
  assigneeName: string
  contactName: string
  contactAvatar: string
  makerName: string | null
  talkScriptTitle: string | null
  notice: 'waiting' | 'sent' | 'refused' | null
}
export type ChangeRow = { followUpId: string; kind: FollowUpChange; at: Date; by: string; byName: string | null }

/** Everything of a follow-up that a screen shows, as far as the actor may see it: their own, and those of their branches' employees. */
function visible(reader: Reader, actor: EmployeeActor) {
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

/** Until the transaction ends nobody else changes this follow-up. */
export async function lockFollowUp(tx: Tx, id: string): Promise<void> {
  await tx.selectFrom('followUp').select('id').where('id', '=', id).forUpdate().execute()
}

export type FollowUpFilter = {
  states: ('open' | 'overdue' | 'completed' | 'cancelled')[]
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
  let rows = visible(reader, actor).where((is) =>
    is.or(
      states.map((state) =>
        state === 'overdue'
          ? is.and([is('followUp.state', '=', 'open'), is('followUp.dueAt', '<', now)])
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

export async function insertFollowUp(tx: Tx, row: Insertable<FollowUpTable>): Promise<void> {
  await tx.insertInto('followUp').values(row).execute()
}

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

/** Open ones whose purpose is that the contact verifies; locked until the transaction ends. */
export async function lockOpenPromptAgain(
  tx: Tx,
  contactId: string,
): Promise<{ id: string; assigneeId: string; isPrivate: boolean }[]> {
  const rows = await tx
    .selectFrom('followUp')
    .select(['id', 'assigneeId'])
    .select((is) =>
      is
        .exists(
          is
            .selectFrom('add')
            .select('add.id')
            .whereRef('add.employeeId', '=', 'followUp.assigneeId')
            .whereRef('add.contactId', '=', 'followUp.contactId')
            .where('add.privateAt', 'is not', null),
        )
        .as('isPrivate'),
    )
    .where('contactId', '=', contactId)
    .where('kind', '=', 'promptAgain')
    .where('state', '=', 'open')
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map((row) => ({ ...row, isPrivate: Boolean(row.isPrivate) }))
}

export async function isVerified(reader: Reader, contactId: string): Promise<boolean> {
  const found = await reader
    .selectFrom('verification')
    .select('state')
    .where('contactId', '=', contactId)
    .executeTakeFirst()
  return found?.state === 'verified'
}
