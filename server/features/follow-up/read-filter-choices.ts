import type { FilterChoice } from '../../domain/assignment.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import type { Ports } from '../../ports.ts'
import { withinOf } from './decide-assignment.ts'
import { listFilterChoices } from './filter-choices-store.ts'

const MOST = 12

/** Tags or channels that contacts of the actor, or of the branch and all below it, have; the most used of them, and whether there are more. */
export async function readFilterChoices(
  actor: EmployeeActor,
  { database }: Ports,
  { of, branch, search = '' }: { of: FilterChoice; branch?: string | undefined; search?: string | undefined },
): Promise<{ items: string[]; more: boolean }> {
  const within = await withinOf(database.read, actor, { branch })
  const found = await listFilterChoices(database.read, actor, { of, search, within, limit: MOST + 1 })
  return { items: found.slice(0, MOST), more: found.length > MOST }
}
