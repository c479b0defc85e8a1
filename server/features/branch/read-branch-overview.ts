import { addDays, businessDayOf, startOfDay } from '../../domain/business-day.ts'
import type { BusinessDay } from '../../domain/business-day.ts'
import { byNeedOfHelp, dayTarget, sumOfTargets } from '../../domain/branch.ts'
import type { Member } from '../../domain/branch.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import { weekdayWeight } from '../../domain/working-hours.ts'
import type { Ports, Reader } from '../../ports.ts'
import * as store from './branch-store.ts'

export type BranchOverview = {
  branch: { id: string; name: string }
  today: { day: BusinessDay; target: number | null; effective: number; added: number }
  owed: { overdue: number; verifiedWithoutFollowUp: number; undeliveredNotices: number }
  members: Member[]
  asOf: Date
}

/** The branch with all below it on one day (today unless told); throws Problem('branch/not-found') out of the actor's scope. */
export async function readBranchOverview(
  actor: EmployeeActor,
  ports: Ports,
  input: { branchId: string; day: BusinessDay | null },
): Promise<BranchOverview> {
  const asOf = ports.clock.now()
  const day = input.day ?? businessDayOf(asOf)
  const { read } = ports.database
  const subtree = await store.readSubtree(read, actor, input.branchId)
  const branch = subtree.find(({ id }) => id === input.branchId)
  if (!branch) throw new Problem('branch/not-found')
  const branchIds = subtree.map(({ id }) => id)
  const members = await readMembers(read, branchIds, day, asOf)
  const memberIds = members.map(({ id }) => id)
  const sums = await store.readDaySums(read, branchIds, day, [startOfDay(day), startOfDay(addDays(day, 1))])
  return {
    branch: { id: branch.id, name: branch.name },
    today: { day, target: sumOfTargets(members), ...sums },
    owed: {
      overdue: members.reduce((sum, { overdue }) => sum + overdue, 0),
      verifiedWithoutFollowUp: memberIds.length > 0 ? await store.countUncaredFor(read, memberIds) : 0,
      undeliveredNotices: memberIds.length > 0 ? await store.countUndelivered(read, memberIds) : 0,
    },
    members: members.toSorted(byNeedOfHelp),
    asOf,
  }
}

async function readMembers(reader: Reader, branchIds: string[], day: BusinessDay, now: Date): Promise<Member[]> {
  const rows = await store.readMembers(reader, branchIds)
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const effective = countsOf(await store.sumCredits(reader, ids, day))
  const awaiting = countsOf(await store.countAwaiting(reader, ids))
  const overdue = countsOf(await store.countOverdue(reader, ids, now))
  const policies = await store.readPolicies(reader)
  const branches = await store.readAllBranches(reader)
  const weight = (await store.readDayWeight(reader, day)) ?? weekdayWeight(day)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    target: dayTarget(policies, { ...row, branches }, day, weight),
    effective: effective.get(row.id) ?? 0,
    awaiting: awaiting.get(row.id) ?? 0,
    overdue: overdue.get(row.id) ?? 0,
  }))
}

const countsOf = (counts: { employeeId: string; count: number }[]): Map<string, number> =>
  new Map(counts.map(({ employeeId, count }) => [employeeId, count]))
