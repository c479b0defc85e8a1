import { addDays, businessDayOf } from '../../domain/business-day.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import { oversees, REVIEW_HORIZON, reviewDue } from '../../domain/review.ts'
import type { Ports, Tx } from '../../ports.ts'
import { showReview } from './change-review.ts'
import { findAdd, insertReview, lockContact } from './review-store.ts'
import type { ReviewView } from './review-view.ts'

/** Holds an add that could count, or counts, until somebody has looked at it. Nobody opens one of their own. */
export function openReview(
  actor: EmployeeActor,
  ports: Ports,
  { addId, reason }: { addId: string; reason: string },
): Promise<ReviewView> {
  const now = ports.clock.now()
  return ports.database.write(async (tx) => {
    const add = await reviewable(tx, actor, addId)
    const id = ports.random.id()
    const dueAt = await dueOf(ports, tx, add, now)
    await insertReview(tx, { id, addId, origin: 'lead', reason, openedBy: actor.id, openedAt: now, dueAt })
    await ports.audit(tx, actor, 'review/opened', { kind: 'review', id }, { addId, employee: add.employeeId })
    await ports.consequences(tx, { kind: 'add-changed', contactId: add.contactId, change: 'review' })
    return await showReview(tx, actor, { id, look: reason }, now)
  })
}

type Add = NonNullable<Awaited<ReturnType<typeof findAdd>>>

async function reviewable(tx: Tx, actor: EmployeeActor, addId: string): Promise<Add> {
  const known = await findAdd(tx, actor, addId)
  if (!known) throw new Problem('add/not-found')
  if (!oversees(actor, known)) throw new Problem('review/own-add')
  await lockContact(tx, known.contactId)
  const add = await findAdd(tx, actor, addId)
  if (!add) throw new Problem('add/not-found')
  if (add.verdictStatus === 'held') throw new Problem('review/already-open')
  if (add.verdictStatus === 'void') throw new Problem('review/not-possible')
  return add
}

/** By the calendar of the employee's branch; what is entered later does not move what was promised. */
async function dueOf({ targets }: Ports, tx: Tx, add: Add, now: Date): Promise<Date> {
  const { employeeId: id, branchId, role, joinedAt, leftAt } = add
  const today = businessDayOf(now)
  const range = { from: today, to: addDays(today, REVIEW_HORIZON) }
  const employee = { id, branchId, role, leads: false, joinedAt, leftAt }
  const book = (await targets.books(tx, [employee], range, { asOf: now })).get(id)
  return reviewDue(now, (day) => book?.on(day).standard ?? 1)
}
