import { sql } from 'kysely'
import type { BusinessDay } from '../../domain/business-day.ts'
import type { CreditReason, Entry } from '../../domain/credit.ts'
import type { Reader, Tx } from '../../ports.ts'

const fields = ['subject', 'step', 'amount', 'addId', 'employeeId', 'branchId', 'day', 'earnedDay', 'reason'] as const

/** The last day whose closing has begun; no other begins until the transaction ends. */
export async function lockOpenDays(tx: Tx): Promise<BusinessDay | null> {
  const { rows } = await sql<{ day: BusinessDay | null }>`SELECT lock_open_days() AS day`.execute(tx)
  return rows[0]?.day ?? null
}

export async function readLedger(reader: Reader, subjects: string[]): Promise<Entry[]> {
  if (subjects.length === 0) return []
  const rows = await reader
    .selectFrom('credit')
    .select(fields)
    .where('subject', 'in', subjects)
    .orderBy('subject')
    .orderBy('step')
    .execute()
  return rows.map((row) => ({ ...row, reason: row.reason as CreditReason }))
}

/** False when somebody else has written one of these steps: then the ledger has to be read again. */
export async function appendEntries(tx: Tx, entries: Entry[], recordedAt: Date): Promise<boolean> {
  if (entries.length === 0) return true
  const written = await tx
    .insertInto('credit')
    .values(entries.map((entry) => ({ ...entry, recordedAt })))
    .onConflict((conflict) => conflict.columns(['subject', 'step']).doNothing())
    .returning('step')
    .execute()
  return written.length === entries.length
}

export type LedgerRow = { addId: string; status: string; credits: number }

/** Adds whose verdict and ledger disagree: an effective add has one standing credit, every other none; a held one may have either. */
export async function disagreements(reader: Reader): Promise<LedgerRow[]> {
  return await reader
    .selectFrom('add')
    .leftJoin('credit', 'credit.addId', 'add.id')
    .select(['add.id as addId', 'add.verdictStatus as status'])
    .select((column) => column.fn.coalesce(column.fn.sum<number>('credit.amount'), column.lit(0)).as('credits'))
    .groupBy(['add.id', 'add.verdictStatus'])
    .having((is) => {
      const credits = is.fn.coalesce(is.fn.sum<number>('credit.amount'), is.lit(0))
      return is.or([
        is.and([is('add.verdictStatus', '=', 'effective'), is(credits, '!=', 1)]),
        is.and([is('add.verdictStatus', 'in', ['awaiting', 'void']), is(credits, '!=', 0)]),
      ])
    })
    .execute()
}

/** Identities whose steps have a gap, or whose sum is neither 0 nor 1. */
export async function brokenIdentities(reader: Reader): Promise<string[]> {
  const rows = await reader
    .selectFrom('credit')
    .select('subject')
    .groupBy('subject')
    .having((is) =>
      is.or([is(is.fn.max('step'), '!=', is.fn.countAll<number>()), is(is.fn.sum<number>('amount'), 'not in', [0, 1])]),
    )
    .execute()
  return rows.map(({ subject }) => subject)
}
