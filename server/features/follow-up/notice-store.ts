import type { Insertable } from 'kysely'
import type { Tx } from '../../ports.ts'
import type { NoticeTable } from '../../follow-up-tables.ts'

/** That the assignee is to be told; features/notice tells it with others together, at a moment that is right for them. */
export async function insertNotice(tx: Tx, row: Insertable<NoticeTable>): Promise<void> {
  await tx.insertInto('notice').values(row).execute()
}

/** Whoever was, or was to be, told of it no longer has to do it; answers the message that told of it, if one did. */
export async function forgetNoticeOf(tx: Tx, followUpId: string): Promise<string | null> {
  const forgotten = await tx
    .deleteFrom('notice')
    .where('followUpId', '=', followUpId)
    .returning('messageId')
    .executeTakeFirst()
  return forgotten?.messageId ?? null
}

/** Whether it is one of a series that whoever had the one before will be told of on its day. */
export async function waitsForItsDay(tx: Tx, followUpId: string): Promise<boolean> {
  const waits = await tx
    .selectFrom('notice')
    .innerJoin('followUp', 'followUp.id', 'notice.followUpId')
    .innerJoin('followUp as before', 'before.id', 'followUp.followsId')
    .select('notice.id')
    .where('notice.followUpId', '=', followUpId)
    .where('notice.state', '=', 'waiting')
    .where('notice.messageId', 'is', null)
    .whereRef('before.assigneeId', '=', 'notice.employeeId')
    .executeTakeFirst()
  return waits !== undefined
}
