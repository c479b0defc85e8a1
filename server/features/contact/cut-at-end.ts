import type { EmployeeActor } from '../../domain/employee.ts'
import type { Head, PagePrompt } from './contact-page-store.ts'
import type { readStandingAt } from './timeline-store.ts'

/** Until when somebody whose relation has ended may look; null for whoever sees the contact now, a lead of the branch included. */
export function seenUntil(head: Head, actor: EmployeeActor): Date | null {
  const isLead = head.ownerBranchId !== null && actor.scope.includes(head.ownerBranchId)
  return head.ownerId === actor.id && !isLead ? head.endedAt : null
}

type Known = { head: Head; prompts: PagePrompt[] }
type Standing = Awaited<ReturnType<typeof readStandingAt>>

/** What belongs to the time before `until`, when the contact stood at `then`: who the contact is, and what came of it later, is no longer theirs to see. */
export function cutAtEnd({ head, prompts }: Known, until: Date | null, then: Standing | null): Known {
  if (until === null) return { head, prompts }
  const known = then !== null && head.since !== null && head.since > until ? then : {}
  const theirs = prompts.filter(({ createdAt }) => createdAt <= until).map((prompt) => ({ ...prompt, endedAt: until }))
  return { head: { ...head, ...known, maskedName: null, recipient: null, elsewhere: null }, prompts: theirs }
}
