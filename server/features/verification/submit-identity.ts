import type { ContactActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import { takesSubmission } from '../../domain/verification-page.ts'
import { consentTexts } from '../../domain/verification-words.ts'
import type { Ports, Tx } from '../../ports.ts'
import { readBank, readProvider } from './page-store.ts'
import { lockContact } from './prompt-store.ts'
import { readOpening, readOwnSituation, type ShownOpening, type Situation, textVersionOf } from './read-opening.ts'
import { recordAnswer } from './record-answer.ts'
import { hasConsent, insertConsents, insertRequest } from './request-store.ts'

type Given = { sensitive: true; provider: boolean; textVersion: string }

/**
 * Writes consents and intent, asks the provider, writes its answer. Sent twice it is one request: ours is the key under which the provider
 * knows it. `payload` is neither kept nor readable here.
 */
export async function submitIdentity(
  actor: ContactActor,
  ports: Ports,
  { payload, consents }: { payload: string; consents: Given },
): Promise<ShownOpening> {
  const requestId = await noteIntent(actor, ports, consents)
  if (requestId === null) return readOpening(actor, ports)
  const notifyUrl = `${ports.settings.publicOrigin}/identity/webhook`
  const answer = await ports.identityProvider.submit({ requestId, payload, notifyUrl })
  await ports.database.write((tx) => recordAnswer(tx, ports, requestId, answer))
  return readOpening(actor, ports)
}

/** The request to make; null when one is under way or decided already. */
function noteIntent(actor: ContactActor, ports: Ports, consents: Given): Promise<string | null> {
  return ports.database.write(async (tx) => {
    const now = ports.clock.now()
    const { prompt } = await readOwnSituation(tx, actor.openingId, now)
    await lockContact(tx, prompt.contactId)
    const situation = await readOwnSituation(tx, actor.openingId, now)
    if (['waiting', 'challenge', 'verified'].includes(situation.view.step)) return null
    if (situation.view.step === 'ended') throw new Problem('verification/link-ended')
    if (!takesSubmission(situation.view)) throw new Problem('verification/wrong-step')
    return beginRequest(tx, actor, ports, situation, consents)
  })
}

/** One that never reached the provider is sent again; what was agreed to is written anew where the consent was withdrawn meanwhile. */
async function beginRequest(
  tx: Tx,
  actor: ContactActor,
  ports: Ports,
  { opening, prompt, request }: Situation,
  given: Given,
): Promise<string> {
  if (opening.recipient === 'another') throw new Problem('verification/another-person')
  const now = ports.clock.now()
  const of = { contactId: prompt.contactId, openingId: opening.id }
  const unsent = request?.state === 'sending' ? request.id : null
  if (unsent === null || !(await hasConsent(tx, prompt.contactId))) await recordConsents(tx, actor, ports, of, given)
  if (unsent !== null) return unsent
  const id = ports.random.id()
  await insertRequest(tx, { ...of, id, promptId: prompt.id, recipient: opening.recipient, submittedAt: now })
  await ports.audit(tx, actor, 'identity.submitted', { kind: 'identity-request', id }, { contactId: of.contactId })
  return id
}

async function recordConsents(
  tx: Tx,
  actor: ContactActor,
  ports: Ports,
  of: { contactId: string; openingId: string },
  given: Given,
): Promise<void> {
  const bank = await readBank(tx, actor.locale)
  const provider = await readProvider(tx, actor.locale, bank.name)
  const texts = consentTexts(actor.locale, bank.name, provider)
  const isCurrent = given.textVersion === textVersionOf(ports, texts)
  if (!given.sensitive || (!provider.isBank && !given.provider) || !isCurrent)
    throw new Problem('verification/consent-missing')
  const { random, settings, clock } = ports
  const shown = { textVersion: given.textVersion, locale: actor.locale, build: settings.build, givenAt: clock.now() }
  await insertConsents(tx, texts, { ...of, ...shown, recipientName: provider.name }, random.id)
}
