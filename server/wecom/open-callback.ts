import { z } from 'zod'
import type { CallbackEvent } from '../domain/callback-event.ts'
import { Problem } from '../domain/problem.ts'
import type { CallbackDoor, OpenedCallback } from '../wecom-port.ts'
import { callbackSignature, decrypt, isSameSignature, type CallbackKeys } from './callback-crypto.ts'
import { eventKey } from './event-key.ts'
import { readEvent } from './read-event.ts'
import { isUnsafe, readXml } from './read-xml.ts'

export type CallbackDoors = { corpId: string; agentId: string; app: CallbackKeys; directory: CallbackKeys | null }

const sentText = z.string().catch('')
const sent = z.object({ msg_signature: sentText, timestamp: sentText, nonce: sentText, echostr: sentText })
const envelope = z.strictObject({ ToUserName: z.string(), AgentID: z.string().optional(), Encrypt: z.string() })
type Envelope = z.output<typeof envelope>

const nothing: Envelope = { ToUserName: '', Encrypt: '' }
const toleranceMs = 600_000

export function answerUrlCheck(doors: CallbackDoors, door: CallbackDoor, query: Record<string, unknown>): string {
  const { echostr, ...given } = sent.parse(query)
  const message = genuine(doors, door, given, echostr)
  if (message === null) throw new Problem('callback/refused')
  return message
}

export function openCallback(
  doors: CallbackDoors,
  door: CallbackDoor,
  query: Record<string, unknown>,
  body: string,
  now: Date,
): OpenedCallback {
  const given = sent.parse(query)
  const { ToUserName: corpId, AgentID: agentId, Encrypt: encrypted } = readEnvelope(body)
  const xml = genuine(doors, door, given, encrypted)
  const fits = corpId === doors.corpId && isOwnAgent(doors, door, agentId) && isRecent(given.timestamp, now)
  if (xml === null || !fits || isUnsafe(xml)) throw new Problem('callback/refused')
  const event = eventOf(xml, now)
  return { key: eventKey(doors.corpId, event, xml), xml, event }
}

type Given = { msg_signature: string; timestamp: string; nonce: string }

/** The decrypted message; null unless the signature is right (looked at first, always with one hash) and it is meant for us. */
function genuine(doors: CallbackDoors, door: CallbackDoor, given: Given, encrypted: string): string | null {
  const keys = doors[door]
  const expected = callbackSignature(keys?.token ?? '', given.timestamp, given.nonce, encrypted)
  if (!isSameSignature(given.msg_signature, expected) || !keys) return null
  const opened = decrypt(keys.aesKey, encrypted)
  return opened?.receiver === doors.corpId ? opened.message : null
}

function readEnvelope(body: string): Envelope {
  try {
    return envelope.parse(readXml(body))
  } catch {
    // Told apart from nothing else: the refusal is the same for all, after the same work.
    return nothing
  }
}

/** The AgentID stands outside of what is signed. Contact events are also seen with none or 0. */
function isOwnAgent(doors: CallbackDoors, door: CallbackDoor, agentId = ''): boolean {
  return door === 'directory' || ['', '0', doors.agentId].includes(agentId)
}

function isRecent(timestamp: string, now: Date): boolean {
  return /^\d{1,10}$/.test(timestamp) && Math.abs(Number(timestamp) * 1000 - now.getTime()) <= toleranceMs
}

/** WeCom's own event that we cannot read is kept, so that it ends among the dead ones with its reason instead of being lost. */
function eventOf(xml: string, now: Date): CallbackEvent {
  try {
    return readEvent(xml)
  } catch {
    return { kind: 'ignored', name: 'unreadable', at: now }
  }
}
