import type { EmployeeActor } from '../../domain/employee.ts'
import type { VerificationState } from '../../domain/verification.ts'
import type { Head, PagePrompt, TimelineRow } from './contact-page-store.ts'

/** Until when somebody whose relation has ended may look; null for whoever sees the contact now, a lead of the branch included. */
export function seenUntil(head: Head, actor: EmployeeActor): Date | null {
  const isLead = head.ownerBranchId !== null && actor.scope.includes(head.ownerBranchId)
  return head.ownerId === actor.id && !isLead ? head.endedAt : null
}

type Known = { head: Head; prompts: PagePrompt[]; timeline: TimelineRow[] }

/** What belongs to the time before `until`: who the contact is, and what came of it later, is no longer theirs to see. */
export function cutAtEnd({ head, prompts, timeline }: Known, until: Date | null): Known {
  if (until === null) return { head, prompts, timeline }
  const known = head.since !== null && head.since > until ? standingIn(timeline) : {}
  const theirs = prompts.filter(({ createdAt }) => createdAt <= until).map((prompt) => ({ ...prompt, endedAt: until }))
  return { head: { ...head, ...known, maskedName: null, recipient: null }, prompts: theirs, timeline }
}

/** Where the contact stood when the last of these, newest first, had happened. */
function standingIn(timeline: TimelineRow[]): { state: VerificationState; since: Date | null } {
  for (const { kind, at } of timeline)
    if (kind !== 'added' && kind !== 'ended' && kind !== 'follow-up') return { state: kind, since: at }
  return { state: 'none', since: null }
}
