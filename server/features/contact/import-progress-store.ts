import type { Selectable } from 'kysely'
import type { BusinessDay } from '../../domain/business-day.ts'
import type { Reader, Tx } from '../../ports.ts'
import type { ImportProgressTable } from '../../tables.ts'

export type Progress = Selectable<ImportProgressTable>
const name = 'contacts'

export function readProgress(reader: Reader): Promise<Progress | undefined> {
  return reader.selectFrom('importProgress').selectAll().where('name', '=', name).executeTakeFirst()
}

/** Also keeps the day from which adds count; both stay when they are there already. */
export async function beginProgress(
  tx: Tx,
  begin: { cursor: string; total: number; startedAt: Date; day: BusinessDay },
): Promise<void> {
  const { cursor, total, startedAt, day } = begin
  await tx
    .insertInto('importProgress')
    .values({ name, cursor, done: 0, total, startedAt, finishedAt: null })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  await tx
    .insertInto('setting')
    .values({ name: 'countingFrom', value: JSON.stringify({ day }), updatedAt: startedAt })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
}

/** False when another process has moved on from this cursor meanwhile. */
export async function moveProgress(
  tx: Tx,
  from: string,
  to: { cursor: string; done: number; total: number; finishedAt: Date | null },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('importProgress')
    .set(to)
    .where('name', '=', name)
    .where('cursor', '=', from)
    .where('finishedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
