import { readFileSync } from 'node:fs'
import {
  isExampleKey,
  type Key,
  type logLevels,
  type Values,
  type VariableName,
  variables,
} from './config-variables.ts'

type CallbackKeys = { token: string; aesKey: string }

export type Config = {
  production: boolean
  host: string
  port: number
  verificationPort: number
  internalPort: number
  publicOrigin: string
  verificationOrigin: string
  database: { url: string; migrationUrl: string } | { directory: string }
  wecom: {
    corpId: string
    agentId: string
    secret: string
    callback: CallbackKeys
    directoryCallback: CallbackKeys | null
    apiOrigin: string
    authorizeOrigin: string
  }
  identityProvider: { origin: string; key: string; webhookSecrets: string[] }
  contactOAuth: boolean
  subjectKeys: Key[]
  dataKeys: Key[]
  operators: string[]
  /** Addresses whose X-Forwarded-For is believed; false: nobody's. */
  trustProxy: string[] | false
  logLevel: (typeof logLevels)[number]
}

/** Every fault of the environment at once, each one sentence: the variable's name, why, and an example. */
export class ConfigFault extends Error {
  readonly sentences: string[]

  constructor(sentences: string[]) {
    super(sentences.join('\n'))
    this.name = 'ConfigFault'
    this.sentences = sentences
  }
}

type Environment = Record<string, string | undefined>

const required: VariableName[] = [
  'WECOM_CORP_ID',
  'WECOM_AGENT_ID',
  'WECOM_SECRET',
  'WECOM_CALLBACK_TOKEN',
  'WECOM_CALLBACK_AES_KEY',
  'IDENTITY_PROVIDER_ORIGIN',
  'IDENTITY_PROVIDER_KEY',
  'IDENTITY_WEBHOOK_SECRETS',
  'SUBJECT_KEYS',
  'DATA_KEYS',
]

const example = (name: VariableName) => `Example / 例: ${name}=${variables[name].example}`
const sentence = (name: VariableName, en: string, zh: string) => `${name}: ${en}. / ${zh}。 ${example(name)}`

/** Reads the environment, `NAME_FILE` included; throws one ConfigFault that tells all faults. */
export function readConfig(env: Environment = process.env): Config {
  const faults: string[] = []
  const production = env.NODE_ENV === 'production'
  const values = readValues(env, faults)
  const isMissing = (name: VariableName) => values[name] === undefined && !given(env, name)
  const needed = production ? [...required, 'PUBLIC_ORIGIN' as const, 'VERIFICATION_ORIGIN' as const] : required
  for (const name of needed.filter(isMissing)) faults.push(sentence(name, 'is missing', '未设置'))
  faults.push(...togetherFaults(values, isMissing))
  const config = assemble(values as Required<Values>, production)
  if (production) faults.push(...productionFaults(config))
  if (faults.length > 0) throw new ConfigFault(faults)
  return config
}

const given = (env: Environment, name: VariableName) => Boolean(env[name] || env[`${name}_FILE`])

function readValues(env: Environment, faults: string[]): Values {
  const values: Record<string, unknown> = {}
  for (const name of Object.keys(variables) as VariableName[]) {
    const text = readText(env, name, faults)
    if (text === undefined) continue
    const parsed = variables[name].schema.safeParse(text)
    if (parsed.success) values[name] = parsed.data
    else faults.push(sentence(name, ...variables[name].words))
  }
  return values
}

function readText(env: Environment, name: VariableName, faults: string[]): string | undefined {
  const file = env[`${name}_FILE`]
  if (!file) return env[name]?.trim() || undefined
  if (env[name]) {
    faults.push(sentence(name, `is set twice, by itself and by ${name}_FILE`, `与 ${name}_FILE 只能设置一个`))
    return undefined
  }
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    faults.push(sentence(name, `${name}_FILE names a file that cannot be read`, `${name}_FILE 指定的文件无法读取`))
    return undefined
  }
}

function togetherFaults(values: Values, isMissing: (name: VariableName) => boolean): string[] {
  const faults: string[] = []
  const pair = ['WECOM_DIRECTORY_TOKEN', 'WECOM_DIRECTORY_AES_KEY'] as const
  const [lacking, ...others] = pair.filter(isMissing)
  if (lacking && others.length === 0)
    faults.push(
      sentence(lacking, 'is missing: the two of the directory callback go together', '通讯录回调的两项须同时设置'),
    )
  if (values.DATABASE_URL && values.DATA_DIR)
    faults.push(sentence('DATA_DIR', 'is set beside DATABASE_URL; choose one', '与 DATABASE_URL 只能设置一个'))
  if (values.DATABASE_MIGRATION_URL && !values.DATABASE_URL)
    faults.push(
      sentence('DATABASE_URL', 'is missing beside DATABASE_MIGRATION_URL', '设置了 DATABASE_MIGRATION_URL 却未设置'),
    )
  return faults
}

