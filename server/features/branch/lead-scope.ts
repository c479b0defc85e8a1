import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { Reader } from '../../ports.ts'
import { readSubtree, readSubtreeForSums } from './branch-store.ts'

/** The branch with all below it, for whoever leads it; throws Problem('branch/not-found') for anybody else. */
export async function branchesOfLead(reader: Reader, actor: EmployeeActor, branchId: string): Promise<string[]> {
  const subtree = await readSubtree(reader, actor, branchId)
  if (subtree.length === 0) throw new Problem('branch/not-found')
  return subtree.map(({ id }) => id)
}

/** As `branchesOfLead`; operators may read sums of any branch. */
export async function branchesForSums(reader: Reader, actor: EmployeeActor, branchId: string): Promise<string[]> {
  const subtree = await readSubtreeForSums(reader, actor, branchId)
  if (subtree.length === 0) throw new Problem('branch/not-found')
  return subtree.map(({ id }) => id)
}
