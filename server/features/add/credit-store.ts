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
