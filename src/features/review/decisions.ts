import type { Review } from '#contract/review.ts'
import { post } from '../../http/api.ts'

export type Decision = 'accept' | 'propose' | 'confirm' | 'uphold' | 'refuse'

/** Without a reason a person must not lose anything: accepting and upholding need none. */
export const needsReason = (decision: Decision): boolean => decision !== 'accept' && decision !== 'uphold'

export function decide(review: Review, decision: Decision, reason: string, key: string): Promise<{ review: Review }> {
  const told = reason ? { reason } : {}
  if (decision === 'uphold' || decision === 'refuse') {
    const outcome = decision === 'uphold' ? 'upheld' : 'refused'
    return post('/api/appeals/:id/decision', {
      params: { id: review.appeal?.id ?? '' },
      body: { outcome, ...told },
      key,
    })
  }
  const outcome = decision === 'accept' ? 'accepted' : 'rejected'
  return post('/api/reviews/:id/decision', { params: { id: review.id }, body: { outcome, ...told }, key })
}
