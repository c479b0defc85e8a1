import { isIP } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { z } from 'zod'

/** A key outside the database; the newest stands first in its list. */
export type Key = { id: string; bytes: Buffer }
export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const

const some = z.string().min(1)
const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine((number) => number < 65_536)
const url = (protocols: RegExp) => z.string().refine((value) => URL.canParse(value) && protocols.test(value))
const origin = url(/^https?:\/\//)
  .refine((value) => new URL(value).origin === value.replace(/\/$/, ''))
  .transform((value) => new URL(value).origin)
const base = url(/^https?:\/\//)
  .refine((value) => !/[?#@]/.test(value))
  .transform((value) => value.replace(/\/+$/, ''))
const parts = (value: string) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
const listOf = (entry: z.ZodType<string, string>) => some.transform(parts).pipe(z.array(entry))
const keys = listOf(z.string().regex(/^\w{1,16}:[0-9a-f]{64}$/i))
  .transform((all) => all.map((key) => key.split(':')))
  .refine((all) => all.length > 0 && new Set(all.map(([id]) => id)).size === all.length)
  .transform((all) => all.map(([id = '', hex = '']): Key => ({ id, bytes: Buffer.from(hex, 'hex') })))
const address = z.string().refine((value) => /^(loopback|linklocal|uniquelocal)$/.test(value) || isNetwork(value))
const token = z.string().regex(/^[A-Za-z0-9]{1,32}$/)
const aesKey = z.string().regex(/^[A-Za-z0-9+/]{43}$/)

function isNetwork(value: string): boolean {
  const [ip = '', bits, ...more] = value.split('/')
  const family = isIP(ip)
  const fits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
  return family > 0 && fits && more.length === 0
}

function isWebhookSecret(secret: string): boolean {
  try {
    return new Webhook(secret) instanceof Webhook
  } catch {
    return false // The package's own words repeat nothing useful: ours say what is wanted.
  }
}

type Words = readonly [en: string, zh: string]
const whole: Words = ['must be a whole number from 0 to 65535', '应为 0 到 65535 的整数']
const pureOrigin: Words = ['must be http(s)://host without a path', '应为不带路径的 http(s) 网址']
const anyAddress: Words = ['must be an http(s) address', '应为 http(s) 地址']
const postgres: Words = ['must be a postgres:// address', '应为 postgres:// 地址']
const shortToken: Words = ['must be 1 to 32 letters and digits', '应为 1 到 32 位字母和数字']
const shownByWeCom: Words = ['must be the 43 letters and digits that WeCom shows', '应为企业微信显示的 43 位字母和数字']
const keyList: Words = [
  'must list keys as id:64 hex digits, the newest first, each id once',
  '应为“编号:64 位十六进制”的列表，新的在前，编号不重复',
]
const filled: Words = ['must not be empty', '不能为空']

const variable = <S extends z.ZodType>(schema: S, words: Words, example: string) => ({ schema, words, example })

/** Every variable of the environment: what it must be, said in English and Chinese, and an example. */
export const variables = {
  HOST: variable(some, filled, '127.0.0.1'),
  PORT: variable(port, whole, '8080'),
  VERIFICATION_PORT: variable(port, whole, '8082'),
  INTERNAL_PORT: variable(port, whole, '9090'),
  PUBLIC_ORIGIN: variable(origin, pureOrigin, 'https://zhenke.bank.example'),
  VERIFICATION_ORIGIN: variable(origin, pureOrigin, 'https://verify-zhenke.bank.example'),
  DATABASE_URL: variable(url(/^postgres(ql)?:\/\//), postgres, 'postgres://zhenke@db.bank.example/zhenke'),
  DATABASE_MIGRATION_URL: variable(url(/^postgres(ql)?:\/\//), postgres, 'postgres://owner@db.bank.example/zhenke'),
  DATA_DIR: variable(some, filled, './data'),
  WECOM_CORP_ID: variable(some, filled, 'ww0123456789abcdef'),
  WECOM_AGENT_ID: variable(
    z.string().regex(/^\d{1,12}$/),
    ['must be the number WeCom shows as AgentId', '应为企业微信显示的 AgentId 数字'],
    '1000002',
  ),
  WECOM_SECRET: variable(some, filled, 'the-secret-of-the-app'),
  WECOM_CALLBACK_TOKEN: variable(token, shortToken, 'AnExampleToken'),
  WECOM_CALLBACK_AES_KEY: variable(aesKey, shownByWeCom, 'A'.repeat(43)),
  WECOM_DIRECTORY_TOKEN: variable(token, shortToken, 'AnExampleToken'),
  WECOM_DIRECTORY_AES_KEY: variable(aesKey, shownByWeCom, 'A'.repeat(43)),
  WECOM_API_ORIGIN: variable(base, anyAddress, 'https://qyapi.weixin.qq.com'),
  WECOM_AUTHORIZE_ORIGIN: variable(base, anyAddress, 'https://open.weixin.qq.com'),
  IDENTITY_PROVIDER_ORIGIN: variable(base, anyAddress, 'https://identity.bank.example/v1'),
  IDENTITY_PROVIDER_KEY: variable(some, filled, 'the-key-of-the-provider'),
  IDENTITY_WEBHOOK_SECRETS: variable(
    listOf(z.string().refine(isWebhookSecret)).refine((all) => all.length > 0),
    [
      'must list base64 secrets, padded with =, with or without whsec_ before them, the newest first',
      '应为 base64 密钥的列表（含 = 补位，whsec_ 可省），新的在前',
    ],
    'whsec_bmV3ZXN0,whsec_b2xkZXI=',
  ),
  CONTACT_OAUTH: variable(z.enum(['on', 'off']), ['must be on or off', '应为 on 或 off'], 'on'),
  SUBJECT_KEYS: variable(keys, keyList, `v1:${'0123456789abcdef'.repeat(4)}`),
  DATA_KEYS: variable(keys, keyList, `v1:${'fedcba9876543210'.repeat(4)}`),
  OPERATORS: variable(
    listOf(z.string().regex(/^[\w@.-]{1,64}$/)),
    ['must list WeCom userids', '应为企业微信 userid 列表'],
    'yunying-1,yunying-2',
  ),
  TRUST_PROXY: variable(
    listOf(address),
    ["must list the load balancer's addresses", '应为负载均衡的地址列表'],
    '10.0.0.4,10.0.1.0/24',
  ),
  LOG_LEVEL: variable(
    z.enum(logLevels),
    [`must be one of ${logLevels.join(', ')}`, `应为 ${logLevels.join('、')} 之一`],
    'info',
  ),
}
export type VariableName = keyof typeof variables

const keyLists = ['SUBJECT_KEYS', 'DATA_KEYS'] as const
const publicKeys = keyLists.flatMap((name) => variables[name].schema.parse(variables[name].example))

/** Whether a key is one of the examples that everybody can read. */
export const isExampleKey = ({ bytes }: Key): boolean => publicKeys.some((known) => known.bytes.equals(bytes))
export type Values = { [Name in VariableName]?: z.output<(typeof variables)[Name]['schema']> }
