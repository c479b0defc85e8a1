import type { EmployeeActor } from '../../domain/employee.ts'
import type { Ports } from '../../ports.ts'
import { readBranches, type Branch } from './ground-store.ts'
import { requireOperator } from './require-operator.ts'

/** Every branch, in the directory's order. */
export async function listBranches(actor: EmployeeActor, { database }: Ports): Promise<Branch[]> {
  requireOperator(actor)
  return await readBranches(database.read)
}
