import { createHash } from 'node:crypto'
import type { Engine } from '../engine.ts'
import { issueToken } from '../qyapi/tokens.ts'
import type { Token } from '../world.ts'
import type { Invocation, NativeResult } from './invocation.ts'

/** sha1 over the four values in fixed order (developer.work.weixin.qq.com/document/path/90506). */
export function pageSignature(ticket: string, nonce: string, timestamp: string, url: string): string {
  return createHash('sha1')
    .update(`jsapi_ticket=${ticket}&noncestr=${nonce}&timestamp=${timestamp}&url=${url}`)
    .digest('hex')
}

export function grantKey(call: Pick<Invocation, 'employeeId' | 'url'>): string {
  return `${call.employeeId} ${call.url}`
}

export function preVerify(engine: Engine, call: Invocation): NativeResult {
  const { params } = call
  const wrong =
    params['appId'] === engine.credentials.corpId
      ? checkPage(engine, call, 'corp-ticket', {
          nonce: params['verifyNonceStr'],
          timestamp: params['verifyTimestamp'],
          signature: params['verifySignature'],
        })
      : 40013
  return wrong ? refused(wrong) : { err_msg: 'preVerifyJSAPI:ok' }
}

/** Grants the listed calls to this employee on this page's address, if all of corp, app, domain and signature are right. */
export function agentConfig(engine: Engine, call: Invocation): NativeResult {
  const { params } = call
  const wrong = problemOf(engine, call)
  if (wrong) return refused(wrong)
  const asked = Array.isArray(params['jsApiList']) ? params['jsApiList'].map(String) : []
  engine.grants.set(grantKey(call), new Set(asked))
  return { err_msg: 'agentConfig:ok', checkResult: Object.fromEntries(asked.map((name) => [name, true])) }
}

function problemOf(engine: Engine, call: Invocation): number | undefined {
  const { params } = call
  if (params['corpid'] !== engine.credentials.corpId) return 40013
  if (params['agentid'] !== String(engine.credentials.agentId)) return 40056
  return checkPage(engine, call, 'app-ticket', {
    nonce: params['nonceStr'],
    timestamp: params['timestamp'],
    signature: params['signature'],
  })
}

type Signed = { nonce: unknown; timestamp: unknown; signature: unknown }

function checkPage(
  engine: Engine,
  call: Invocation,
  kind: 'corp-ticket' | 'app-ticket',
  signed: Signed,
): number | undefined {
  if (!engine.product || !URL.canParse(call.url)) return 80001
  if (new URL(call.url).host !== new URL(engine.product.publicOrigin).host) return 80001
  if (matches(livingTickets(engine, kind), call.url, signed)) return undefined
  const other = kind === 'app-ticket' ? 'corp-ticket' : 'app-ticket'
  return matches(livingTickets(engine, other), call.url, signed) ? 42012 : 40093
}

function livingTickets(engine: Engine, kind: Token['kind']): string[] {
  const now = engine.clock.now()
  const given = engine.world.tokens.filter(
    (token) => token.kind === kind && !token.ended && new Date(token.expiresAt) > now,
  )
  return given.length > 0 ? given.map((token) => token.value) : [issueToken(engine, kind, -1).value]
}

function matches(tickets: string[], url: string, { nonce, timestamp, signature }: Signed): boolean {
  return tickets.some((ticket) => pageSignature(ticket, String(nonce), String(timestamp), url) === signature)
}

const sentences: Record<number, string> = {
  40013: 'invalid corpid',
  40056: 'invalid agentid',
  40093: 'invalid signature',
  42012: 'jsapi_ticket is unusable',
  80001: 'not match any reliable domain',
}

/** The real shape of a refusal: no name in front, and the code only in the address (a colon included). */
export function refused(errcode: number): NativeResult {
  const sentence = sentences[errcode] ?? 'refused'
  return { err_msg: `${sentence}. more info at https://open.work.weixin.qq.com/devtool/query?e=${errcode}` }
}
