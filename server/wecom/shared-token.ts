import { setTimeout as pause } from 'node:timers/promises'
import { Problem } from '../domain/problem.ts'
import { createSharedTokenRows, type Kept, type SharedTokenTools } from './shared-token-rows.ts'

export type SharedToken = {
  /** The token; asks WeCom only when no process has a living one. */
  read(): Promise<string>
  /** A token other than the one that WeCom refused. */
  replace(refused: string): Promise<string>
  /** A new one, unless the present one is less than a minute old. */
  renew(): Promise<string>
}
export type FetchToken = () => Promise<{ value: string; expiresInSeconds: number }>

const early = 300_000
const patienceMs = 20_000
const lookAgainMs = 50
const youngMs = 60_000

/** One token of all processes: fetched by whoever holds the lease, kept in memory so that the hot path asks nobody. */
export function createSharedToken(kind: string, fetchToken: FetchToken, tools: SharedTokenTools): SharedToken {
  const { clock } = tools
  const rows = createSharedTokenRows(kind, tools)
  let kept: Kept | null = null
  let underWay: Promise<Kept> | null = null

  const isAlive = (token: Kept | null, refused: string | null): token is Kept =>
    token !== null && token.value !== refused && clock.now() < token.expiresAt
  const isFresh = (token: Kept | null, refused: string | null): token is Kept =>
    isAlive(token, refused) && clock.now().getTime() < renewalOf(token)

  const fetchAndStore = async (): Promise<Kept> => {
    const fetchedAt = clock.now()
    try {
      const { value, expiresInSeconds } = await fetchToken()
      const expiresAt = new Date(fetchedAt.getTime() + expiresInSeconds * 1000)
      return await rows.store({ value, fetchedAt, expiresAt })
    } catch (fault) {
      await rows.letGo()
      throw fault
    }
  }
  const obtain = async (refused: string | null): Promise<Kept> => {
    const stored = await rows.read()
    if (isFresh(stored, refused)) return stored
    for (let waited = 0; waited < patienceMs; waited += lookAgainMs) {
      const turn = await rows.takeTurn((token): token is Kept => isFresh(token, refused))
      if (turn.kind === 'kept') return turn.token
      if (turn.kind === 'mine') return fetchAndStore()
      if (isAlive(turn.token, refused)) return turn.token
      await pause(lookAgainMs)
    }
    throw new Problem('wecom/unavailable', { path: kind.split('|')[0] ?? kind })
  }
  const together = async (refused: string | null): Promise<Kept> => {
    underWay ??= obtain(refused)
      .then((token) => (kept = token))
      .finally(() => (underWay = null))
    return underWay
  }

  return {
    async read() {
      if (isFresh(kept, null)) return kept.value
      const present = kept
      // Asked early and not answered: what is there still serves until its end.
      const token = await together(null).catch((fault: unknown) => {
        if (isAlive(present, null)) return present
        throw fault
      })
      return token.value
    },
    async replace(refused) {
      if (isAlive(kept, refused)) return kept.value
      const token = await together(refused)
      // What was under way may have begun before the refusal and have found the refused one.
      return token.value === refused ? (await together(refused)).value : token.value
    },
    async renew() {
      const present = kept
      if (!present) return (await together(null)).value
      const age = clock.now().getTime() - present.fetchedAt.getTime()
      return age < youngMs ? present.value : (await together(present.value)).value
    },
  }
}

// WeCom answers the same token again until it has expired: asked early and told a short rest, it is asked again only then.
function renewalOf({ fetchedAt, expiresAt }: Kept): number {
  const life = expiresAt.getTime() - fetchedAt.getTime()
  return life > 2 * early ? expiresAt.getTime() - early : expiresAt.getTime()
}
