import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports } from '../../ports.ts'
import { changeReview } from './change-review.ts'
import { findAdd, findLatestReview, insertAppeal } from './review-store.ts'
import type { ReviewView } from './review-view.ts'

export type AppealView = NonNullable<ReviewView['appeal']>

/** Of one's own rejected add, once for each rejection. Throws Problem('add/not-found') for what the actor may not know of. */
export async function appealRejection(
  actor: EmployeeActor,
  ports: Ports,
  { addId, text }: { addId: string; text: string },
): Promise<AppealView> {
  const { read } = ports.database
  const add = await findAdd(read, actor, addId)
  if (!add) throw new Problem('add/not-found')
  if (add.employeeId !== actor.id) throw new Problem('request/forbidden')
  const latest = await findLatestReview(read, actor, addId)
  if (!latest) throw new Problem('appeal/not-possible')
  const { appeal } = await changeReview(actor, ports, { id: latest.id, look: null }, async (tx, review, now) => {
    if (!review.may.appeal) throw new Problem('appeal/not-possible')
    const id = ports.random.id()
    await insertAppeal(tx, { id, addId, reviewId: latest.id, text, by: actor.id, at: now, state: 'waiting' })
    await ports.audit(tx, actor, 'appeal/made', { kind: 'appeal', id }, { review: latest.id })
  })
  if (!appeal) throw new Problem('appeal/not-possible')
  return appeal
}
