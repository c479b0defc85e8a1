import { timingSafeEqual } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import type { IdentityProvider } from '../ports.ts'
import { notice } from './answer.ts'
import { parseJson } from './ask.ts'

const TOLERANCE_MS = 5 * 60_000

/**
 * Standard Webhooks (github.com/standard-webhooks/standard-webhooks, spec): several signatures may stand side by side, and several secrets
 * while one is exchanged. The library's own check reads the machine's clock, so its signature is compared here against ours.
 */
export function webhookOpener(secrets: string[]): IdentityProvider['openWebhook'] {
  const signers = secrets.map((secret) => new Webhook(secret))
  return ({ id, timestamp, signature }, body, now) => {
    if (!/^[\w.-]{1,128}$/.test(id) || !/^\d{1,12}$/.test(timestamp)) return null
    const at = new Date(Number(timestamp) * 1000)
    const given = signature.split(' ').slice(0, 10)
    const expected = signers.map((signer) => signer.sign(id, at, body))
    const genuine = expected.flatMap((one) => given.map((other) => isEqual(one, other))).includes(true)
    if (!genuine || Math.abs(now.getTime() - at.getTime()) > TOLERANCE_MS) return null
    const parsed = notice.safeParse(parseJson(body))
    return parsed.success ? { providerId: parsed.data.data.id, requestId: parsed.data.data.requestId } : null
  }
}

function isEqual(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)]
  return left.length === right.length && timingSafeEqual(left, right)
}
