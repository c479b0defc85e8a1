import * as contract from '../../contract/verification.ts'
import { toShanghaiIso } from '../../domain/business-day.ts'
import { forContact, forEmployee, type Route } from '../../http/route.ts'
import { answerChallenge } from './answer-challenge.ts'
import { decline } from './decline.ts'
import { makePrompt } from './make-prompt.ts'
import { markPromptSent } from './mark-prompt-sent.ts'
import { readOpening, type ShownOpening } from './read-opening.ts'
import { reconsider } from './reconsider.ts'
import { submitIdentity } from './submit-identity.ts'
import { withdrawConsent } from './withdraw-consent.ts'

/** The employee's side. */
export const promptRoutes: Route[] = [
  forEmployee(contract.makePrompt, async ({ actor, params, ports }) => {
    const { prompt, card } = await makePrompt(actor, ports, { contactId: params.id })
    return { prompt: { ...prompt, expiresAt: toShanghaiIso(prompt.expiresAt) }, card }
  }),
  forEmployee(contract.markPromptSent, async ({ actor, params, ports }) => {
    const prompt = await markPromptSent(actor, ports, { promptId: params.id })
    return { prompt: { ...prompt, expiresAt: toShanghaiIso(prompt.expiresAt) } }
  }),
]

/** The contact's page's own calls. */
export const verificationRoutes: Route[] = [
  forContact(contract.readOpening, async ({ actor, ports }) => pageOf(await readOpening(actor, ports))),
  forContact(contract.submitIdentity, async ({ actor, body, ports }) =>
    pageOf(await submitIdentity(actor, ports, body)),
  ),
  forContact(contract.answerChallenge, async ({ actor, body, ports }) =>
    pageOf(await answerChallenge(actor, ports, body)),
  ),
  forContact(contract.decline, async ({ actor, ports }) => pageOf(await decline(actor, ports))),
  forContact(contract.reconsider, async ({ actor, ports }) => pageOf(await reconsider(actor, ports))),
  forContact(contract.withdrawConsent, async ({ actor, ports }) => pageOf(await withdrawConsent(actor, ports))),
]

function pageOf({ keys, ...opening }: ShownOpening): contract.PageOpening {
  return { ...opening, keys: contract.pageOpening.shape.keys.parse(keys) }
}
