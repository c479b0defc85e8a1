import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from 'node:crypto'

/** PKCS #8 of an Ed25519 key up to its 32 bytes (RFC 8410, section 7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The signing key that belongs to a data key, so that there is none of its own to be kept; `open` is its public half. */
export function signingKey(dataKey: Buffer): { secret: KeyObject; open: string } {
  const seed = Buffer.from(hkdfSync('sha256', dataKey, '', 'zhenke signing', 32))
  const secret = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })
  return { secret, open: createPublicKey(secret).export({ format: 'der', type: 'spki' }).toString('base64url') }
}
