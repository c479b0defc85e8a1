import type { BusinessDay } from './business-day.ts'
import type { Weight } from './calendar.ts'
import type { EmployeeRole } from './employee.ts'
import { targetPolicyOn } from './policy.ts'
import type { TargetPolicy } from './policy.ts'
import { targetOf } from './target.ts'
import type { TargetDay } from './target.ts'

/** What a lead sees of an employee: figures of one day, and what waits. */
export type Member = {
  id: string
  name: string
  /** Null when no policy sets one. */
  target: number | null
  effective: number
  awaiting: number
  overdue: number
}

/** Who needs help first: by what is overdue, then by what waits, then by name; never by how much somebody has reached. */
export function byNeedOfHelp(a: Member, b: Member): number {
  return b.overdue - a.overdue || b.awaiting - a.awaiting || (a.id < b.id ? -1 : 1)
}

/** Null when nobody has a target. */
export function sumOfTargets(members: Pick<Member, 'target'>[]): number | null {
  const targets = members.flatMap(({ target }) => (target === null ? [] : [target]))
  return targets.length === 0 ? null : targets.reduce((sum, target) => sum + target, 0)
}

type TargetSubject = {
  id: string
  role: EmployeeRole
  leads: boolean
  branchId: string
  branches: { id: string; parentId: string | null }[]
}

/** The employee's target of the day, as their own day shows it. `month` are all days of its month; null when no policy names them. */
export function memberTarget(
  policies: TargetPolicy[],
  subject: TargetSubject,
  day: BusinessDay,
  month: { day: BusinessDay; weight: Weight }[],
): number | null {
  const roles = subject.leads ? ([subject.role, 'lead'] as const) : ([subject.role] as const)
  const named = { id: subject.id, roles, branches: chainOf(subject) }
  const days = month.map((one): TargetDay => ({ ...one, policy: targetPolicyOn(policies, named, one.day) }))
  const own = days.find((one) => one.day === day)
  return own ? targetOf(own, days) : null
}

/** The branch and all above it, nearest first; a circle in the directory ends it. */
function chainOf({ branchId, branches }: Pick<TargetSubject, 'branchId' | 'branches'>): string[] {
  const above = new Map(branches.map(({ id, parentId }) => [id, parentId]))
  const chain: string[] = []
  for (let id: string | null = branchId; id !== null && !chain.includes(id); id = above.get(id) ?? null) chain.push(id)
  return chain
}
