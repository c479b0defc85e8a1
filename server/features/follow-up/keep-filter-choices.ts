import type { SystemActor } from '../../domain/employee.ts'
import type { Ports } from '../../ports.ts'
import { findBranchToCount, keepChoicesOf } from './filter-choices-store.ts'

const AGAIN_MS = 24 * 3_600_000
/** What is left then is done a minute later, so that other work that is due is not held up. */
const LONGEST_MS = 10_000

/** Counts the tags and channels of each branch's contacts anew every day: of a whole bank they take longer than anybody waits. */
export async function keepFilterChoices(
  _by: SystemActor,
  { database, clock }: Pick<Ports, 'database' | 'clock'>,
): Promise<void> {
  const begun = performance.now()
  while (performance.now() - begun < LONGEST_MS) {
    const now = clock.now()
    const branchId = await findBranchToCount(database.read, new Date(now.getTime() - AGAIN_MS))
    if (branchId === undefined) return
    await database.write((tx) => keepChoicesOf(tx, branchId, now))
  }
}
