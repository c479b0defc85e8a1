import { randomBytes } from 'node:crypto'
import type { Credentials } from '../credentials.ts'
import { secondsOf } from '../shanghai.ts'
import type { CallbackKind } from '../world.ts'
import { callbackSignature, encryptMessage } from './crypto.ts'

export type CallbackKeys = { corpId: string; token: string; aesKey: string; agentId: string }

/** The keys of one of the two callbacks. */
export function callbackKeys(credentials: Credentials, callback: CallbackKind): CallbackKeys {
  const { corpId, agentId, callbackToken, callbackAesKey, directoryToken, directoryAesKey } = credentials
  if (callback === 'app') return { corpId, token: callbackToken, aesKey: callbackAesKey, agentId: String(agentId) }
  return { corpId, token: directoryToken, aesKey: directoryAesKey, agentId: '0' }
}

export type SignedCallback = { query: string; body: string }

/**
 * A callback exactly as WeCom would send it, for any XML: `query` (without the question mark) and `body`.
 * `at` is the timestamp that is signed; `random` fixes the sixteen leading bytes for a reproducible ciphertext.
 */
export function signCallback(
  keys: CallbackKeys,
  xml: string,
  at: Date,
  fixed: { nonce?: string; random?: Buffer; timestamp?: string } = {},
): SignedCallback {
  const timestamp = fixed.timestamp ?? String(secondsOf(at))
  const nonce = fixed.nonce ?? String(randomBytes(4).readUInt32BE())
  const encrypted = encryptMessage(keys.aesKey, xml, keys.corpId, fixed.random ?? randomBytes(16))
  const signature = callbackSignature(keys.token, timestamp, nonce, encrypted)
  return {
    query: new URLSearchParams({ msg_signature: signature, timestamp, nonce }).toString(),
    body: `<xml><ToUserName><![CDATA[${keys.corpId}]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt><AgentID><![CDATA[${keys.agentId}]]></AgentID></xml>`,
  }
}

/** The query of WeCom's URL check; the receiver has to answer `echo` in plain text within a second. */
export function signUrlCheck(keys: CallbackKeys, echo: string, at: Date): string {
  const timestamp = String(secondsOf(at))
  const nonce = String(randomBytes(4).readUInt32BE())
  const echostr = encryptMessage(keys.aesKey, echo, keys.corpId, randomBytes(16))
  const signature = callbackSignature(keys.token, timestamp, nonce, echostr)
  return new URLSearchParams({ msg_signature: signature, timestamp, nonce, echostr }).toString()
}
