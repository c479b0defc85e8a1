import type { SystemActor } from '../../domain/employee.ts'
import { isFulfilled } from '../../domain/follow-up-rule.ts'
import type { Ports, Tx } from '../../ports.ts'
import { insertChange, updateFollowUp } from './follow-up-store.ts'
import { moveAlong } from './move-along.ts'
import { lockFacts, lockOpenOf, readStanding } from './standing-store.ts'

/**
 * After anything about the contact has changed: follow-ups go along with a handover, and those that nobody needs any more by the
 * facts close themselves; `because` is the follow-up whose change it was.
 */
export async function closeFulfilled(
  system: SystemActor,
  ports: Ports,
  tx: Tx,
  { contactId, because }: { contactId: string; because?: string },
): Promise<void> {
  await lockFacts(tx, contactId)
  const before = await lockOpenOf(tx, contactId)
  if (before.length === 0) return
  const open = await moveAlong(system, ports, tx, { contactId, open: before })
  const standing = await readStanding(tx, contactId)
  const fulfilled = open.filter((one) => isFulfilled(one, standing))
  const now = ports.clock.now()
  for (const { id } of fulfilled) {
    await updateFollowUp(tx, id, { state: 'completed', closedAt: now, closedItself: true })
    const change = { id: ports.random.id(), followUpId: id, kind: 'closedItself' as const, at: now, by: 'system' }
    await insertChange(tx, { ...change, facts: because === undefined ? {} : { because } })
    await ports.audit(tx, system, 'follow-up/closedItself', { kind: 'follow-up', id })
  }
  if (fulfilled.length === 0) return
  const assigneeIds = [...new Set(fulfilled.map(({ assigneeId }) => assigneeId))]
  await ports.liveUpdates.changed(tx, assigneeIds, 'follow-up')
}
