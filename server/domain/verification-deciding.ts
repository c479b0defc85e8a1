import { ANSWER_WITHIN_MS } from './verification-standing.ts'

/** What the provider said of a request that is not decided, and when we learnt it: it tells no time for these. */
export type RequestStep = { version: number; state: 'pending' | 'challenge'; at: Date }
type Request = { state: string; submittedAt: Date }

/**
 * While the provider decides about one request: from the submission, or from a code that was sent to it, until it asks for a code or
 * decides, and never longer than 7 days after the submission. While the contact has to type a code nobody waits for the provider.
 */
export function decidingSpans(
  { state, submittedAt }: Request,
  steps: readonly RequestStep[],
  decidedAt: Date | null,
): { from: Date; to: Date }[] {
  const limit = new Date(submittedAt.getTime() + ANSWER_WITHIN_MS)
  const end = decidedAt && decidedAt < limit ? decidedAt : limit
  const inOrder = steps.toSorted((a, b) => a.version - b.version)
  const all = inOrder.length > 0 ? inOrder : assumed(state, submittedAt)
  return all.flatMap((step, place) => {
    const from = place === 0 ? submittedAt : step.at
    const next = all[place + 1]?.at
    const to = next && next < end ? next : end
    return step.state === 'pending' && from < to ? [{ from, to }] : []
  })
}

/** Decided at once, or older than the record of steps. */
const assumed = (state: string, at: Date): RequestStep[] =>
  state === 'challenge' ? [] : [{ version: 0, state: 'pending', at }]
