import { addDays, businessDayOf, startOfDay } from '../../domain/business-day.ts'
import type { BusinessDay } from '../../domain/business-day.ts'
import { byNeedOfHelp, sumOfTargets } from '../../domain/branch.ts'
import type { Member } from '../../domain/branch.ts'
import { endOfMonth, firstOfMonth } from '../../domain/calendar.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { cohortOf } from '../../domain/funnel.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports } from '../../ports.ts'
import { countOfLeavers, countOverdueIn, countUncaredFor, countUndelivered } from './branch-owed-store.ts'
import { countReviews } from './branch-reviews-store.ts'
import * as store from './branch-store.ts'
import { sumBranchTargets } from './branch-target-store.ts'
import { memberOf, readDayMembers } from './day-members.ts'
import type { DayMember } from './day-members.ts'
import { funnelOf, type Funnel } from './read-funnel.ts'
import { sumUncared } from './uncared-store.ts'

export type BranchOverview = {
  branch: { id: string; name: string }
  today: { day: BusinessDay; target: number | null; effective: number; added: number }
  /** What was earned in the day's month, whenever it was decided. */
  month: { target: number | null; effective: number }
  /** Within seven days of the add. */
  funnel: Funnel
  /** `reviews` are open, `appeals` wait for an operator. */
  owed: {
    overdue: number
    ofLeavers: number
    verifiedWithoutFollowUp: number
    undeliveredNotices: number
    reviews: number
    appeals: number
  }
  members: Member[]
  may: { assign: boolean; export: 'freely' | 'with-reason' }
  asOf: Date
}

/**
 * The branch with all below it on one day (today unless told). Whoever leads it sees its members, and all as it is now. An operator
 * who does not reads sums alone: targets, of the last week only, are at most an hour old, contacts nobody looks after ten minutes.
 * Throws Problem('branch/not-found') out of the actor's scope.
 */
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
  const leads = actor.scope.includes(branch.id)
  const members = leads ? await readDayMembers(ports, branchIds, day, asOf) : []
  const targets = leads ? targetsOf(members) : await sumBranchTargets(read, branchIds, day)
  const sums = await store.readDaySums(read, branchIds, day, [startOfDay(day), startOfDay(addDays(day, 1))])
  return {
    branch: { id: branch.id, name: branch.name },
    today: { day, target: targets.day, ...sums },
    month: {
      target: targets.month,
      effective: await store.sumEarned(read, branchIds, { from: firstOfMonth(day), to: endOfMonth(day) }),
    },
    funnel: await funnelOf(read, branchIds, cohortOf(7, day)),
    owed: {
      overdue: await countOverdueIn(read, branchIds, asOf),
      ofLeavers: await countOfLeavers(read, branchIds),
      verifiedWithoutFollowUp: await (leads ? countUncaredFor : sumUncared)(read, branchIds),
      undeliveredNotices: await countUndelivered(read, branchIds),
      ...(await countReviews(read, branchIds)),
    },
    members: members.map(memberOf).toSorted(byNeedOfHelp),
    may: { assign: leads, export: leads ? 'freely' : 'with-reason' },
    asOf,
  }
}

const targetsOf = (members: DayMember[]) => ({
  day: sumOfTargets(members),
  month: sumOfTargets(members.map(({ monthTarget }) => ({ target: monthTarget }))),
})
