import { sql } from 'kysely'
import type { Reader, Tx } from '../../ports.ts'

export function readUnfinished(reader: Reader, limit: number) {
  return reader
    .selectFrom('callbackEvent')
    .select(['seq', 'xml', 'state', 'receivedAt', 'attempts', 'dueAt', 'fault'])
    .where('state', 'in', ['waiting', 'dead'])
    .orderBy(sql`state = 'dead'`, 'desc')
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
}

export async function countUnfinished(reader: Reader): Promise<{ waiting: number; dead: number }> {
  const rows = await reader
    .selectFrom('callbackEvent')
    .select((all) => ['state', all.fn.countAll<number>().as('count')])
    .where('state', 'in', ['waiting', 'dead'])
    .groupBy('state')
    .execute()
  const of = (state: string): number => rows.find((row) => row.state === state)?.count ?? 0
  return { waiting: of('waiting'), dead: of('dead') }
}

export function readLastSweep(reader: Reader) {
  return reader
    .selectFrom('contactSweep')
    .selectAll()
    .where('finishedAt', 'is not', null)
    .orderBy('finishedAt', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Events that were given up wait again, as if they had just come; answers how many. One whose text is forgotten cannot. */
export async function reviveDead(tx: Tx, seq: number | null, now: Date): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('callbackEvent')
    .set({ state: 'waiting', attempts: 0, dueAt: now, fault: null })
    .where('state', '=', 'dead')
    .where('xml', '<>', '')
    .$if(seq !== null, (all) => all.where('seq', '=', seq ?? 0))
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
