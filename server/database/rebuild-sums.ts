import { z } from 'zod'
import type { Log } from '../ports.ts'
import { openDatabase, type DatabasePlace } from './open-database.ts'

const differing = z.object({ kept: z.string(), key: z.string(), had: z.string(), has: z.string() })
/** A sum that was kept as `had` and is `has` by the ledger. */
export type RebuiltSum = z.output<typeof differing>

/** Makes the kept sums anew from the ledger, as owner, since the app may not write them; tells what differed. */
export async function rebuildSums(where: DatabasePlace, log: Log): Promise<RebuiltSum[]> {
  const found: RebuiltSum[] = []
  const database = await openDatabase(where, log, async (owner) => {
    const { rows } = await owner.run('SELECT kept, key, had, has FROM rebuild_credit_sums()')
    found.push(...rows.map((row) => differing.parse(row)))
  })
  await database.close()
  return found
}
