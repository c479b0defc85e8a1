import type { CallbackEvent } from '../../domain/callback-event.ts'
import { Problem } from '../../domain/problem.ts'
import type { Database, Effect, Ports } from '../../ports.ts'
import { type ClaimedEvent, claimEvents, markDead, markDone, markWaiting } from './callback-store.ts'

/** Fetches what the event needs from outside; what it returns is run in the transaction that marks the event as done. */
export type HandleEvent = (event: CallbackEvent) => Promise<Effect>

const claimMs = 10_000
const mostAtOnce = 12
const sideBySide = 4
const mostAttempts = 5
const backOffSeconds = [5, 30, 120, 600]
const waitSeconds = 30

type Run = { now: Promise<void>; next: Promise<void> | null }
const runs = new WeakMap<Database, Run>()

/**
 * Handles every event that is due, those of one contact in the order of their arrival, and returns when none is left, also
 * of those that another call in this process has taken.
 */
export function processInbox(ports: Ports, handle: HandleEvent): Promise<void> {
  const run = runs.get(ports.database)
  if (!run) return begin(ports, handle)
  // One that waits sees all that is there when it begins, so more of them would find nothing.
  run.next ??= run.now.catch(() => undefined).then(() => begin(ports, handle))
  return run.next
}

function begin(ports: Ports, handle: HandleEvent): Promise<void> {
  const now = drain(ports, handle)
  const run: Run = { now, next: null }
  runs.set(ports.database, run)
  const end = () => {
    if (runs.get(ports.database) === run && !run.next) runs.delete(ports.database)
  }
  now.then(end, end)
  return now
}

async function drain(ports: Ports, handle: HandleEvent): Promise<void> {
  for (;;) {
    const now = ports.clock.now()
    const until = new Date(now.getTime() + claimMs)
    const claimed = await ports.database.write((tx) => claimEvents(tx, now, until, mostAtOnce))
    if (claimed.length === 0) return
    await Promise.all(Array.from({ length: sideBySide }, () => work(ports, handle, claimed)))
  }
}

async function work(ports: Ports, handle: HandleEvent, claimed: ClaimedEvent[]): Promise<void> {
  for (let event = claimed.shift(); event; event = claimed.shift()) await handleOne(ports, handle, event)
}

async function handleOne(ports: Ports, handle: HandleEvent, { seq, xml, attempts }: ClaimedEvent): Promise<void> {
  try {
    const effect = await handle(ports.wecom.readEvent(xml))
    await ports.database.write(async (tx) => {
      if (await markDone(tx, seq, ports.clock.now())) await effect(tx)
    })
  } catch (fault) {
    await putOff(ports, seq, attempts, fault)
  }
}

async function putOff(ports: Ports, seq: number, attempts: number, fault: unknown): Promise<void> {
  const reason = reasonOf(fault)
  const counted = isOutage(fault) ? attempts : attempts + 1
  if (counted >= mostAttempts) {
    await ports.database.write((tx) => markDead(tx, seq, counted, reason))
    ports.log.error({ seq, reason }, 'A callback event was given up; it is kept and can be replayed')
    return
  }
  const seconds = isOutage(fault) ? outageSeconds(fault) : (backOffSeconds[counted - 1] ?? 600)
  const dueAt = new Date(ports.clock.now().getTime() + seconds * 1000)
  await ports.database.write((tx) => markWaiting(tx, seq, { dueAt, attempts: counted, fault: reason }))
  ports.log.warn({ seq, reason, dueAt }, 'A callback event is tried again later')
}

/** WeCom is not there, or not set up: no fault of the event, so it waits for as long as that takes. */
function isOutage(fault: unknown): fault is Problem {
  return (
    fault instanceof Problem &&
    (fault.code === 'wecom/unavailable' || (fault.code === 'wecom/refused' && fault.facts['because'] === 'set-up'))
  )
}

function outageSeconds(fault: Problem): number {
  return Math.max(waitSeconds, Number(fault.facts['retryAfterSeconds'] ?? 0))
}

function reasonOf(fault: unknown): string {
  if (fault instanceof Problem) return `${fault.code} ${JSON.stringify(fault.facts)}`
  return fault instanceof Error ? `${fault.name}: ${fault.message}`.slice(0, 500) : 'unknown'
}
