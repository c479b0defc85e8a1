import type { SystemActor } from '../../domain/employee.ts'
import type { Ports } from '../../ports.ts'
import { acceptUndecided as accept, findDueReviews, lockContact, type DueReview } from './review-store.ts'

const AT_ONCE = 100

/** What nobody has decided in time is accepted, as of the moment its time was over, however late this runs. */
export async function acceptUndecided(system: SystemActor, ports: Ports): Promise<void> {
  for (;;) {
    const due = await findDueReviews(ports.database.read, ports.clock.now(), AT_ONCE)
    for (const review of due) await acceptOne(system, ports, review)
    if (due.length < AT_ONCE) return
  }
}

async function acceptOne(system: SystemActor, ports: Ports, review: DueReview): Promise<void> {
  const { id, contactId } = review
  await ports.database.write(async (tx) => {
    await lockContact(tx, contactId)
    if (!(await accept(tx, review))) return
    await ports.audit(tx, system, 'review/accepted', { kind: 'review', id }, { because: 'undecided' })
    await ports.consequences(tx, { kind: 'add-changed', contactId, change: 'review' })
  })
}
