import type { FilterChoice } from '../../domain/assignment.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import type { Ports } from '../../ports.ts'
import { withinOf } from './decide-assignment.ts'
import { listFilterChoices, listKeptChoices } from './filter-choices-store.ts'

const MOST = 12
/** Of more branches it is read from what is kept: their contacts are too many to look at while somebody waits. */
const MOST_BRANCHES = 5

/** Tags or channels that contacts of the actor, or of the branch and all below it, have; the most used of them, and whether there are more. */
export async function readFilterChoices(
  actor: EmployeeActor,
  { database }: Ports,
  { of, branch, search = '' }: { of: FilterChoice; branch?: string | undefined; search?: string | undefined },
): Promise<{ items: string[]; more: boolean }> {
  const within = await withinOf(database.read, actor, { branch })
  const branchIds = within.branchIds ?? actor.scope
  const asked = { of, search, limit: MOST + 1 }
  const found =
    branchIds.length > MOST_BRANCHES
      ? await listKeptChoices(database.read, branchIds, asked)
      : await listFilterChoices(database.read, actor, { ...asked, within })
  return { items: found.slice(0, MOST), more: found.length > MOST }
}
