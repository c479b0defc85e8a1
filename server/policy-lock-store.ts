import { sql } from 'kysely'
import type { Tx } from './ports.ts'

const place = sql`hashtextextended('policies in force', 0)`

/** Until the end of the transaction no version comes into force, so that an add goes by all there are or is seen by the one that comes. */
export async function holdPolicies(tx: Tx): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock_shared(${place})`.execute(tx)
}

/** Waits for all who are recording an add; until the end of the transaction nobody else does. */
export async function lockPoliciesInForce(tx: Tx): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${place})`.execute(tx)
}
