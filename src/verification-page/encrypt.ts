import { CompactEncrypt, importJWK, type JWK } from 'jose'

const algorithm = 'RSA-OAEP-256'

/** Compact JWE (RFC 7516) to the provider's first usable key; only the provider can read it. Throws when no key fits. */
export async function encryptFor(keys: Record<string, unknown>[], message: object): Promise<string> {
  const jwk = keys.find((key) => key.kty === 'RSA' && (key.use ?? 'enc') === 'enc')
  if (!jwk) throw new Error('The provider has no key to encrypt to')
  const key = await importJWK(jwk as JWK, algorithm)
  const header = { alg: algorithm, enc: 'A256GCM', ...(typeof jwk.kid === 'string' ? { kid: jwk.kid } : {}) }
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(message))).setProtectedHeader(header).encrypt(key)
}
