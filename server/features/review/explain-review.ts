import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports } from '../../ports.ts'
import { changeReview } from './change-review.ts'
import { updateReview } from './review-store.ts'
import type { ReviewView } from './review-view.ts'

/** The employee's own words, beside the facts, for whoever decides. */
export function explainReview(
  actor: EmployeeActor,
  ports: Ports,
  { id, text }: { id: string; text: string },
): Promise<ReviewView> {
  return changeReview(actor, ports, { id, look: null }, async (tx, review, now) => {
    if (review.outcome !== null) throw new Problem('review/not-open')
    if (!review.may.explain) throw new Problem('request/forbidden')
    await updateReview(tx, id, { explanation: text, explainedAt: now })
    await ports.audit(tx, actor, 'review/explained', { kind: 'review', id })
  })
}
