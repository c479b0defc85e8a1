import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import { oversees, owns, type AppealOutcome } from '../../domain/review.ts'
import type { Ports } from '../../ports.ts'
import { changeReview } from './change-review.ts'
import { findReviewOfAppeal, updateAppeal } from './review-store.ts'
import type { ReviewView } from './review-view.ts'

/** Upheld, the rejection is undone as if it had never been; refused, it stays, with the reason. Final either way. */
export async function decideAppeal(
  actor: EmployeeActor,
  ports: Ports,
  { id, outcome, reason, look }: { id: string; outcome: AppealOutcome; reason: string | null; look: string | null },
): Promise<ReviewView> {
  const found = await findReviewOfAppeal(ports.database.read, actor, id)
  if (!found || (!owns(actor, found) && !oversees(actor, found))) throw new Problem('appeal/not-found')
  return await changeReview(actor, ports, { id: found.id, look: reason ?? look }, async (tx, review, now) => {
    if (review.appeal?.state !== 'waiting') throw new Problem('appeal/decided')
    if (!review.may.decideAppeal) throw new Problem('appeal/other-person')
    await updateAppeal(tx, id, { state: outcome, answer: reason, decidedBy: actor.id, decidedAt: now })
    await ports.audit(tx, actor, `appeal/${outcome}`, { kind: 'appeal', id }, { review: review.id, look })
    await ports.consequences(tx, { kind: 'add-changed', contactId: review.add.contact.id, change: 'appeal' })
  })
}
