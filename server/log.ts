import { pino } from 'pino'
import type { DestinationStream } from 'pino'
import type { Log } from './ports.ts'

type LogOptions = { level: string; production: boolean; destination?: DestinationStream }

/** JSON lines to standard output. Secrets and personal facts are cut from every string and key, however deep; errors show name, code and message only. */
export function createLog({ level, production, destination }: LogOptions): Log {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime }
  const lines = destination ? pino(options, destination) : pino(options)
  const clean = (facts: object): object => cleaned(facts, production, 0) as object
  return {
    info: (facts, sentence) => lines.info(clean(facts), cut(sentence)),
    warn: (facts, sentence) => lines.warn(clean(facts), cut(sentence)),
    error: (facts, sentence) => lines.error(clean(facts), cut(sentence)),
  }
}

const CUT = '[cut]'
const MAX_DEPTH = 6
const MAX_TEXT = 2_000

/** Compared without case, `-` and `_`. */
const secretKeys = new Set(
  `token accesstoken ticket jsapiticket secret corpsecret password cookie setcookie authorization aeskey encodingaeskey
  payload idnumber phone mobile subjectref sealed link connectionstring databaseurl`.split(/\s+/),
)

const secretTexts: [RegExp, string][] = [
  [
    /\b(access_token|corpsecret|jsapi_ticket|ticket|code|state|token|secret|msg_signature|echostr)=[^&\s"']+/gi,
    `$1=${CUT}`,
  ],
  [/(\/v\/)(?!api\b|callback\b)[\w-]{16,}/g, `$1${CUT}`],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, `$1 ${CUT}`],
  [/(\w+:\/\/[^\s:@/]*:)[^\s@/]+@/g, `$1${CUT}@`],
  [/\beyJ[\w-]+(\.[\w-]*){2,4}/g, CUT],
  [/(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])/g, '[number]'],
  [/(?<![\dA-Za-z])1[3-9]\d{9}(?![\dA-Za-z])/g, '[phone]'],
]

function cut(text: string): string {
  return secretTexts.reduce((left, [pattern, instead]) => left.replace(pattern, instead), text).slice(0, MAX_TEXT)
}

function cleaned(value: unknown, production: boolean, depth: number): unknown {
  if (typeof value === 'string') return cut(value)
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  if (depth >= MAX_DEPTH) return '[deeper]'
  if (value instanceof Error) return cleanedError(value, production, depth)
  if (Array.isArray(value)) return value.map((entry) => cleaned(entry, production, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [
      key,
      secretKeys.has(key.replace(/[-_]/g, '').toLowerCase()) ? CUT : cleaned(entry, production, depth + 1),
    ]),
  )
}

/** An allow-list: drivers and HTTP libraries hang requests, parameters and rows on their errors. */
function cleanedError(fault: Error, production: boolean, depth: number): object {
  const code = 'code' in fault && (typeof fault.code === 'string' || typeof fault.code === 'number') ? fault.code : null
  return {
    name: fault.name,
    ...(code === null ? {} : { code }),
    message: cut(fault.message),
    ...(fault.cause instanceof Error ? { cause: cleaned(fault.cause, production, depth + 1) } : {}),
    ...(production || !fault.stack ? {} : { stack: cut(fault.stack) }),
  }
}
