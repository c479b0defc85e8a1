import { type Engine, log } from '../engine.ts'
import { pause } from '../faults.ts'
import type { TaskBody } from '../world.ts'
import { callbackKeys, signCallback } from './signed-request.ts'

const deliveries = 3
const patience = 5000
const betweenDeliveries = 200

/** Three deliveries in all, each anew encrypted, five seconds of patience for each; anything but 200 is a failure. */
export async function deliverCallback(engine: Engine, task: Extract<TaskBody, { kind: 'callback' }>): Promise<void> {
  for (let delivery = 1; delivery <= deliveries; delivery += 1) {
    const outcome = await deliverOnce(engine, task)
    const ok = outcome === 200
    const title = delivery === 1 ? task.title : `${task.title} (delivery ${delivery})`
    log(engine, { kind: 'callback', title, request: task.xml, response: { outcome }, ok })
    if (ok || outcome === 'nobody listens') return
    if (delivery < deliveries) await pause(betweenDeliveries)
  }
}

async function deliverOnce(engine: Engine, task: Extract<TaskBody, { kind: 'callback' }>): Promise<number | string> {
  const { product } = engine
  if (!product) return 'nobody listens'
  const url = task.callback === 'app' ? product.callbackUrl : product.directoryCallbackUrl
  const { query, body } = signCallback(callbackKeys(engine.credentials, task.callback), task.xml, engine.clock.now())
  try {
    const response = await fetch(`${url}?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'text/xml', 'user-agent': 'Mozilla/4.0' },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    })
    await response.arrayBuffer()
    return response.status
  } catch (fault) {
    // A refused or cut connection is one of WeCom's failed deliveries: told in the log and tried again.
    return fault instanceof Error ? fault.message : 'connection failed'
  }
}
