import { businessDayOf } from '../../domain/business-day.ts'
import { endOfMonth, firstOfMonth } from '../../domain/calendar.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { cohortOf } from '../../domain/funnel.ts'
import { compareWithPeers, type Comparison } from '../../domain/peers.ts'
import type { Ports } from '../../ports.ts'
import { readPeers } from './kept-cohort-store.ts'
import { branchesForSums } from './lead-scope.ts'

/** The branch beside the median of the branches with the same parent, no name told; from what is kept, so that both sides are counted alike. */
export async function readPeerComparison(
  actor: EmployeeActor,
  ports: Ports,
  { branchId }: { branchId: string },
): Promise<Comparison[]> {
  const { read } = ports.database
  await branchesForSums(read, actor, branchId)
  const today = businessDayOf(ports.clock.now())
  const month = { from: firstOfMonth(today), to: endOfMonth(today) }
  return compareWithPeers(await readPeers(read, branchId, cohortOf(7, today), month), branchId)
}
