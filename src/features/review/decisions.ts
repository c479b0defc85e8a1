import type { Review } from '#contract/review.ts'
import { post } from '../../http/api.ts'

export type Decision = 'accept' | 'propose' | 'confirm' | 'uphold' | 'refuse'

/** Without a reason a person must not lose anything: accepting and upholding need none. */
export const needsReason = (decision: Decision): boolean => decision !== 'accept' && decision !== 'uphold'

type Told = { reason: string; look: string; key: string }

/** `look` is why an operator looks at the person; empty for anybody else. */
export function decide(review: Review, decision: Decision, { reason, look, key }: Told): Promise<{ review: Review }> {
  const told = reason ? { reason } : {}
  if (decision === 'uphold' || decision === 'refuse') {
    const outcome = decision === 'uphold' ? 'upheld' : 'refused'
    return post('/api/appeals/:id/decision', {
      params: { id: review.appeal?.id ?? '' },
      body: { outcome, ...told },
      reason: look,
      key,
    })
  }
  const outcome = decision === 'accept' ? 'accepted' : 'rejected'
  const params = { id: review.id }
  return post('/api/reviews/:id/decision', { params, body: { outcome, ...told }, reason: look, key })
}
