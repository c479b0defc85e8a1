import type { EmployeeActor } from '../../domain/employee.ts'
import { requireReason } from '../../domain/look.ts'
import { Problem } from '../../domain/problem.ts'
import { owns } from '../../domain/review.ts'
import type { Ports, Reader, Tx } from '../../ports.ts'
import { findReview, lockContact, type ReviewRow } from './review-store.ts'
import { viewReview, type ReviewView } from './review-view.ts'

/** Throws Problem('review/not-found') for what the actor may not know of. */
async function readReview(reader: Reader, actor: EmployeeActor, id: string): Promise<ReviewRow> {
  const review = await findReview(reader, actor, id)
  if (!review) throw new Problem('review/not-found')
  return review
}

/**
 * One step of a review, decided on what it is under the lock of its contact; `step` writes it. An operator sees a person by it, so
 * without `look`, the reason for that, nothing is done and Problem('request/reason-required') thrown.
 */
export function changeReview(
  actor: EmployeeActor,
  ports: Ports,
  { id, look }: { id: string; look: string | null },
  step: (tx: Tx, review: ReviewView, now: Date) => Promise<void>,
): Promise<ReviewView> {
  const now = ports.clock.now()
  return ports.database.write(async (tx) => {
    const { contactId } = await readReview(tx, actor, id)
    await lockContact(tx, contactId)
    await step(tx, viewReview(await readReview(tx, actor, id), actor, now), now)
    return await showReview(tx, actor, { id, look }, now)
  })
}

/** The review as it is now; what it shows of others is looked at for a reason. */
export async function showReview(
  tx: Tx,
  actor: EmployeeActor,
  { id, look }: { id: string; look: string | null },
  now: Date,
): Promise<ReviewView> {
  const review = await readReview(tx, actor, id)
  if (!owns(actor, review)) requireReason(actor, review.branchId, look)
  return viewReview(review, actor, now)
}
