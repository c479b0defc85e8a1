import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { ReviewOutcome } from '../../domain/review.ts'
import type { Ports, Tx } from '../../ports.ts'
import { changeReview } from './change-review.ts'
import { updateReview } from './review-store.ts'
import type { ReviewView } from './review-view.ts'

/** `look` is why an operator looks at the person, where the decision itself gives no reason. */
type Decision = { id: string; outcome: ReviewOutcome; reason: string | null; look: string | null }

/** One person accepts; a rejection is proposed by one and confirmed by another, each with their own reason. */
export function decideReview(actor: EmployeeActor, ports: Ports, decision: Decision): Promise<ReviewView> {
  const { id, reason, look } = decision
  return changeReview(actor, ports, { id, look: reason ?? look }, async (tx, review, now) => {
    if (review.outcome !== null) throw new Problem('review/not-open')
    if (!review.may.accept) throw new Problem('review/own-add')
    if (decision.outcome === 'rejected' && review.may.propose) return propose(actor, ports, tx, decision, now)
    if (decision.outcome === 'rejected' && !review.may.confirm) throw new Problem('review/second-person')
    return close(actor, ports, tx, { ...decision, contactId: review.add.contact.id }, now)
  })
}

async function propose(actor: EmployeeActor, ports: Ports, tx: Tx, { id, reason }: Decision, now: Date): Promise<void> {
  await updateReview(tx, id, { proposedBy: actor.id, proposedAt: now, proposedReason: reason })
  await ports.audit(tx, actor, 'review/rejection-proposed', { kind: 'review', id })
}

async function close(
  actor: EmployeeActor,
  ports: Ports,
  tx: Tx,
  { id, outcome, reason, look, contactId }: Decision & { contactId: string },
  now: Date,
): Promise<void> {
  await updateReview(tx, id, { outcome, closedAt: now, decidedBy: actor.id, decisionReason: reason })
  await ports.audit(tx, actor, `review/${outcome}`, { kind: 'review', id }, { look })
  await ports.consequences(tx, { kind: 'add-changed', contactId, change: 'review' })
}
