import type { SystemActor } from '../../domain/employee.ts'
import { UNSENT_MS } from '../../domain/verification-prompts.ts'
import type { Ports } from '../../ports.ts'
import { findDuePrompts, findPrompt, lockContact, updatePrompt } from './prompt-store.ts'
import { settleStanding } from './settle-standing.ts'

/** Ends links after 72 hours, and prompts that were made and never sent after 10 minutes. */
export async function endDuePrompts(_actor: SystemActor, ports: Ports): Promise<void> {
  const now = ports.clock.now()
  const unsentBefore = new Date(now.getTime() - UNSENT_MS)
  for (const { id, contactId } of await findDuePrompts(ports.database.read, now, unsentBefore)) {
    await ports.database.write(async (tx) => {
      await lockContact(tx, contactId)
      const prompt = await findPrompt(tx, id)
      if (!prompt || prompt.endedAt) return
      const endedBecause = prompt.sentAt ? 'expired' : 'unsent'
      if (endedBecause === 'unsent' && prompt.createdAt > unsentBefore) return
      await updatePrompt(tx, id, { endedAt: now, endedBecause })
      await settleStanding(tx, ports, contactId, 'prompt-changed')
    })
  }
}
