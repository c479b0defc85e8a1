import type { FilterChoice } from '../../domain/assignment.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import type { Ports, Reader } from '../../ports.ts'
import { countReachable, type Within } from './assignment-store.ts'
import { withinOf } from './decide-assignment.ts'
import { listFilterChoices, listKeptChoices } from './filter-choices-store.ts'

const MOST = 12
/** Of more employees it is read from what is kept: their contacts are too many to look at while somebody waits. */
const MOST_EMPLOYEES = 200

/** Tags or channels that contacts of the actor, or of the branch and all below it, have; the most used of them, and whether there are more. */
export async function readFilterChoices(
  actor: EmployeeActor,
  { database }: Ports,
  { of, branch, search = '' }: { of: FilterChoice; branch?: string | undefined; search?: string | undefined },
): Promise<{ items: string[]; more: boolean }> {
  const { read } = database
  const within = await withinOf(read, actor, { branch })
  const isLarge = (await countReachable(read, actor, { within, most: MOST_EMPLOYEES + 1 })) > MOST_EMPLOYEES
  const found = await (isLarge ? listOfMany : listFilterChoices)(read, actor, { of, search, within, limit: MOST + 1 })
  return { items: found.slice(0, MOST), more: found.length > MOST }
}

type Asked = { of: FilterChoice; search: string; within: Within; limit: number }

/** As it was kept last; the actor's own contacts, who may be those of another branch, as they are now. */
async function listOfMany(reader: Reader, actor: EmployeeActor, { within, ...asked }: Asked): Promise<string[]> {
  const kept = await listKeptChoices(reader, within.branchIds ?? actor.scope, asked)
  const own = await listFilterChoices(reader, actor, { ...asked, within: { ...within, employeeId: actor.id } })
  return [...new Set([...kept, ...own])].slice(0, asked.limit)
}
