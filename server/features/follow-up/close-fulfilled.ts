import type { SystemActor } from '../../domain/employee.ts'
import type { Ports, Tx } from '../../ports.ts'
import { insertChange, isVerified, lockOpenPromptAgain, updateFollowUp } from './follow-up-store.ts'

/** Closes the follow-ups to prompt again where nobody need: the contact is verified by itself, or private for the employee. */
export async function closeFulfilled(system: SystemActor, ports: Ports, tx: Tx, contactId: string): Promise<void> {
  const now = ports.clock.now()
  const open = await lockOpenPromptAgain(tx, contactId)
  const fulfilled = (await isVerified(tx, contactId)) ? open : open.filter((one) => one.isPrivate)
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
