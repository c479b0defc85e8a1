import { changed, type Engine, nextSecret } from '../engine.ts'
import type { Token } from '../world.ts'
import { WeComError } from './errors.ts'
import type { RateLimits } from './rate-limits.ts'

const life = 7200
const wrongSecrets = [{ limit: 5, ms: 3_600_000 }]

export type App = { agentId: number; kind: 'app' | 'contact-sync' }

/** The same value until it expires, as WeCom does; `expiresIn` is what is left of its 7200 seconds. */
export function issueToken(engine: Engine, kind: Token['kind'], agentId: number): { value: string; expiresIn: number } {
  const now = engine.clock.now()
  const living = engine.world.tokens.find(
    (token) => token.kind === kind && token.agentId === agentId && !token.ended && new Date(token.expiresAt) > now,
  )
  const token = living ?? putToken(engine, kind, agentId, now)
  return { value: token.value, expiresIn: Math.ceil((Date.parse(token.expiresAt) - now.getTime()) / 1000) }
}

function putToken(engine: Engine, kind: Token['kind'], agentId: number, now: Date): Token {
  const token: Token = {
    value: nextSecret(engine, kind, kind === 'access' ? 128 : 86),
    kind,
    agentId,
    expiresAt: new Date(now.getTime() + life * 1000).toISOString(),
    ended: false,
  }
  const kept = 50
  engine.world.tokens = [...engine.world.tokens.slice(1 - kept), token]
  changed(engine)
  return token
}

export function getToken(engine: Engine, limits: RateLimits, query: Record<string, unknown>): Record<string, unknown> {
  const { corpid, corpsecret } = query
  if (!corpsecret) throw new WeComError(41004)
  if (corpid !== engine.credentials.corpId) throw new WeComError(40013)
  // Several wrong secrets block the caller's address for an hour, right ones included.
  if (limits.isUsedUp('wrong secret', wrongSecrets)) throw new WeComError(45009)
  const agentId = agentOf(engine, String(corpsecret))
  if (agentId === undefined) {
    limits.within('wrong secret', wrongSecrets)
    throw new WeComError(40001)
  }
  const { value, expiresIn } = issueToken(engine, 'access', agentId)
  return { access_token: value, expires_in: expiresIn }
}

function agentOf(engine: Engine, secret: string): number | undefined {
  if (secret === engine.credentials.secret) return engine.credentials.agentId
  return secret === engine.credentials.directorySecret ? 0 : undefined
}

/** Whose token it is; throws 41001, 40014 or 42001. */
export function appOfToken(engine: Engine, value: unknown): App {
  if (typeof value !== 'string' || value === '') throw new WeComError(41001)
  const token = engine.world.tokens.find((one) => one.kind === 'access' && one.value === value)
  if (!token || token.ended) throw new WeComError(40014)
  if (new Date(token.expiresAt) <= engine.clock.now()) throw new WeComError(42001)
  return { agentId: token.agentId, kind: token.agentId === 0 ? 'contact-sync' : 'app' }
}

/** Ends every token and ticket before its time; calls with them then answer 40014. */
export function endTokens(engine: Engine): void {
  engine.world.tokens.forEach((token) => (token.ended = true))
  changed(engine)
}
