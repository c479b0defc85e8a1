import type { SystemActor } from '../../domain/employee.ts'
import type { Ports, Tx } from '../../ports.ts'
import { insertChange, isVerified, lockOpenPromptAgain, updateFollowUp } from './follow-up-store.ts'

/** Closes the follow-ups that asked for what the contact has done by itself: it is verified, so nobody need prompt it again. */
export async function closeFulfilled(system: SystemActor, ports: Ports, tx: Tx, contactId: string): Promise<void> {
  if (!(await isVerified(tx, contactId))) return
  const now = ports.clock.now()
  const fulfilled = await lockOpenPromptAgain(tx, contactId)
  for (const { id } of fulfilled) {
    await updateFollowUp(tx, id, { state: 'completed', closedAt: now, closedItself: true })
    const change = {
      id: ports.random.id(),
      followUpId: id,
      kind: 'closedItself' as const,
      at: now,
      by: 'system',
      facts: {},
    }
    await insertChange(tx, change)
    await ports.audit(tx, system, 'follow-up/closedItself', { kind: 'follow-up', id })
  }
  if (fulfilled.length === 0) return
  const assigneeIds = fulfilled.map(({ assigneeId }) => assigneeId)
  await ports.liveUpdates.changed(tx, assigneeIds, 'follow-up')
}
