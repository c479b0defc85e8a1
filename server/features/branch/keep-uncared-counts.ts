import type { SystemActor } from '../../domain/employee.ts'
import type { Ports } from '../../ports.ts'
import { countUncaredByBranches, replaceUncared } from './uncared-store.ts'

/** Counts the verified contacts nobody looks after for the sums of the whole bank; seconds of the database with 600,000 of them. */
export async function keepUncaredCounts(_actor: SystemActor, { database }: Pick<Ports, 'database'>): Promise<void> {
  await database.write(async (tx) => replaceUncared(tx, await countUncaredByBranches(tx)))
}
