import { sql } from 'kysely'
import type { BusinessDay } from '../../domain/business-day.ts'
import type { Difference, KeptVerdict, LedgerPhase } from '../../domain/ledger-check.ts'
import type { Reader, Tx } from '../../ports.ts'

export type Check = { id: string; phase: LedgerPhase; cursor: string; checked: number; startedAt: Date }

export function findRunning(reader: Reader): Promise<Check | undefined> {
  return reader
    .selectFrom('ledgerCheck')
    .select(['id', 'phase', 'cursor', 'checked', 'startedAt'])
    .where('finishedAt', 'is', null)
    .executeTakeFirst()
}

/** The last that came to its end. */
export function findFinished(reader: Reader) {
  return reader
    .selectFrom('ledgerCheck')
    .select(['id', 'checked', 'startedAt', 'finishedAt'])
    .where('finishedAt', 'is not', null)
    .orderBy('finishedAt', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Does nothing while one runs already. */
export async function beginCheck(tx: Tx, id: string, startedAt: Date): Promise<void> {
  await tx
    .insertInto('ledgerCheck')
    .values({ id, phase: 'contacts', cursor: '', checked: 0, startedAt, finishedAt: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** False when another process has moved on from this place meanwhile. */
export async function moveCheck(
  tx: Tx,
  from: Check,
  to: Pick<Check, 'phase' | 'cursor' | 'checked'> & { finishedAt: Date | null },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('ledgerCheck')
    .set(to)
    .where('id', '=', from.id)
    .where('phase', '=', from.phase)
    .where('cursor', '=', from.cursor)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** What one check finds twice stands once: the id is made from what was found. */
export async function keepDifferences(
  tx: Tx,
  checkId: string,
  differences: (Difference & { id: string })[],
  foundAt: Date,
): Promise<void> {
  if (differences.length === 0) return
  const rows = differences.map(({ id, kind, facts }) => ({ id, checkId, kind, facts: JSON.stringify(facts), foundAt }))
  await tx
    .insertInto('ledgerDifference')
    .values(rows)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

export function readDifferences(reader: Reader, checkId: string, limit: number): Promise<Difference[]> {
  return reader
    .selectFrom('ledgerDifference')
    .select(['kind', 'facts'])
    .where('checkId', '=', checkId)
    .orderBy('kind')
    .orderBy(sql`facts::text`)
    .limit(limit)
    .execute()
}

export async function countDifferences(reader: Reader, checkId: string): Promise<number> {
  const row = await reader
    .selectFrom('ledgerDifference')
    .select((all) => all.fn.countAll<number>().as('count'))
    .where('checkId', '=', checkId)
    .executeTakeFirst()
  return row?.count ?? 0
}

export async function nextContacts(reader: Reader, after: string, limit: number): Promise<string[]> {
  const rows = await reader
    .selectFrom('add')
    .select('contactId')
    .distinct()
    .where('contactId', '>', after)
    .orderBy('contactId')
    .limit(limit)
    .execute()
  return rows.map(({ contactId }) => contactId)
}

/** Each of these contacts with every other that shares an identity with it, each such circle once. */
export async function clustersAround(reader: Reader, contactIds: string[]): Promise<string[][]> {
  const { rows } = await sql<{ root: string; contactIds: string[] }>`
    WITH RECURSIVE around (root, contact_id) AS (
      SELECT contact_id, contact_id FROM unnest(${contactIds}::text[]) AS contact_id
      UNION
      SELECT around.root, other.contact_id
      FROM around
      JOIN identity_result AS own ON own.contact_id = around.contact_id
      JOIN identity_result AS other ON other.subject = own.subject
    )
    SELECT around.root, array_agg(around.contact_id ORDER BY around.contact_id) AS "contactIds"
    FROM around GROUP BY around.root ORDER BY around.root`.execute(reader)
  return [...new Map(rows.map((row) => [row.contactIds.join('|'), row.contactIds])).values()]
}

export type KeptAdd = KeptVerdict & { contactId: string }

export function readKept(reader: Reader, contactIds: string[]): Promise<KeptAdd[]> {
  return reader
    .selectFrom('add')
    .select(['id', 'contactId', 'verdictStatus as status', 'verdictReason as reason', 'settleAt'])
    .where('contactId', 'in', contactIds)
    .execute()
}

/** The last day whose closing has begun. */
export async function readBegun(reader: Reader): Promise<BusinessDay | null> {
  const row = await reader
    .selectFrom('closingBegun')
    .select((of) => of.fn.max('day').as('day'))
    .executeTakeFirst()
  return row?.day ?? null
}
