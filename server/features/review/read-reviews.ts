import type { EmployeeActor } from '../../domain/employee.ts'
import { requireReason } from '../../domain/look.ts'
import { owns } from '../../domain/review.ts'
import { cursorOf, placeIn } from '../../domain/time-cursor.ts'
import type { Ports } from '../../ports.ts'
import { listReviews } from './review-store.ts'
import { viewReview, type ReviewView } from './review-view.ts'

const PAGE = 30

/** What is read of others' adds is in the audit log; an operator says why, or Problem('request/reason-required') is thrown. */
export async function readReviews(
  actor: EmployeeActor,
  ports: Ports,
  { state, cursor, reason }: { state: 'open' | 'closed'; cursor: string | undefined; reason: string | null },
): Promise<{ items: ReviewView[]; nextCursor: string | null }> {
  const now = ports.clock.now()
  return await ports.database.write(async (tx) => {
    const rows = await listReviews(tx, actor, { state, after: placeIn(cursor), limit: PAGE + 1 })
    const shown = rows.slice(0, PAGE)
    const last = rows.length > PAGE ? shown.at(-1) : undefined
    const others = shown.filter((row) => !owns(actor, row))
    for (const { branchId } of others) requireReason(actor, branchId, reason)
    if (others.length > 0) {
      const reviews = others.map(({ id }) => id).join(' ')
      await ports.audit(tx, actor, 'review/list-read', { kind: 'employee', id: actor.id }, { reviews, reason })
    }
    return {
      items: shown.map((row) => viewReview(row, actor, now)),
      nextCursor: last ? cursorOf({ at: last.openedAt, id: last.id }) : null,
    }
  })
}
