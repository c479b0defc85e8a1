import type { FollowUpKind } from './follow-up.ts'

export type Candidate = { employeeId: string; startedAt: Date }
export type ContactCase = {
  contactId: string
  verified: boolean
  /** Active employees within the actor's reach who have a live relation with the contact. */
  candidates: Candidate[]
  /** Employees who have the same follow-up open for this contact already. */
  alreadyWith: string[]
  /** Employees for whom the contact is private. */
  privateFor: string[]
}
export type SkipReason = 'no-relation' | 'private' | 'already-open' | 'already-verified'
export type Assignment = {
  assigned: { contactId: string; assigneeId: string }[]
  skipped: { contactId: string; reason: SkipReason }[]
}

/** Gives each contact to one employee who is related with it: the least loaded of this assignment, then the one who has known it longest. */
export function assign(cases: ContactCase[], kind: FollowUpKind, assigneeIds: string[] | null): Assignment {
  const load = new Map<string, number>()
  const result: Assignment = { assigned: [], skipped: [] }
  for (const one of cases) {
    const choice = choose(one, kind, assigneeIds, load)
    if (typeof choice === 'string') {
      result.skipped.push({ contactId: one.contactId, reason: choice })
      continue
    }
    load.set(choice.employeeId, (load.get(choice.employeeId) ?? 0) + 1)
    result.assigned.push({ contactId: one.contactId, assigneeId: choice.employeeId })
  }
  return result
}

function choose(
  { verified, candidates, alreadyWith, privateFor }: ContactCase,
  kind: FollowUpKind,
  assigneeIds: string[] | null,
  load: Map<string, number>,
): Candidate | SkipReason {
  if (kind === 'promptAgain' && verified) return 'already-verified'
  const fitting = candidates.filter(({ employeeId }) => assigneeIds?.includes(employeeId) ?? true)
  if (fitting.length === 0) return 'no-relation'
  const customers = fitting.filter(({ employeeId }) => !privateFor.includes(employeeId))
  if (customers.length === 0) return 'private'
  const free = customers.filter(({ employeeId }) => !alreadyWith.includes(employeeId))
  const loadOf = (candidate: Candidate): number => load.get(candidate.employeeId) ?? 0
  const [best] = free.toSorted(
    (a, b) =>
      loadOf(a) - loadOf(b) || a.startedAt.getTime() - b.startedAt.getTime() || (a.employeeId < b.employeeId ? -1 : 1),
  )
  return best ?? 'already-open'
}
