import { sql } from 'kysely'
import { startOfDay, type BusinessDay } from '../../domain/business-day.ts'
import type { Reader } from '../../ports.ts'
import { anyOf } from './branch-store.ts'

type Days = { from: BusinessDay; to: BusinessDay }
export type DayCount = { day: BusinessDay; count: number }

/** The ledger's kept sum of each day it was booked on; a day without an entry is missing. */
export async function sumByDay(reader: Reader, branchIds: string[], { from, to }: Days): Promise<DayCount[]> {
  return await reader
    .selectFrom('branchSum')
    .select(['day', sql<number>`sum(gained - lost)::int`.as('count')])
    .where('branchId', '=', anyOf(branchIds))
    .where('day', '>=', from)
    .where('day', '<', to)
    .groupBy('day')
    .execute()
}

/** Adds by the day they began. */
export async function countAddsByDay(reader: Reader, branchIds: string[], { from, to }: Days): Promise<DayCount[]> {
  const { rows } = await sql<DayCount>`
    SELECT (add.started_at AT TIME ZONE 'Asia/Shanghai')::date AS day, count(*)::int AS count FROM add
    WHERE add.branch_id = ${anyOf(branchIds)}
      AND add.started_at >= ${startOfDay(from)} AND add.started_at < ${startOfDay(to)}
      AND add.verdict_reason IS DISTINCT FROM 'before-counting'
    GROUP BY 1`.execute(reader)
  return rows
}
