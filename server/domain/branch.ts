import { branchChains } from './branch-tree.ts'

/** What a lead sees of an employee: figures of one day, and what waits. */
export type Member = {
  id: string
  name: string
  /** Null when no policy sets one. */
  target: number | null
  effective: number
  awaiting: number
  overdue: number
  /** For some of the day at least. */
  onLeave: boolean
}

/** Null when nobody has a target. */
export function sumOfTargets(members: Pick<Member, 'target'>[]): number | null {
  const targets = members.flatMap(({ target }) => (target === null ? [] : [target]))
  return targets.length === 0 ? null : targets.reduce((sum, target) => sum + target, 0)
}

type Below = { id: string; parentId: string | null }

/** What the employees of the branch itself are asked for together, and of each branch directly below with all below it; null where nobody has a target. */
export function targetsBelow(
  branchId: string,
  branches: readonly Below[],
  ownTarget: (branchId: string) => number | null,
): Map<string, number | null> {
  const chainOf = branchChains(branches)
  const sums = new Map<string, number | null>()
  for (const { id } of branches) {
    const chain = chainOf(id)
    const place = chain[chain.indexOf(branchId) - 1] ?? branchId
    sums.set(place, sumOfTargets([{ target: sums.get(place) ?? null }, { target: ownTarget(id) }]))
  }
  return sums
}
