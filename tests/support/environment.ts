/** Every variable the product needs, made up; nothing listens at these places. */
export const environment: Record<string, string> = {
  DATA_DIR: 'memory://',
  WECOM_CORP_ID: 'wwMADEUP0123456789',
  WECOM_AGENT_ID: '1000002',
  WECOM_SECRET: 'made-up-secret',
  WECOM_CALLBACK_TOKEN: 'MadeUpToken',
  WECOM_CALLBACK_AES_KEY: 'M'.repeat(43),
  IDENTITY_PROVIDER_ORIGIN: 'https://identity.bank.example/v1/',
  IDENTITY_PROVIDER_KEY: 'made-up-key',
  IDENTITY_WEBHOOK_SECRETS: 'whsec_bWFkZS11cC1uZXc=, whsec_bWFkZS11cC1vbGQ=',
  SUBJECT_KEYS: `v2:${'2'.repeat(64)},v1:${'1'.repeat(64)}`,
  DATA_KEYS: `v1:${'d'.repeat(64)}`,
}

export const productionEnvironment: Record<string, string> = {
  ...environment,
  NODE_ENV: 'production',
  DATA_DIR: './data',
  PUBLIC_ORIGIN: 'https://zhenke.bank.example',
  VERIFICATION_ORIGIN: 'https://verify.bank.example',
}
