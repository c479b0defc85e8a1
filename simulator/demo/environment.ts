import { createHash } from 'node:crypto'
import type { Simulator } from '../simulator.ts'

type Addresses = { host: string; simulator: string; product: string; verification: string }

/** The environment an operator would write down, if this WeCom were the real one. */
export function environmentFor(
  simulator: Simulator,
  at: Addresses,
  rest: { databaseDirectory: string; logLevel: string },
): Record<string, string> {
  const { credentials } = simulator
  const key = (purpose: string) => `v1:${createHash('sha256').update(`${credentials.secret} ${purpose}`).digest('hex')}`
  return {
    HOST: at.host,
    PUBLIC_ORIGIN: at.product,
    VERIFICATION_ORIGIN: at.verification,
    DATA_DIR: rest.databaseDirectory,
    WECOM_CORP_ID: credentials.corpId,
    WECOM_AGENT_ID: String(credentials.agentId),
    WECOM_SECRET: credentials.secret,
    WECOM_CALLBACK_TOKEN: credentials.callbackToken,
    WECOM_CALLBACK_AES_KEY: credentials.callbackAesKey,
    WECOM_DIRECTORY_TOKEN: credentials.directoryToken,
    WECOM_DIRECTORY_AES_KEY: credentials.directoryAesKey,
    WECOM_API_ORIGIN: at.simulator,
    WECOM_AUTHORIZE_ORIGIN: at.simulator,
    IDENTITY_PROVIDER_ORIGIN: `${at.simulator}/bank`,
    IDENTITY_PROVIDER_KEY: credentials.identityProviderKey,
    IDENTITY_WEBHOOK_SECRETS: credentials.webhookSecret,
    SUBJECT_KEYS: key('subject'),
    DATA_KEYS: key('data'),
    OPERATORS: simulator.operators().join(','),
    LOG_LEVEL: rest.logLevel,
  }
}
