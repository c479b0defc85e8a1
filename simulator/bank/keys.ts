import { compactDecrypt, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'
import type { Engine } from '../engine.ts'

const algorithm = 'RSA-OAEP-256'
// One key serves all simulators of a process: making an RSA key takes longer than a whole test.
let made: Promise<JWK> | undefined

async function makeKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair(algorithm, { modulusLength: 2048, extractable: true })
  return { ...(await exportJWK(privateKey)), kid: 'bank-1', use: 'enc', alg: algorithm }
}

async function keyOf(engine: Engine): Promise<JWK> {
  const kept = engine.world.bankKey
  if (kept) return kept
  made ??= makeKey()
  const key = await made
  engine.world.bankKey = { ...key }
  return key
}

/** The JWK set of the public half. */
export async function publicKeys(engine: Engine): Promise<{ keys: JWK[] }> {
  const { kty, n, e, kid, use, alg } = await keyOf(engine)
  const key: JWK = Object.fromEntries(Object.entries({ kty, n, e, kid, use, alg }).filter(([, value]) => value))
  return { keys: [key] }
}

/** What the page encrypted; undefined when it is not for this key or not encrypted as agreed. */
export async function openPayload(engine: Engine, payload: string): Promise<unknown> {
  const key = await importJWK(await keyOf(engine), algorithm)
  try {
    const { plaintext } = await compactDecrypt(payload, key, {
      keyManagementAlgorithms: [algorithm],
      contentEncryptionAlgorithms: ['A256GCM'],
    })
    return JSON.parse(new TextDecoder().decode(plaintext))
  } catch {
    // Whatever is wrong with it, the answer is the same: it cannot be read.
    return undefined
  }
}
