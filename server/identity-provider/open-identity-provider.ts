import type { Clock, IdentityProvider, Log } from '../ports.ts'
import { answer, keySet } from './answer.ts'
import { ask } from './ask.ts'
import { webhookOpener } from './open-webhook.ts'

const KEYS_MS = 5 * 60_000

type Place = { origin: string; key: string; webhookSecrets: string[] }

/** The bank's identity provider behind HTTP, as README "identity provider" describes it. Throws for a webhook secret that is not base64. */
export function openIdentityProvider(place: Place, { clock, log }: { clock: Clock; log: Log }): IdentityProvider {
  const there = { origin: place.origin, key: place.key, log }
  let kept: { keys: object; until: number } | undefined

  return {
    async keys() {
      const now = clock.now().getTime()
      if (!kept || now >= kept.until || now < kept.until - KEYS_MS)
        kept = { keys: await ask(there, { path: '/keys', schema: keySet }), until: now + KEYS_MS }
      return kept.keys
    },
    async submit(request) {
      const headers = { 'idempotency-key': request.requestId }
      return ask(there, { path: '/verifications', schema: answer, body: request, headers }).catch((fault: unknown) => {
        // A payload it cannot open may have been meant for a key that it has changed since.
        kept = undefined
        throw fault
      })
    },
    answerChallenge: (providerId, payload) =>
      ask(there, { path: `${pathOf(providerId)}/challenge`, schema: answer, body: { payload }, alsoAnswers: [409] }),
    read: (providerId) => ask(there, { path: pathOf(providerId), schema: answer }),
    openWebhook: webhookOpener(place.webhookSecrets),
  }
}

const pathOf = (providerId: string) => `/verifications/${encodeURIComponent(providerId)}`
