import type { ContactActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports } from '../../ports.ts'
import { endLivePrompt, lockContact, updatePrompt } from './prompt-store.ts'
import { readOpening, readOwnSituation, type ShownOpening } from './read-opening.ts'
import { settleStanding } from './settle-standing.ts'

const steps = ['form', 'failed', 'challenge']

/** The contact says no, for good: nobody may prompt until the contact takes it back. */
export async function decline(actor: ContactActor, ports: Ports): Promise<ShownOpening> {
  await ports.database.write(async (tx) => {
    const now = ports.clock.now()
    const { prompt } = await readOwnSituation(tx, actor.openingId, now)
    await lockContact(tx, prompt.contactId)
    const { view } = await readOwnSituation(tx, actor.openingId, now)
    if (view.step === 'declined') return
    if (!steps.includes(view.step)) throw new Problem('verification/wrong-step')
    await endLivePrompt(tx, prompt.contactId, 'declined', now)
    await updatePrompt(tx, prompt.id, { endedAt: now, endedBecause: 'declined' })
    await ports.audit(tx, actor, 'verification.declined', { kind: 'prompt', id: prompt.id })
    await settleStanding(tx, ports, prompt.contactId, 'verification-changed')
  })
  return readOpening(actor, ports)
}
