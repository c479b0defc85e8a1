import type { EmployeeActor } from '../../domain/employee.ts'
import type { Ports, Tx } from '../../ports.ts'
import { findClosedBecause } from './closed-store.ts'
import { deleteFollowUp, insertChange, lockNext, updateFollowUp } from './follow-up-store.ts'
import { tellAnew } from './tell-anew.ts'

/** What a completion had brought goes with it, and what closed itself because of it is open again. */
export async function takeBack(
  tx: Tx,
  actor: EmployeeActor,
  ports: Ports,
  { id, contactId }: { id: string; contactId: string },
): Promise<void> {
  const next = await lockNext(tx, id)
  if (next) await forgetNext(tx, ports, next)
  const at = ports.clock.now()
  for (const one of await findClosedBecause(tx, { id, contactId })) {
    await updateFollowUp(tx, one.id, { state: 'open', closedAt: null, closedItself: false })
    const change = { id: ports.random.id(), followUpId: one.id, kind: 'reopened' as const, at, by: actor.id }
    await insertChange(tx, { ...change, facts: { because: id } })
    await ports.audit(tx, actor, 'follow-up/reopened', { kind: 'follow-up', id: one.id })
    await ports.liveUpdates.changed(tx, [one.assigneeId], 'follow-up')
  }
}

async function forgetNext(
  tx: Tx,
  ports: Ports,
  { id: followUpId, assigneeId }: { id: string; assigneeId: string },
): Promise<void> {
  await tellAnew(tx, ports, { followUpId, employeeId: null, at: ports.clock.now() })
  await deleteFollowUp(tx, followUpId)
  await ports.liveUpdates.changed(tx, [assigneeId], 'follow-up')
}
