import { addDays, businessDayOf, startOfDay } from '../../domain/business-day.ts'
import type { BusinessDay } from '../../domain/business-day.ts'
import { sumOfTargets } from '../../domain/branch.ts'
import type { Member } from '../../domain/branch.ts'
import { endOfMonth, firstOfMonth } from '../../domain/calendar.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { cohortOf } from '../../domain/funnel.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports, Reader } from '../../ports.ts'
import { countUndelivered } from './undelivered-store.ts'
import { countOfLeavers, countOwedIn, countUncaredFor } from './branch-owed-store.ts'
import { countReviews } from './branch-reviews-store.ts'
import * as store from './branch-store.ts'
import { sumBranchTargets } from './branch-target-store.ts'
import { memberOf, MEMBERS_A_PAGE, needOf, pageOf, readDayMembers } from './day-members.ts'
import type { DayMember } from './day-members.ts'
import { closedSince, MOST_MEMBERS, partOf, type Part } from './lead-scope.ts'
import { sumLoads } from './member-load-store.ts'
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
  /** The first page of them, and where the next begins. */
  members: Member[]
  nextMembers: string | null
  may: { assign: boolean; export: 'freely' | 'with-reason' }
  asOf: Date
}

/**
 * The branch with all below it on one day (today unless told). Whoever leads it sees its members, and all as it is now. Of a large
 * part of the bank, and for an operator, sums are those that are kept: targets, of the last week only, are at most an hour old,
 * overdue follow-ups and contacts nobody looks after ten minutes. An operator who does not lead it sees nobody.
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
  const part = await partOf(
    read,
    subtree.map(({ id }) => id),
  )
  const { branchIds } = part
  const leads = actor.scope.includes(branch.id)
  const members = leads ? await membersOf(ports, part, { day, now: asOf }) : []
  const targets = leads && !part.isLarge ? targetsOf(members) : await sumBranchTargets(read, branchIds, day)
  const sums = await store.readDaySums(read, branchIds, day, [startOfDay(day), startOfDay(addDays(day, 1))])
  const shown = pageOf(members, needOf)
  return {
    branch: { id: branch.id, name: branch.name },
    today: { day, target: targets.day, ...sums },
    month: {
      target: targets.month,
      effective: await store.sumEarned(read, branchIds, { from: firstOfMonth(day), to: endOfMonth(day) }),
    },
    funnel: await funnelOf(read, part, cohortOf(7, day)),
    owed: {
      overdue: await owedOf(read, part, asOf),
      ofLeavers: await countOfLeavers(read, branchIds, asOf),
      verifiedWithoutFollowUp: await (leads && !part.isLarge ? countUncaredFor : sumUncared)(read, branchIds),
      undeliveredNotices: await countUndelivered(read, branchIds, { since: closedSince(asOf) }),
      ...(await countReviews(read, branchIds)),
    },
    members: shown.items.map(memberOf),
    nextMembers: shown.nextCursor,
    may: { assign: leads, export: leads ? 'freely' : 'with-reason' },
    asOf,
  }
}

/** All of them where sums are made of them. */
const membersOf = (ports: Ports, { branchIds, isLarge }: Part, moment: { day: BusinessDay; now: Date }) =>
  readDayMembers(ports, {
    among: { branchIds },
    kept: isLarge,
    after: null,
    limit: isLarge ? MEMBERS_A_PAGE + 1 : MOST_MEMBERS,
    ...moment,
  })

/** Overdue follow-ups that a lead or a rule gave out. */
export async function owedOf(reader: Reader, { branchIds, isLarge }: Part, now: Date): Promise<number> {
  if (!isLarge) return await countOwedIn(reader, branchIds, now)
  return (await sumLoads(reader, { branchIds, kept: true, now, closedSince: closedSince(now) })).owed
}

const targetsOf = (members: DayMember[]) => ({
  day: sumOfTargets(members),
  month: sumOfTargets(members.map(({ monthTarget }) => ({ target: monthTarget }))),
})
