import { sql } from 'kysely'
import type { NoticeFacts } from '../../domain/notice-words.ts'
import type { Tx } from '../../ports.ts'

export type DueNotice = NoticeFacts & { id: string; open: boolean }
export type Receiver = { id: string; locale: 'zh-CN' | 'en' | null; leads: boolean }

/** Takes all that is due of one employee; while this transaction lasts nobody else takes any of it. Null when nothing is due. */
export async function lockDueNotices(tx: Tx, now: Date): Promise<{ employeeId: string; ids: string[] } | null> {
  const due = () =>
    tx
      .selectFrom('notice')
      .where('notice.state', '=', 'waiting')
      .where('notice.dueAt', '<=', now)
      .where((is) => is.not(is.exists(beingGivenOut(tx))))
      .orderBy('notice.dueAt')
      .orderBy('notice.id')
  const first = await due().select('employeeId').limit(1).executeTakeFirst()
  if (!first) return null
  const { employeeId } = first
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`notices|${employeeId}`}, 0))`.execute(tx)
  const all = await due().select('id').where('employeeId', '=', employeeId).forUpdate().execute()
  return { employeeId, ids: all.map(({ id }) => id) }
}

/** What is assigned to many is told once all of it is given out. */
const beingGivenOut = (tx: Tx) =>
  tx
    .selectFrom('followUp')
    .innerJoin('assignment', 'assignment.createdBy', 'followUp.createdBy')
    .select('followUp.id')
    .whereRef('followUp.id', '=', sql.ref('notice.followUpId'))
    .where('assignment.state', '=', 'running')

export async function readNotices(tx: Tx, ids: string[]): Promise<DueNotice[]> {
  const rows = await tx
    .selectFrom('notice')
    .innerJoin('followUp', 'followUp.id', 'notice.followUpId')
    .innerJoin('contact', 'contact.id', 'followUp.contactId')
    .leftJoin('employee as maker', 'maker.id', 'followUp.createdBy')
    .select(['notice.id', 'notice.followUpId', 'followUp.contactId', 'contact.name as contactName'])
    .select(['followUp.title', 'followUp.reason', 'followUp.dueAt', 'followUp.state', 'maker.name as makerName'])
    .select(['followUp.createdBy', 'followUp.assigneeId'])
    .where('notice.id', 'in', ids)
    .orderBy('followUp.dueAt')
    .orderBy('notice.id')
    .execute()
  return rows.map(({ state, makerName, createdBy, assigneeId, ...facts }) => ({
    ...facts,
    by: createdBy === assigneeId ? null : (makerName ?? ''),
    open: state === 'open',
  }))
}

/** Each of them with the language to write in; whoever is not in the directory is not among them. */
export async function readReceivers(tx: Tx, employeeIds: string[]): Promise<Receiver[]> {
  const rows = await tx
    .selectFrom('employee')
    .select(['employee.id', 'employee.locale'])
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
    .where('employee.id', 'in', employeeIds)
    .execute()
  return rows.map((row) => ({ ...row, leads: Boolean(row.leads) }))
}

export async function postponeNotices(tx: Tx, ids: string[], dueAt: Date): Promise<void> {
  await tx.updateTable('notice').set({ dueAt }).where('id', 'in', ids).execute()
}

/** From now on the message carries them. */
export async function giveToMessage(tx: Tx, ids: string[], messageId: string): Promise<void> {
  await tx.updateTable('notice').set({ messageId, dueAt: null }).where('id', 'in', ids).execute()
}

/** For follow-ups that were closed before anybody was told of them. */
export async function forgetNotices(tx: Tx, ids: string[]): Promise<void> {
  if (ids.length > 0) await tx.deleteFrom('notice').where('id', 'in', ids).execute()
}

/** Takes a message's notices out of it, to be told anew from then on. */
export async function takeFromMessage(tx: Tx, messageId: string, dueAt: Date): Promise<void> {
  await tx.updateTable('notice').set({ messageId: null, dueAt }).where('messageId', '=', messageId).execute()
}

/** Whether any follow-up that the message tells of still has to be done. */
export async function tellsOfOpen(tx: Tx, messageId: string): Promise<boolean> {
  const open = await tx
    .selectFrom('notice')
    .innerJoin('followUp', 'followUp.id', 'notice.followUpId')
    .select('notice.id')
    .where('notice.messageId', '=', messageId)
    .where('followUp.state', '=', 'open')
    .limit(1)
    .executeTakeFirst()
  return open !== undefined
}

/** Whether all that the message tells of was called off, or given to somebody else. */
export async function tellsOfNothing(tx: Tx, messageId: string): Promise<boolean> {
  const holds = await tx
    .selectFrom('notice')
    .innerJoin('followUp', 'followUp.id', 'notice.followUpId')
    .select('notice.id')
    .where('notice.messageId', '=', messageId)
    .where('followUp.state', '!=', 'cancelled')
    .limit(1)
    .executeTakeFirst()
  return holds === undefined
}

export async function forgetNoticesOf(tx: Tx, messageId: string): Promise<void> {
  await tx.deleteFrom('notice').where('messageId', '=', messageId).execute()
}

export async function settleNoticesOf(
  tx: Tx,
  messageId: string,
  result: { state: 'sent'; sentAt: Date } | { state: 'refused'; refusal: string } | { state: 'unknown' | 'recalled' },
): Promise<void> {
  await tx.updateTable('notice').set(result).where('messageId', '=', messageId).execute()
}
