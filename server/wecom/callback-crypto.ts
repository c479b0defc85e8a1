import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto'

export type CallbackKeys = { token: string; aesKey: string }

const blockBytes = 32
const randomLength = 16
const lengthBytes = 4

/** sha1 of the four values, sorted and joined (document/path/90968). */
export function callbackSignature(token: string, timestamp: string, nonce: string, encrypted: string): string {
  return createHash('sha1').update([token, timestamp, nonce, encrypted].toSorted().join('')).digest('hex')
}

export function isSameSignature(given: string, expected: string): boolean {
  const bytes = Buffer.from(given)
  const wanted = Buffer.from(expected)
  return bytes.length === wanted.length && timingSafeEqual(bytes, wanted)
}

/**
 * The message and whom it is for, or null for anything that is not 16 random bytes, a length, the message, the receiver and
 * padding to 32. Node's own unpadding knows blocks of 16 only and fails on WeCom's.
 */
export function decrypt(aesKey: string, encrypted: string): { message: string; receiver: string } | null {
  const cipher = Buffer.from(encrypted, 'base64')
  if (cipher.length === 0 || cipher.length % blockBytes !== 0) return null
  const key = Buffer.from(`${aesKey}=`, 'base64')
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const content = unpadded(Buffer.concat([decipher.update(cipher), decipher.final()]))
  if (!content || content.length < randomLength + lengthBytes) return null
  const length = content.readUInt32BE(randomLength)
  const rest = content.subarray(randomLength + lengthBytes)
  if (length > rest.length) return null
  const message = utf8(rest.subarray(0, length))
  const receiver = utf8(rest.subarray(length))
  return message === null || receiver === null ? null : { message, receiver }
}

function unpadded(padded: Buffer): Buffer | null {
  const pad = padded.at(-1) ?? 0
  if (pad < 1 || pad > blockBytes || pad > padded.length) return null
  const end = padded.length - pad
  return padded.subarray(end).every((byte) => byte === pad) ? padded.subarray(0, end) : null
}

function utf8(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    // Bytes that are no text were not made by WeCom; the caller refuses them like all the rest.
    return null
  }
}
