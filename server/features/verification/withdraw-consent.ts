import type { ContactActor } from '../../domain/employee.ts'
import type { Ports } from '../../ports.ts'
import { lockContact } from './prompt-store.ts'
import { readOpening, readOwnSituation, type ShownOpening } from './read-opening.ts'
import { forgetIdentity, withdrawConsents } from './request-store.ts'
import { settleStanding } from './settle-standing.ts'

/** Withdraws what was agreed to: who it was is forgotten, that it was verified and the keyed hash stay, no credit is taken back. */
export async function withdrawConsent(actor: ContactActor, ports: Ports): Promise<ShownOpening> {
  await ports.database.write(async (tx) => {
    const now = ports.clock.now()
    const { prompt } = await readOwnSituation(tx, actor.openingId, now)
    await lockContact(tx, prompt.contactId)
    if ((await withdrawConsents(tx, prompt.contactId, now)) === 0) return
    await forgetIdentity(tx, prompt.contactId)
    await ports.audit(tx, actor, 'consent.withdrawn', { kind: 'opening', id: actor.openingId })
    await settleStanding(tx, ports, prompt.contactId, 'verification-changed')
  })
  return readOpening(actor, ports)
}
