import type { BusinessDay } from '../../domain/business-day.ts'
import type { Reader, Tx } from '../../ports.ts'

export type BranchDayRow = {
  branchId: string
  branchName: string
  day: BusinessDay
  weight: number
  note: string
  enteredBy: string
  enteredAt: Date
}
export type DaySpan = { branchId: string; firstDay: BusinessDay; lastDay: BusinessDay }

export async function isBranch(reader: Reader, id: string): Promise<boolean> {
  const query = reader.selectFrom('branch').select('id').where('id', '=', id).where('removedAt', 'is', null)
  return (await query.executeTakeFirst()) !== undefined
}

/** In the order of days, then branches, after `after`. */
export async function readBranchDays(
  reader: Reader,
  { from, after, limit }: { from: BusinessDay; after: { day: BusinessDay; branchId: string } | null; limit: number },
): Promise<BranchDayRow[]> {
  return await rows(reader)
    .where('branchDay.day', '>=', from)
    .$if(after !== null, (query) =>
      query.where(({ eb, or, and }) =>
        or([
          eb('branchDay.day', '>', after?.day ?? from),
          and([eb('branchDay.day', '=', after?.day ?? from), eb('branchDay.branchId', '>', after?.branchId ?? '')]),
        ]),
      ),
    )
    .limit(limit)
    .execute()
}

export async function readDaysIn(reader: Reader, { branchId, firstDay, lastDay }: DaySpan): Promise<BranchDayRow[]> {
  return await rows(reader)
    .where('branchDay.branchId', '=', branchId)
    .where('branchDay.day', '>=', firstDay)
    .where('branchDay.day', '<=', lastDay)
    .execute()
}

const rows = (reader: Reader) =>
  reader
    .selectFrom('branchDay')
    .leftJoin('branch', 'branch.id', 'branchDay.branchId')
    .select(({ fn, ref }) => fn.coalesce('branch.name', ref('branchDay.branchId')).as('branchName'))
    .select(['branchDay.branchId', 'branchDay.day', 'branchDay.weight', 'branchDay.note'])
    .select(['branchDay.enteredBy', 'branchDay.enteredAt'])
    .orderBy('branchDay.day')
    .orderBy('branchDay.branchId')

/** Replaces what stood there for these days. */
export async function saveBranchDays(
  tx: Tx,
  span: DaySpan,
  days: Omit<BranchDayRow, 'branchName'>[],
  at: Date,
): Promise<void> {
  await removeBranchDays(tx, span, at)
  await tx.insertInto('branchDay').values(days).execute()
}

/** That they held until now is kept. */
export async function removeBranchDays(tx: Tx, { branchId, firstDay, lastDay }: DaySpan, at: Date): Promise<void> {
  await tx
    .with('gone', (from) =>
      from
        .deleteFrom('branchDay')
        .where('branchId', '=', branchId)
        .where('day', '>=', firstDay)
        .where('day', '<=', lastDay)
        .returning(['branchId', 'day', 'weight', 'note', 'enteredAt']),
    )
    .insertInto('branchDayPast')
    .columns(['branchId', 'day', 'weight', 'note', 'enteredAt', 'removedAt'])
    .expression((from) =>
      from
        .selectFrom('gone')
        .select(['gone.branchId', 'gone.day', 'gone.weight', 'gone.note', 'gone.enteredAt'])
        .select((of) => of.val(at).as('removedAt')),
    )
    .execute()
}