function assemble(values: Required<Values>, production: boolean): Config {
  const host = values.HOST ?? '127.0.0.1'
  const port = values.PORT ?? 8080
  const verificationPort = values.VERIFICATION_PORT ?? 8082
  const at = (number: number) => `http://${host.includes(':') ? `[${host}]` : host}:${number}`
  return {
    production,
    host,
    port,
    verificationPort,
    internalPort: values.INTERNAL_PORT ?? 9090,
    publicOrigin: values.PUBLIC_ORIGIN ?? at(port),
    verificationOrigin: values.VERIFICATION_ORIGIN ?? at(verificationPort),
    database: values.DATABASE_URL
      ? { url: values.DATABASE_URL, migrationUrl: values.DATABASE_MIGRATION_URL ?? values.DATABASE_URL }
      : { directory: values.DATA_DIR ?? './data' },
    wecom: {
      corpId: values.WECOM_CORP_ID,
      agentId: values.WECOM_AGENT_ID,
      secret: values.WECOM_SECRET,
      callback: { token: values.WECOM_CALLBACK_TOKEN, aesKey: values.WECOM_CALLBACK_AES_KEY },
      directoryCallback: values.WECOM_DIRECTORY_TOKEN
        ? { token: values.WECOM_DIRECTORY_TOKEN, aesKey: values.WECOM_DIRECTORY_AES_KEY }
        : null,
      apiOrigin: values.WECOM_API_ORIGIN ?? 'https://qyapi.weixin.qq.com',
      authorizeOrigin: values.WECOM_AUTHORIZE_ORIGIN ?? 'https://open.weixin.qq.com',
    },
    identityProvider: {
      origin: values.IDENTITY_PROVIDER_ORIGIN,
      key: values.IDENTITY_PROVIDER_KEY,
      webhookSecrets: values.IDENTITY_WEBHOOK_SECRETS,
    },
    contactOAuth: values.CONTACT_OAUTH !== 'off',
    subjectKeys: values.SUBJECT_KEYS,
    dataKeys: values.DATA_KEYS,
    operators: (values.OPERATORS ?? []).map((id) => id.toLowerCase()),
    trustProxy: values.TRUST_PROXY ?? false,
    logLevel: values.LOG_LEVEL ?? 'info',
  }
}

function productionFaults(config: Config): string[] {
  const faults: string[] = []
  const secure = (name: VariableName, address: string | undefined) => {
    if (address?.startsWith('http:')) faults.push(sentence(name, 'must be https in production', '生产环境须为 https'))
  }
  secure('PUBLIC_ORIGIN', config.publicOrigin)
  secure('VERIFICATION_ORIGIN', config.verificationOrigin)
  secure('WECOM_API_ORIGIN', config.wecom.apiOrigin)
  secure('WECOM_AUTHORIZE_ORIGIN', config.wecom.authorizeOrigin)
  secure('IDENTITY_PROVIDER_ORIGIN', config.identityProvider.origin)
  if (new URL(config.publicOrigin).hostname === new URL(config.verificationOrigin).hostname)
    faults.push(
      sentence(
        'VERIFICATION_ORIGIN',
        'must have another host name than PUBLIC_ORIGIN in production, so that the two share no cookie',
        '生产环境须与 PUBLIC_ORIGIN 使用不同的主机名，两者不共享 cookie',
      ),
    )
  const secret = (name: VariableName, keys: Key[] | undefined) => {
    if (keys?.some(isExampleKey))
      faults.push(
        sentence(
          name,
          'holds the example key, which everybody knows; make one: openssl rand -hex 32',
          '不能使用示例密钥，请用 openssl rand -hex 32 生成',
        ),
      )
  }
  secret('SUBJECT_KEYS', config.subjectKeys)
  secret('DATA_KEYS', config.dataKeys)
  if ('directory' in config.database && config.database.directory.startsWith('memory:'))
    faults.push(sentence('DATA_DIR', 'must be a folder in production: memory forgets everything', '生产环境须为文件夹'))
  return faults
}
