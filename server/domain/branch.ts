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

/** Who needs help first: by what is overdue, then by what waits, then by name; never by how much somebody has reached. */
export function byNeedOfHelp(a: Member, b: Member): number {
  return b.overdue - a.overdue || b.awaiting - a.awaiting || (a.id < b.id ? -1 : 1)
}

/** Null when nobody has a target. */
export function sumOfTargets(members: Pick<Member, 'target'>[]): number | null {
  const targets = members.flatMap(({ target }) => (target === null ? [] : [target]))
  return targets.length === 0 ? null : targets.reduce((sum, target) => sum + target, 0)
}
