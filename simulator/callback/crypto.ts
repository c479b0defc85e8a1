import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'

/** sha1 of the four values sorted and joined, as developer.work.weixin.qq.com/document/path/90968 has it. */
export function callbackSignature(token: string, timestamp: string, nonce: string, encrypted: string): string {
  return createHash('sha1').update([token, timestamp, nonce, encrypted].toSorted().join('')).digest('hex')
}

/** AES-256-CBC over 16 random bytes, a big-endian length, the message and the receiver, padded to blocks of 32. */
export function encryptMessage(aesKey: string, message: string, receiver: string, random: Buffer): string {
  const key = keyOf(aesKey)
  const text = Buffer.from(message, 'utf8')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(text.length)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const plain = pad(Buffer.concat([random, length, text, Buffer.from(receiver, 'utf8')]))
  return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64')
}

export function decryptMessage(
  aesKey: string,
  encrypted: string,
): { message: string; receiver: string; random: string } {
  const key = keyOf(aesKey)
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([decipher.update(Buffer.from(encrypted, 'base64')), decipher.final()])
  const plain = padded.subarray(0, padded.length - (padded.at(-1) ?? 0))
  const end = 20 + plain.readUInt32BE(16)
  return {
    message: plain.subarray(20, end).toString('utf8'),
    receiver: plain.subarray(end).toString('utf8'),
    random: plain.subarray(0, 16).toString('utf8'),
  }
}

function keyOf(aesKey: string): Buffer {
  return Buffer.from(`${aesKey}=`, 'base64')
}

// Blocks of 32, not of the cipher's 16: Node's own padding cannot be used in either direction.
function pad(bytes: Buffer): Buffer {
  const missing = 32 - (bytes.length % 32)
  return Buffer.concat([bytes, Buffer.alloc(missing, missing)])
}
