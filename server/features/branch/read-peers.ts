import { businessDayOf } from '../../domain/business-day.ts'
import { endOfMonth, firstOfMonth } from '../../domain/calendar.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { addUp, cohortOf } from '../../domain/funnel.ts'
import { branchesBeside, compareWithPeers, type Comparison, type PeerSums } from '../../domain/peers.ts'
import type { Ports, Reader } from '../../ports.ts'
import * as store from './kept-cohort-store.ts'
import { branchesForSums } from './lead-scope.ts'

/** The branch beside the median of the branches with the same parent, no name told; from what is kept, so that both sides are counted alike. */
export async function readPeerComparison(
  actor: EmployeeActor,
  ports: Ports,
  { branchId }: { branchId: string },
): Promise<Comparison[]> {
  const { read } = ports.database
  await branchesForSums(read, actor, branchId)
  const beside = branchesBeside(await store.readBranchTree(read), branchId)
  return compareWithPeers(await sumsOf(read, beside, businessDayOf(ports.clock.now())), branchId)
}

/** Of each branch with all below it. */
async function sumsOf(reader: Reader, beside: Map<string, string[]>, today: string): Promise<PeerSums[]> {
  const all = [...beside.values()].flat()
  const month = { from: firstOfMonth(today), to: endOfMonth(today) }
  const cohorts = byBranch(await store.readKeptByBranch(reader, cohortOf(7, today), all))
  const earned = byBranch(await store.sumEarnedByBranch(reader, all, month))
  const employees = byBranch(await store.countEmployeesByBranch(reader, all))
  return [...beside].map(([branchId, below]) => ({
    ...addUp(below.flatMap((id) => cohorts.get(id) ?? [])),
    branchId,
    effective: below.reduce((sum, id) => sum + (earned.get(id)?.count ?? 0), 0),
    employees: below.reduce((sum, id) => sum + (employees.get(id)?.count ?? 0), 0),
  }))
}

const byBranch = <Row extends { branchId: string }>(rows: Row[]): Map<string, Row> =>
  new Map(rows.map((row) => [row.branchId, row]))
