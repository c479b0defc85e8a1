import type { EmployeeActor } from '../../domain/employee.ts'
import type { Ports, Tx } from '../../ports.ts'
import { findClosedBecause } from './closed-store.ts'
import { deleteNext, insertChange, updateFollowUp } from './follow-up-store.ts'

/** What a completion had brought goes with it, and what closed itself because of it is open again. */
export async function takeBack(
  tx: Tx,
  actor: EmployeeActor,
  ports: Ports,
  { id, contactId }: { id: string; contactId: string },
): Promise<void> {
  await deleteNext(tx, id)
  const at = ports.clock.now()
  for (const one of await findClosedBecause(tx, { id, contactId })) {
    await updateFollowUp(tx, one.id, { state: 'open', closedAt: null, closedItself: false })
    const change = { id: ports.random.id(), followUpId: one.id, kind: 'reopened' as const, at, by: actor.id }
    await insertChange(tx, { ...change, facts: { because: id } })
    await ports.audit(tx, actor, 'follow-up/reopened', { kind: 'follow-up', id: one.id })
    await ports.liveUpdates.changed(tx, [one.assigneeId], 'follow-up')
  }
}
