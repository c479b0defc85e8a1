import { createHmac } from 'node:crypto'
import { type Engine, log, schedule } from '../engine.ts'
import { secondsOf } from '../shanghai.ts'
import type { TaskBody } from '../world.ts'

type WebhookTask = Extract<TaskBody, { kind: 'webhook' }>

const patience = 5000
const pauses = [5000, 300_000, 1_800_000, 7_200_000]

/** Signs a notice in the form of Standard Webhooks (standardwebhooks.com): "v1," and base64 of HMAC-SHA256 over id.timestamp.body. */
function signWebhook(secret: string, messageId: string, at: Date, body: string): Record<string, string> {
  const timestamp = String(secondsOf(at))
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const signature = createHmac('sha256', key).update(`${messageId}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': messageId, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}

/** One attempt; what the product did not take is tried again after 5 s, 5 min, 30 min and 2 h of the simulator's clock. */
export async function deliverWebhook(engine: Engine, task: WebhookTask): Promise<void> {
  const verification = engine.world.verifications.find((one) => one.id === task.verificationId)
  if (!verification || !engine.product) return
  const now = engine.clock.now()
  const body = JSON.stringify({
    type: 'verification.decided',
    timestamp: now.toISOString(),
    data: { id: verification.id, requestId: verification.requestId },
  })
  // A notice goes to the product's own origin and nowhere else, whatever address was given.
  const allowed =
    URL.canParse(verification.notifyUrl) && new URL(verification.notifyUrl).origin === engine.product.publicOrigin
  const headers = signWebhook(engine.credentials.webhookSecret, task.messageId, now, body)
  const outcome = allowed ? await send(verification.notifyUrl, headers, body) : 'not the product’s origin'
  const ok = typeof outcome === 'number' && outcome >= 200 && outcome < 300
  log(engine, {
    kind: 'identity',
    title: 'webhook verification.decided',
    request: { ...headers, body },
    response: { outcome },
    ok,
  })
  const wait = pauses[task.attempt - 1]
  if (!ok && allowed && wait !== undefined) schedule(engine, { ...task, attempt: task.attempt + 1 }, wait)
}

async function send(url: string, headers: Record<string, string>, body: string): Promise<number | string> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    })
    await response.arrayBuffer()
    return response.status
  } catch (fault) {
    // Not reached is one of the attempts that failed: told in the log and tried again.
    return fault instanceof Error ? fault.message : 'connection failed'
  }
}
