import type { FailureReason, Recipient, VerificationState } from './verification.ts'
import { ATTEMPTS_PER_LINK, CHALLENGE_MS } from './verification-prompts.ts'
import type { RequestState } from './verification-standing.ts'

export type PageStep =
  | 'another-person'
  | 'ended'
  | 'form'
  | 'challenge'
  | 'waiting'
  | 'verified'
  | 'failed'
  | 'declined'

export type PageFacts = {
  recipient: Recipient | 'another'
  /** Where the contact stands, whichever link it came from. */
  state: VerificationState
  /** Since when; null when nothing has ever happened. */
  since: Date | null
  prompt: { expiresAt: Date; endedAt: Date | null; endedBecause: string | null; failedAttempts: number }
  /** The last request of this link. */
  request: { state: RequestState; submittedAt: Date; failure: FailureReason | null } | null
}

export type PageView = { step: PageStep; failure: FailureReason | null; attemptsLeft: number | null }

const only = (step: PageStep): PageView => ({ step, failure: null, attemptsLeft: null })

/** What the contact's page shows. */
export function pageView(facts: PageFacts, now: Date): PageView {
  const { recipient, state, prompt, request } = facts
  if (recipient === 'another') return only('another-person')
  if (state === 'verified') return only('verified')
  if (state === 'declined') return only('declined')
  if (request?.state === 'pending' && state === 'submitted') return only('waiting')
  const attemptsLeft = Math.max(0, ATTEMPTS_PER_LINK - prompt.failedAttempts)
  if (prompt.endedBecause === 'too-many-attempts')
    return { step: 'failed', failure: 'too-many-attempts', attemptsLeft: 0 }
  if (prompt.endedAt || now >= prompt.expiresAt) return only('ended')
  if (isAnswering(facts, now)) return { step: 'challenge', failure: null, attemptsLeft }
  if (request?.failure) return { step: 'failed', failure: request.failure, attemptsLeft }
  return { step: 'form', failure: null, attemptsLeft }
}

/** The code is good for 10 minutes from when it was asked for, which may be long after the submission; then the contact begins anew. */
function isAnswering({ request, state, since }: Omit<PageFacts, 'prompt' | 'recipient'>, now: Date): boolean {
  if (request?.state !== 'challenge') return false
  const askedAt = state === 'challenge' && since ? since : request.submittedAt
  return now.getTime() < askedAt.getTime() + CHALLENGE_MS
}

/** Whether an identity may be submitted on the page as it stands. */
export function takesSubmission({ step, attemptsLeft }: PageView): boolean {
  return step === 'form' || (step === 'failed' && attemptsLeft !== 0)
}
