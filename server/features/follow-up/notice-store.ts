import type { Insertable } from 'kysely'
import type { NoticeFacts } from '../../domain/follow-up-words.ts'
import type { Tx } from '../../ports.ts'
import type { NoticeTable } from '../../follow-up-tables.ts'

export type DueNotice = NoticeFacts & { id: string; employeeId: string; attempts: number; open: boolean }

export async function insertNotice(tx: Tx, row: Insertable<NoticeTable>): Promise<void> {
  await tx.insertInto('notice').values(row).execute()
}

/** Takes one due notice: nobody else does before `until`, when it is due again should this process die. */
export async function claimDueNotice(tx: Tx, now: Date, until: Date): Promise<DueNotice | undefined> {
  const claimed = await tx
    .updateTable('notice')
    .set((set) => ({ dueAt: until, attempts: set('attempts', '+', 1) }))
    .where('id', '=', (one) =>
      one
        .selectFrom('notice')
        .select('id')
        .where('dueAt', '<=', now)
        .where('state', '=', 'waiting')
        .orderBy('dueAt')
        .orderBy('id')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['id', 'employeeId', 'followUpId', 'attempts'])
    .executeTakeFirst()
  if (!claimed) return undefined
  const followUp = await tx
    .selectFrom('followUp')
    .innerJoin('contact', 'contact.id', 'followUp.contactId')
    .leftJoin('employee as maker', 'maker.id', 'followUp.createdBy')
    .select(['followUp.contactId', 'followUp.title', 'followUp.reason', 'followUp.dueAt', 'followUp.state'])
    .select(['contact.name as contactName', 'maker.name as makerName'])
    .where('followUp.id', '=', claimed.followUpId)
    .executeTakeFirstOrThrow()
  const { state, makerName, ...facts } = followUp
  return { ...claimed, ...facts, by: makerName ?? '', open: state === 'open' }
}

export async function settleNotice(
  tx: Tx,
  id: string,
  result: { state: 'sent'; sentAt: Date } | { state: 'refused'; refusal: string } | { state: 'waiting'; dueAt: Date },
): Promise<void> {
  await tx
    .updateTable('notice')
    .set({ dueAt: null, ...result })
    .where('id', '=', id)
    .execute()
}

/** For a follow-up that was closed before anybody was told of it. */
export async function forgetNotice(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('notice').where('id', '=', id).execute()
}
