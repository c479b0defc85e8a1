import { businessDayOf } from '../../domain/business-day.ts'
import { isShownOnce } from '../../domain/notice.ts'
import { Problem } from '../../domain/problem.ts'
import { nextMomentIn } from '../../domain/working-hours.ts'
import type { Ports, Tx } from '../../ports.ts'
import { readHoursOf } from '../../working-hours-store.ts'
import { claimDueMessage, deleteMessage, markBegun, settleMessage } from './message-store.ts'
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
  | { kind: 'taken'; receipt: string | null }
  | { kind: 'undelivered'; because: string }
  /** `afterMs` where WeCom said when; `ends`: whether it is given up after some attempts; `lost`: WeCom may have it all the same. */
  | { kind: 'later'; afterMs: number | null; ends: boolean; lost: boolean }

/**
 * Sends every message that is due. Each goes out at least once; WeCom drops a repetition by its words and key for four hours, so it
 * is seen once. One that was begun and not noted is therefore sent again at once, whatever the hour, or never.
 * With three a day for each employee, WeCom's own limits (30 a minute for a member, 200 a day for each account) are never near.
 */
export async function sendMessages(ports: SendPorts): Promise<void> {
  await Promise.all(Array.from({ length: AT_ONCE }, () => sendUntilNothingIsDue(ports)))
}

async function sendUntilNothingIsDue(ports: SendPorts): Promise<void> {
  for (;;) {
    const now = ports.clock.now()
    const until = new Date(now.getTime() + CLAIM_MS)
    const message = await ports.database.write((tx) => claimDueMessage(tx, ['waiting', 'begun'], { now, until }))
    if (!message) return
    if (await begin(ports, message, now)) await deliver(ports, message, now)
  }
}

/** True once it is on record that WeCom may have the message from now on. */
async function begin({ database }: SendPorts, message: Message, now: Date): Promise<boolean> {
  const { id, kind, day, employeeId, begunAt } = message
  const today = businessDayOf(now)
  const allowedAt = nextMomentIn(now, await readHoursOf(database.read, employeeId, today))
  return await database.write(async (tx) => {
    const isNeeded = kind !== 'follow-ups' || (await waiting.tellsOfOpen(tx, id))
    if (begunAt) return isNeeded && isShownOnce(begunAt, now) ? true : await leaveUnknown(tx, id)
    if (isNeeded && day === today && allowedAt <= now) return await markBegun(tx, id, now)
    if (isNeeded) await tellAnew(tx, message, allowedAt)
    else await drop(tx, id)
    return false
  })
}

/** Somebody may have read it: that is neither delivered nor not, and to be sent again it would be read twice. */
async function leaveUnknown(tx: Tx, id: string): Promise<false> {
  await settleMessage(tx, id, { state: 'unknown' })
  await waiting.settleNoticesOf(tx, id, { state: 'unknown' })
  return false
}

/** What nobody needs to be told any more. */
async function drop(tx: Tx, id: string): Promise<void> {
  await waiting.forgetNoticesOf(tx, id)
  await deleteMessage(tx, id)
}

/** What did not go out on its day is told with what is new then. */
async function tellAnew(tx: Tx, { id, kind }: Message, allowedAt: Date): Promise<void> {
  await waiting.takeFromMessage(tx, id, allowedAt)
  if (kind === 'follow-ups') await deleteMessage(tx, id)
  else await settleMessage(tx, id, { state: 'refused', refusal: 'too-late', place: null })
}

async function deliver(ports: SendPorts, message: Message, now: Date): Promise<void> {
  const outcome = await send(ports, message)
  const begunAt = message.begunAt ?? (outcome.kind === 'later' && outcome.lost ? now : null)
  if (outcome.kind === 'later' && !(outcome.ends && message.attempts >= MAX_ATTEMPTS)) {
    const attempts = outcome.afterMs === null ? message.attempts : message.attempts - 1
    const dueAt = new Date(now.getTime() + (outcome.afterMs ?? pauseAfter(message.attempts)))
    const state = begunAt ? 'begun' : 'waiting'
    return await ports.database.write((tx) => settleMessage(tx, message.id, { state, dueAt, attempts, begunAt }))
  }
  await ports.database.write(async (tx) => {
    if (outcome.kind === 'taken') return await noteSent(tx, message, outcome.receipt, now)
    if (begunAt && outcome.kind === 'later') return void (await leaveUnknown(tx, message.id))
    const refusal = outcome.kind === 'undelivered' ? outcome.because : 'unavailable'
    await settleMessage(tx, message.id, { state: 'refused', refusal, place: null })
    await waiting.settleNoticesOf(tx, message.id, { state: 'refused', refusal })
  })
}

/** What was called off while it was on its way is called back at once. */
async function noteSent(tx: Tx, { id, kind }: Message, receipt: string | null, now: Date): Promise<void> {
  await settleMessage(tx, id, { state: 'sent', sentAt: now, receipt })
  await waiting.settleNoticesOf(tx, id, { state: 'sent', sentAt: now })
  if (receipt && kind === 'follow-ups' && (await waiting.tellsOfNothing(tx, id))) {
    await settleMessage(tx, id, { state: 'recalling', dueAt: now })
  }
}

const pauseAfter = (attempts: number): number => Math.min(2 ** (attempts - 1), MAX_PAUSE_MINUTES) * MINUTE_MS

async function send({ wecom }: SendPorts, message: Message): Promise<Outcome> {
  const { id: duplicateKey, employeeId, title, description, button, url } = message
  try {
    const { undelivered, receipt = null } = await wecom.notify(employeeId, {
      title,
      description,
      button,
      url,
      duplicateKey,
    })
    return undelivered === null ? { kind: 'taken', receipt } : { kind: 'undelivered', because: undelivered }
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault
    // Whoever looks after the set-up may take days to mend it; until then nothing is lost.
    if (fault.facts['because'] === 'set-up')
      return { kind: 'later', afterMs: null, ends: false, lost: isLost(fault.facts) }
    if (fault.code === 'wecom/unavailable') return whileAway(fault)
    if (fault.code === 'wecom/refused') {
      return { kind: 'undelivered', because: String(fault.facts['errcode'] ?? 'refused') }
    }
    throw fault
  }
}

/** Over a limit WeCom says when it will take calls again; that was no attempt. */
function whileAway({ facts }: Problem): Outcome {
  const seconds = Number(facts['retryAfterSeconds'] ?? 0)
  return { kind: 'later', afterMs: seconds > 0 ? seconds * 1000 : null, ends: seconds === 0, lost: isLost(facts) }
}

/** Where only the token could not be had, nothing was sent. */
const isLost = (facts: Problem['facts']): boolean => facts['answer'] === 'lost' && facts['path'] === 'message/send'
