import { readDayWeights } from '../../calendar-store.ts'
import { addDays, businessDayOf, startOfDay } from '../../domain/business-day.ts'
import type { BusinessDay } from '../../domain/business-day.ts'
import { byNeedOfHelp, memberTarget, sumOfTargets } from '../../domain/branch.ts'
import type { Member } from '../../domain/branch.ts'
import { dayWeight, daysIn, endOfMonth, firstOfMonth } from '../../domain/calendar.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports, Reader } from '../../ports.ts'
import * as store from './branch-store.ts'

export type BranchOverview = {
  branch: { id: string; name: string }
  today: { day: BusinessDay; target: number | null; effective: number; added: number }
  owed: { overdue: number; verifiedWithoutFollowUp: number; undeliveredNotices: number }
  members: Member[]
  may: { assign: boolean }
  asOf: Date
}

/** The branch with all below it on one day (today unless told), for an operator without names; throws Problem('branch/not-found') out of the actor's scope. */
export async function readBranchOverview(
  actor: EmployeeActor,
  ports: Ports,
  input: { branchId: string; day: BusinessDay | null },
): Promise<BranchOverview> {
  const asOf = ports.clock.now()
  const day = input.day ?? businessDayOf(asOf)
  const { read } = ports.database
  const subtree = await store.readSubtreeForSums(read, actor, input.branchId)
  const branch = subtree.find(({ id }) => id === input.branchId)
  if (!branch) throw new Problem('branch/not-found')
  const branchIds = subtree.map(({ id }) => id)
  const members = await readMembers(read, branchIds, day, asOf)
  const memberIds = members.map(({ id }) => id)
  const leads = actor.scope.includes(branch.id)
  const sums = await store.readDaySums(read, branchIds, day, [startOfDay(day), startOfDay(addDays(day, 1))])
  return {
    branch: { id: branch.id, name: branch.name },
    today: { day, target: sumOfTargets(members), ...sums },
    owed: {
      overdue: members.reduce((sum, { overdue }) => sum + overdue, 0),
      verifiedWithoutFollowUp: memberIds.length > 0 ? await store.countUncaredFor(read, memberIds) : 0,
      undeliveredNotices: memberIds.length > 0 ? await store.countUndelivered(read, memberIds) : 0,
    },
    members: leads ? members.toSorted(byNeedOfHelp) : [],
    may: { assign: leads },
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
  const month = await readMonth(reader, day)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    target: memberTarget(policies, { ...row, branches }, day, month),
    effective: effective.get(row.id) ?? 0,
    awaiting: awaiting.get(row.id) ?? 0,
    overdue: overdue.get(row.id) ?? 0,
  }))
}

async function readMonth(reader: Reader, day: BusinessDay): Promise<{ day: BusinessDay; weight: number }[]> {
  const [from, to] = [firstOfMonth(day), endOfMonth(day)]
  const official = await readDayWeights(reader, from, to)
  return daysIn(from, to).map((one) => ({ day: one, weight: dayWeight(one, { official: official.get(one) ?? null }) }))
}

const countsOf = (counts: { employeeId: string; count: number }[]): Map<string, number> =>
  new Map(counts.map(({ employeeId, count }) => [employeeId, count]))
