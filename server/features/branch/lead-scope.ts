import { addDays, businessDayOf, startOfDay } from '../../domain/business-day.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { Reader } from '../../ports.ts'
import { countMembers, readSubtree, readSubtreeForSums } from './branch-store.ts'

/** Follow-ups closed in the last days are on the board, today included. */
const CLOSED_DAYS = 7
const MOST_BRANCHES = 50
export const MOST_MEMBERS = 500

/** Some of the bank's branches. A large part of them is summed up, and listed, from what is kept. */
export type Part = { branchIds: string[]; isLarge: boolean }

export const closedSince = (now: Date): Date => startOfDay(addDays(businessDayOf(now), 1 - CLOSED_DAYS))

export async function partOf(reader: Reader, branchIds: string[]): Promise<Part> {
  const isLarge = branchIds.length > MOST_BRANCHES || (await countMembers(reader, branchIds)) > MOST_MEMBERS
  return { branchIds, isLarge }
}

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
