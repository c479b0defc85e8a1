import type { VerdictStatus } from './add.ts'
import type { PromptAllowance } from './verification-prompts.ts'
import type { VerificationState } from './verification.ts'

type OpenFollowUp = { id: string; title: string; dueAt: Date; kind: string }

export type ContactStanding = {
  state: VerificationState
  allowance: PromptAllowance
  /** Prompts that were sent in the last 30 days, by whomever. */
  promptsSent: number
  /** When the live link that was sent ends; null without one. */
  linkEndsAt: Date | null
  opened: boolean
  related: boolean
  isPrivate: boolean
  /** Whether a verification can still make the add count. */
  mayCount: boolean
  /** Somebody of the bank has completed a follow-up with the contact. */
  talkedWith: boolean
  /** Open ones of whoever reads. */
  followUps: OpenFollowUp[]
}

export type NextStep =
  | { kind: 'overdue-follow-up' | 'next-follow-up'; followUp: OpenFollowUp }
  | { kind: 'start-conversation'; followUp: OpenFollowUp | null }
  | { kind: 'respect-decline' }
  | { kind: 'send-prompt' | 'send-prompt-again' | 'no-prompts-left'; standing: ContactStanding }
  | { kind: 'wait-for-contact'; because: 'link' | 'result' | 'code'; standing: ContactStanding }
  | { kind: 'wait-to-prompt'; until: Date | null; because: 'too-soon' | 'quiet-hours' | 'in-progress' }
  | { kind: 'nothing'; because: 'done' | 'ended' | 'private' }

/** The one step for the open chat, in the order: overdue, not verified, nobody has talked, the next follow-up, nothing. */
export function nextStep(standing: ContactStanding, now: Date): NextStep {
  const [followUp] = standing.followUps.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
  if (followUp && followUp.dueAt < now) return { kind: 'overdue-follow-up', followUp }
  const prompting = standing.state === 'verified' ? null : promptStep(standing)
  const blocked = prompting?.kind === 'nothing'
  if (prompting && !(blocked && followUp)) return prompting
  if (standing.state === 'verified' && standing.related && !standing.talkedWith && !standing.isPrivate) {
    const first = standing.followUps.find(({ kind }) => kind === 'firstConversation') ?? followUp
    return { kind: 'start-conversation', followUp: first ?? null }
  }
  if (followUp) return { kind: 'next-follow-up', followUp }
  if (standing.isPrivate) return { kind: 'nothing', because: 'private' }
  return { kind: 'nothing', because: standing.related ? 'done' : 'ended' }
}

function promptStep(standing: ContactStanding): NextStep {
  const { state, allowance, linkEndsAt } = standing
  if (standing.isPrivate) return { kind: 'nothing', because: 'private' }
  if (state === 'declined') return { kind: 'respect-decline' }
  if (!standing.related) return { kind: 'nothing', because: 'ended' }
  if (state === 'submitted') return { kind: 'wait-for-contact', because: 'result', standing }
  if (allowance.allowed) return sending(standing)
  if (state === 'challenge') return { kind: 'wait-for-contact', because: 'code', standing }
  if (linkEndsAt !== null) return { kind: 'wait-for-contact', because: 'link', standing }
  if (allowance.reason === 'too-many-prompts') return { kind: 'no-prompts-left', standing }
  const because =
    allowance.reason === 'quiet-hours' || allowance.reason === 'in-progress' ? allowance.reason : 'too-soon'
  return { kind: 'wait-to-prompt', until: allowance.nextPromptAt, because }
}

const sending = (standing: ContactStanding): NextStep => ({
  kind: standing.promptsSent === 0 ? 'send-prompt' : 'send-prompt-again',
  standing,
})

/** What is void stays void, but for a verification that was taken back: verified again, the add counts on that day. */
export function mayStillCount(status: VerdictStatus | null, reason: string | null): boolean {
  return status !== 'void' || reason === 'verification-revoked'
}
