import type { ContactActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import { ATTEMPTS_PER_LINK } from '../../domain/verification-prompts.ts'
import type { Ports } from '../../ports.ts'
import { forgetDeclines, lockContact, updatePrompt } from './prompt-store.ts'
import { readOpening, readOwnSituation, type ShownOpening } from './read-opening.ts'
import { settleStanding } from './settle-standing.ts'

/** Takes the no back; the link goes on as far as its time and attempts reach. */
export async function reconsider(actor: ContactActor, ports: Ports): Promise<ShownOpening> {
  await ports.database.write(async (tx) => {
    const now = ports.clock.now()
    const { prompt } = await readOwnSituation(tx, actor.openingId, now)
    await lockContact(tx, prompt.contactId)
    const { view } = await readOwnSituation(tx, actor.openingId, now)
    if (view.step !== 'declined') throw new Problem('verification/wrong-step')
    await forgetDeclines(tx, prompt.contactId)
    const goesOn = now < prompt.expiresAt && prompt.failedAttempts < ATTEMPTS_PER_LINK
    if (goesOn) await updatePrompt(tx, prompt.id, { endedAt: null, endedBecause: null })
    await ports.audit(tx, actor, 'verification.reconsidered', { kind: 'prompt', id: prompt.id })
    await settleStanding(tx, ports, prompt.contactId, 'verification-changed')
  })
  return readOpening(actor, ports)
}
