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
