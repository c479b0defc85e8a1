import { businessDayOf } from '../../domain/business-day.ts'
import { Problem } from '../../domain/problem.ts'
import { nextMomentIn } from '../../domain/working-hours.ts'
import type { Ports } from '../../ports.ts'
import { readHoursOf } from '../../working-hours-store.ts'
import { claimDueMessage, deleteMessage, settleMessage } from './message-store.ts'
import type { Message } from './message-store.ts'
import * as waiting from './waiting-store.ts'

const MINUTE_MS = 60_000
/** Longer than a call to WeCom may take; a message whose sender died is sent again after it, the very same. */
const CLAIM_MS = 2 * MINUTE_MS
const MAX_PAUSE_MINUTES = 60
const MAX_ATTEMPTS = 10
const AT_ONCE = 4

type SendPorts = Pick<Ports, 'database' | 'clock' | 'wecom'>
type Outcome =
  | { kind: 'taken' }
  | { kind: 'undelivered'; because: string }
  /** `afterMs` where WeCom said when; `ends`: whether it is given up after some attempts. */
  | { kind: 'later'; afterMs: number | null; ends: boolean }

/**
 * Sends every message that is due. Each goes out at least once; WeCom drops a repetition by its words and key, so it is seen once.
 * With three a day for each employee, WeCom's own limits (30 a minute for a member, 200 a day for each account) are never near.
 */
export async function sendMessages(ports: SendPorts): Promise<void> {
  await Promise.all(Array.from({ length: AT_ONCE }, () => sendUntilNothingIsDue(ports)))
}

async function sendUntilNothingIsDue(ports: SendPorts): Promise<void> {
  for (;;) {
    const now = ports.clock.now()
    const until = new Date(now.getTime() + CLAIM_MS)
    const message = await ports.database.write((tx) => claimDueMessage(tx, now, until))
    if (!message) return
    if (await isStillRight(ports, message, now)) await deliver(ports, message, now)
  }
}

/** What did not go out on its day is told with what is new then; what nobody needs to be told any more is dropped. */
async function isStillRight({ database }: SendPorts, { id, kind, day, employeeId }: Message, now: Date) {
  const today = businessDayOf(now)
  const allowedAt = nextMomentIn(now, await readHoursOf(database.read, employeeId, today))
  return await database.write(async (tx) => {
    if (kind === 'follow-ups' && !(await waiting.tellsOfOpen(tx, id))) {
      await waiting.forgetNoticesOf(tx, id)
      await deleteMessage(tx, id)
      return false
    }
    if (day === today && allowedAt <= now) return true
    await waiting.takeFromMessage(tx, id, allowedAt)
    if (kind === 'follow-ups') await deleteMessage(tx, id)
    else await settleMessage(tx, id, { state: 'refused', refusal: 'too-late', place: null })
    return false
  })
}

async function deliver(ports: SendPorts, message: Message, now: Date): Promise<void> {
  const outcome = await send(ports, message)
  if (outcome.kind === 'later' && !(outcome.ends && message.attempts >= MAX_ATTEMPTS)) {
    const attempts = outcome.afterMs === null ? message.attempts : message.attempts - 1
    const dueAt = new Date(now.getTime() + (outcome.afterMs ?? pauseAfter(message.attempts)))
    return await ports.database.write((tx) => settleMessage(tx, message.id, { state: 'waiting', dueAt, attempts }))
  }
  await ports.database.write(async (tx) => {
    if (outcome.kind === 'taken') {
      await settleMessage(tx, message.id, { state: 'sent', sentAt: now })
      return await waiting.settleNoticesOf(tx, message.id, { state: 'sent', sentAt: now })
    }
    const refusal = outcome.kind === 'undelivered' ? outcome.because : 'unavailable'
    await settleMessage(tx, message.id, { state: 'refused', refusal, place: null })
    await waiting.settleNoticesOf(tx, message.id, { state: 'refused', refusal })
  })
}

const pauseAfter = (attempts: number): number => Math.min(2 ** (attempts - 1), MAX_PAUSE_MINUTES) * MINUTE_MS

async function send({ wecom }: SendPorts, message: Message): Promise<Outcome> {
  const { id: duplicateKey, employeeId, title, description, button, url } = message
  try {
    const { undelivered } = await wecom.notify(employeeId, { title, description, button, url, duplicateKey })
    return undelivered === null ? { kind: 'taken' } : { kind: 'undelivered', because: undelivered }
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault
    // Whoever looks after the set-up may take days to mend it; until then nothing is lost.
    if (fault.facts['because'] === 'set-up') return { kind: 'later', afterMs: null, ends: false }
    if (fault.code === 'wecom/unavailable') return whileAway(Number(fault.facts['retryAfterSeconds'] ?? 0))
    if (fault.code === 'wecom/refused') {
      return { kind: 'undelivered', because: String(fault.facts['errcode'] ?? 'refused') }
    }
    throw fault
  }
}

/** Over a limit WeCom says when it will take calls again; that was no attempt. */
const whileAway = (seconds: number): Outcome =>
  seconds > 0 ? { kind: 'later', afterMs: seconds * 1000, ends: false } : { kind: 'later', afterMs: null, ends: true }
