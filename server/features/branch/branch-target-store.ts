import { sql } from 'kysely'
import type { Insertable } from 'kysely'
import type { BranchTargetTable } from '../../counting-tables.ts'
import type { BusinessDay } from '../../domain/business-day.ts'
import type { FrozenDay } from '../../domain/day-figures.ts'
import type { Reader, Tx } from '../../ports.ts'
import { anyOf } from './branch-store.ts'

export type BranchTarget = Insertable<BranchTargetTable>

const ROWS_AT_ONCE = 1_000

/** Null where nobody of these branches has a target, and for a day that is not kept. */
export async function sumBranchTargets(
  reader: Reader,
  branchIds: string[],
  day: BusinessDay,
): Promise<{ day: number | null; month: number | null }> {
  return await reader
    .selectFrom('branchTarget')
    .select([sql<number | null>`sum(target)::int`.as('day'), sql<number | null>`sum(month_target)::int`.as('month')])
    .where('branchId', '=', anyOf(branchIds))
    .where('day', '=', day)
    .executeTakeFirstOrThrow()
}

export type KeptTarget = Pick<BranchTarget, 'branchId' | 'target' | 'monthTarget'> & { computedAt: Date }

/** What each of these branches asks of its own employees, where that is kept for the day. */
export async function readKeptTargets(reader: Reader, branchIds: string[], day: BusinessDay): Promise<KeptTarget[]> {
  return await reader
    .selectFrom('branchTarget')
    .select(['branchId', 'target', 'monthTarget', 'computedAt'])
    .where('branchId', '=', anyOf(branchIds))
    .where('day', '=', day)
    .execute()
}

/** What the closed day of each of these employees was judged by. */
export async function readFrozenDays(
  reader: Reader,
  employeeIds: string[],
  day: BusinessDay,
): Promise<(FrozenDay & { employeeId: string })[]> {
  return await reader
    .selectFrom('closedDay')
    .select(['employeeId', 'weight', 'target', 'gained', 'lost'])
    .where('employeeId', '=', anyOf(employeeIds))
    .where('day', '=', day)
    .execute()
}

/** Null when the day has none yet. */
export async function readComputedAt(reader: Reader, day: BusinessDay): Promise<Date | null> {
  const { at } = await reader
    .selectFrom('branchTarget')
    .select((of) => of.fn.min('computedAt').as('at'))
    .where('day', '=', day)
    .executeTakeFirstOrThrow()
  return at
}

/** Whether anything that targets follow from was entered, changed or taken away since then. */
export async function hasGroundChangedSince(reader: Reader, since: Date): Promise<boolean> {
  const { rows } = await sql<{ changed: boolean }>`
    SELECT EXISTS (SELECT 1 FROM leave WHERE leave.entered_at >= ${since} OR leave.cancelled_at >= ${since})
      OR EXISTS (SELECT 1 FROM branch_day WHERE branch_day.entered_at >= ${since})
      OR EXISTS (SELECT 1 FROM audit WHERE audit.action = 'calendar/branch-days-removed' AND audit.at >= ${since})
      OR EXISTS (SELECT 1 FROM calendar_year WHERE calendar_year.updated_at >= ${since})
      OR EXISTS (SELECT 1 FROM target_policy
        WHERE target_policy.created_at >= ${since} OR target_policy.withdrawn_at >= ${since})
      OR EXISTS (SELECT 1 FROM employee WHERE employee.updated_at >= ${since})
      OR EXISTS (SELECT 1 FROM branch WHERE branch.updated_at >= ${since})
      OR EXISTS (SELECT 1 FROM setting WHERE setting.name = 'countingFrom' AND setting.updated_at >= ${since})
      AS changed`.execute(reader)
  return rows[0]?.changed ?? false
}

/** What stood there for the day before is gone, the rows of branches without employees as well. */
export async function replaceBranchTargets(tx: Tx, day: BusinessDay, targets: BranchTarget[]): Promise<void> {
  await tx.deleteFrom('branchTarget').where('day', '=', day).execute()
  for (let first = 0; first < targets.length; first += ROWS_AT_ONCE) {
    await tx
      .insertInto('branchTarget')
      .values(targets.slice(first, first + ROWS_AT_ONCE))
      .execute()
  }
}

export async function confirmBranchTargets(tx: Tx, day: BusinessDay, computedAt: Date): Promise<void> {
  await tx.updateTable('branchTarget').set({ computedAt }).where('day', '=', day).execute()
}

export async function forgetBranchTargets(tx: Tx, before: BusinessDay): Promise<void> {
  await tx.deleteFrom('branchTarget').where('day', '<', before).execute()
}
