import { createCipheriv, createDecipheriv, createHash, createHmac, sign, verify } from 'node:crypto'
import type { Random, Vault } from './ports.ts'
import { signingKey } from './signing-key.ts'

type Key = { id: string; bytes: Buffer }
const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Keys stand newest first: the newest data key seals, every one opens; the oldest subject key makes `subjectOf` for ever. */
export function createVault(keys: { dataKeys: Key[]; subjectKeys: Key[] }, random: Random): Vault {
  const [sealing] = keys.dataKeys
  const subjectKey = keys.subjectKeys.at(-1)
  if (!sealing || !subjectKey) throw new Error('The vault needs at least one data key and one subject key')
  const signing = new Map(keys.dataKeys.map(({ id, bytes }) => [id, signingKey(bytes)]))
  const newest = signingKey(sealing.bytes)
  return {
    seal: (place, text) => seal(sealing, Buffer.from(random.hex(NONCE_BYTES), 'hex'), place, text),
    open: (place, sealed) => open(keys.dataKeys, place, sealed),
    subjectOf: (subjectRef) => createHmac('sha256', subjectKey.bytes).update(subjectRef).digest('hex'),
    sign: (place, text) => ({
      keyId: sealing.id,
      signature: sign(null, boundText(place, text), newest.secret).toString('base64url'),
      publicKey: newest.open,
    }),
    isSigned(place, text, { keyId, signature }) {
      const key = signing.get(keyId)
      return key !== undefined && verify(null, boundText(place, text), key.secret, Buffer.from(signature, 'base64url'))
    },
    publicKeys: () =>
      [...signing].map(([id, { open: publicKey }]) => ({ id, publicKey, fingerprint: fingerprintOf(publicKey) })),
    hash: (token) => createHash('sha256').update(token).digest('hex'),
  }
}

const fingerprintOf = (publicKey: string): string =>
  createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('hex')

const boundText = (place: string, text: string): Buffer => Buffer.from(`${place}\n${text}`)
const boundTo = (place: string, keyId: string): Buffer => Buffer.from(`${keyId}|${place}`)

function seal(key: Key, nonce: Buffer, place: string, text: string): string {
  const cipher = createCipheriv(CIPHER, key.bytes, nonce).setAAD(boundTo(place, key.id))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return `${key.id}.${Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64url')}`
}

function open(keys: Key[], place: string, sealed: string): string {
  const [keyId = '', body = ''] = sealed.split('.')
  const key = keys.find(({ id }) => id === keyId)
  if (!key) throw new Error('Sealed by a key that is not among DATA_KEYS')
  const bytes = Buffer.from(body, 'base64url')
  if (bytes.length < NONCE_BYTES + TAG_BYTES) throw new Error('Sealed text was cut off')
  const decipher = createDecipheriv(CIPHER, key.bytes, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
  decipher.setAAD(boundTo(place, key.id)).setAuthTag(bytes.subarray(-TAG_BYTES))
  const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES))
  return Buffer.concat([text, decipher.final()]).toString('utf8')
}
