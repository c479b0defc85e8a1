import type { ContactActor, Locale } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import { type PageStep, type PageView, pageView, takesSubmission } from '../../domain/verification-page.ts'
import {
  type Asker,
  type Bank,
  consentTexts,
  type ConsentText,
  KEEP_DAYS,
  type Provider,
} from '../../domain/verification-words.ts'
import type { FailureReason } from '../../domain/verification.ts'
import type { Ports, Reader } from '../../ports.ts'
import { findOpening, findPromptOf, type Opening } from './opening-store.ts'
import { readAsker, readBank, readProvider } from './page-store.ts'
import type { Prompt } from './prompt-store.ts'
import { findLastRequest, hasConsent, type IdentityRequest } from './request-store.ts'
import { findStanding } from './standing-store.ts'

export type ShownOpening = {
  step: PageStep
  locale: Locale
  bank: Bank
  employee: Asker | null
  provider: Provider | null
  keepDays: number
  maskedPhone: string | null
  failure: FailureReason | null
  attemptsLeft: number | null
  mayWithdraw: boolean
  keys: object | null
  consents: ConsentText[]
  textVersion: string
}

export type Situation = {
  opening: Opening & { recipient: 'confirmed' | 'unconfirmed' | 'another' }
  prompt: Prompt
  request: (IdentityRequest & { failure: FailureReason | null }) | undefined
  view: PageView
}

/** Throws Problem('sign-in/refused') while nobody knows who is in front of the page. */
async function readSituation(reader: Reader, openingId: string, now: Date): Promise<Situation> {
  const opening = await findOpening(reader, openingId)
  if (!opening) throw new Problem('verification/link-ended')
  const { recipient } = opening
  if (recipient === null || opening.codeHash !== null) throw new Problem('sign-in/refused')
  const prompt = await findPromptOf(reader, opening.promptId)
  const request = await findLastRequest(reader, prompt.id)
  const { state, since } = (await findStanding(reader, prompt.contactId)) ?? { state: 'none' as const, since: null }
  const view = pageView({ recipient, state, since, prompt, request: request ?? null }, now)
  return { opening: { ...opening, recipient }, prompt, request, view }
}

/** The same, for the person the link was sent to and nobody else. */
export async function readOwnSituation(reader: Reader, openingId: string, now: Date): Promise<Situation> {
  const situation = await readSituation(reader, openingId, now)
  if (situation.opening.recipient === 'another') throw new Problem('verification/another-person')
  return situation
}

/** What the page shows. To another person, and for a link that has ended, the same work is done and nothing of it is told. */
export async function readOpening(actor: ContactActor, ports: Ports): Promise<ShownOpening> {
  const { read } = ports.database
  const { prompt, request, view } = await readSituation(read, actor.openingId, ports.clock.now())
  const bank = await readBank(read, actor.locale)
  const employee = await readAsker(read, prompt.employeeId)
  const provider = await readProvider(read, actor.locale, bank.name)
  const mayWithdraw = await hasConsent(read, prompt.contactId)
  const consents = consentTexts(actor.locale, bank.name, provider)
  const isClosed = view.step === 'another-person' || view.step === 'ended'
  const told = { ...view, locale: actor.locale, bank, keepDays: KEEP_DAYS }
  const textVersion = textVersionOf(ports, consents)
  if (isClosed)
    return {
      ...told,
      employee: null,
      provider: null,
      maskedPhone: null,
      mayWithdraw: false,
      keys: null,
      consents: [],
      textVersion,
    }
  const encrypts = takesSubmission(view) || view.step === 'challenge'
  return {
    ...told,
    employee,
    provider,
    maskedPhone: view.step === 'challenge' ? (request?.maskedPhone ?? null) : null,
    mayWithdraw,
    keys: encrypts ? await keysOrNull(ports) : null,
    consents,
    textVersion,
  }
}

/** Names the words that were on the page, so that a consent can be read again as it was given. */
export const textVersionOf = (ports: Ports, consents: ConsentText[]): string =>
  ports.vault.hash(consents.map(({ kind, text }) => `${kind}: ${text}`).join('\n')).slice(0, 16)

/** Without the provider the page still explains and takes a no. */
async function keysOrNull(ports: Ports): Promise<object | null> {
  return ports.identityProvider.keys().catch((fault: unknown) => {
    if (fault instanceof Problem && fault.code === 'verification/provider-unavailable') return null
    throw fault
  })
}
