import { DAY_MS } from './business-day.ts'
import type { FailureReason, VerificationState } from './verification.ts'
import { latestResults, type ResultVersion } from './verification-result.ts'

/** How long a request may wait for the provider's answer before the contact may be asked anew. */
export const ANSWER_WITHIN_MS = 7 * DAY_MS

export type RequestState = 'sending' | 'pending' | 'challenge' | 'verified' | 'failed'
export type VerificationFacts = {
  prompts: { sentAt: Date | null; openedAt: Date | null }[]
  /** `codeAskedAt` is when the provider first asked for a code; null when it never did. */
  requests: { id: string; state: RequestState; submittedAt: Date; codeAskedAt: Date | null }[]
  results: ResultVersion[]
  /** While the contact's no stands. */
  declinedAt: Date | null
}

export type Standing = { state: VerificationState; since: Date; failure: FailureReason | null }

/**
 * Where the contact stands. A verified answer that stands beats everything, then the contact's own no, then whatever happened last;
 * null while nothing has. A request the provider never answered counts as failed after 7 days, and as verified whenever it is answered.
 */
export function standingOf(facts: VerificationFacts, now: Date): Standing | null {
  const [verified] = latestResults(facts.results).filter((result) => result.outcome === 'verified')
  if (verified) return { state: 'verified', since: verified.decidedAt, failure: null }
  if (facts.declinedAt) return { state: 'declined', since: facts.declinedAt, failure: null }
  return newest([...facts.prompts.flatMap(ofPrompt), ...ofRequests(facts, now)])
}

function ofPrompt({ sentAt, openedAt }: VerificationFacts['prompts'][number]): Standing[] {
  const sent = sentAt ? [{ state: 'prompted' as const, since: sentAt, failure: null }] : []
  const opened = openedAt ? [{ state: 'opened' as const, since: openedAt, failure: null }] : []
  return [...sent, ...opened]
}

function ofRequests({ requests, results }: VerificationFacts, now: Date): Standing[] {
  return requests.flatMap(({ id, state, submittedAt, codeAskedAt }): Standing[] => {
    if (state === 'pending') return [waiting('submitted', submittedAt, submittedAt, now)]
    if (state === 'challenge') return [waiting('challenge', submittedAt, codeAskedAt ?? submittedAt, now)]
    const [latest] = latestResults(results.filter((result) => result.requestId === id))
    return latest ? [ended(latest, results, submittedAt)] : []
  })
}

function waiting(state: 'submitted' | 'challenge', submittedAt: Date, since: Date, now: Date): Standing {
  const until = new Date(submittedAt.getTime() + ANSWER_WITHIN_MS)
  if (now >= until) return { state: 'failed', since: until, failure: 'other' }
  return { state, since, failure: null }
}

/** The provider's clock may be behind ours: what answers a submission cannot lie before it. */
function ended(latest: ResultVersion, results: ResultVersion[], submittedAt: Date): Standing {
  const wasVerified = results.some(({ requestId, outcome }) => requestId === latest.requestId && outcome === 'verified')
  const since = latest.decidedAt > submittedAt ? latest.decidedAt : submittedAt
  return { state: wasVerified ? 'revoked' : 'failed', since, failure: latest.reason }
}

/** Of several at one moment the one that stands later in the list: opened after sent, a request after its link. */
function newest(all: Standing[]): Standing | null {
  return all.reduce<Standing | null>((last, one) => (last === null || one.since >= last.since ? one : last), null)
}
