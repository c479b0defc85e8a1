import { createHash } from 'node:crypto'
import { opaque } from './random.ts'

export type Credentials = {
  corpId: string
  agentId: number
  secret: string
  callbackToken: string
  callbackAesKey: string
  directoryToken: string
  directoryAesKey: string
  identityProviderKey: string
  webhookSecret: string
  /** The contact-sync assistant's secret; its token may read the directory's ids and nothing of the contacts. */
  directorySecret: string
}

/** Made from the seed, so that a saved demonstration still opens with them; they look made up on purpose. */
export function credentialsOf(seed: number): Credentials {
  return {
    corpId: `wwSIM${opaque(13, seed, 'corp').toLowerCase()}`,
    agentId: 1_000_002,
    secret: `SIM-SECRET-${opaque(32, seed, 'secret')}`,
    callbackToken: `SIMTOKEN${opaque(16, seed, 'callback token')}`,
    callbackAesKey: aesKey(seed, 'callback key'),
    directoryToken: `SIMTOKEN${opaque(16, seed, 'directory token')}`,
    directoryAesKey: aesKey(seed, 'directory key'),
    identityProviderKey: `SIM-BANK-${opaque(32, seed, 'bank key')}`,
    webhookSecret: `whsec_${createHash('sha256').update(`${seed} webhook`).digest('base64')}`,
    directorySecret: `SIM-SYNC-${opaque(32, seed, 'directory secret')}`,
  }
}

function aesKey(seed: number, purpose: string): string {
  return createHash('sha256').update(`${seed} ${purpose}`).digest('base64').slice(0, 43)
}
