import { setTimeout as pause } from 'node:timers/promises'
import { Problem } from '../domain/problem.ts'
import type { Clock, Database, Random, Vault } from '../ports.ts'
import {
  lockSharedToken,
  readSharedToken,
  setLease,
  type SharedTokenRow,
  storeSharedToken,
} from './shared-token-store.ts'

export type SharedToken = {
  /** The token; asks WeCom only when no process has a living one. */
  read(): Promise<string>
  /** A token other than the one that WeCom refused. */
  replace(refused: string): Promise<string>
  /** A new one, unless the present one is less than a minute old. */
  renew(): Promise<string>
}
export type SharedTokenTools = { database: Database; vault: Vault; clock: Clock; random: Random }
export type FetchToken = () => Promise<{ value: string; expiresInSeconds: number }>

type Kept = { value: string; fetchedAt: Date; expiresAt: Date }
type Turn = { kind: 'kept'; token: Kept } | { kind: 'mine' } | { kind: 'another'; token: Kept | null }

const early = 300_000
const leaseMs = 15_000
const patienceMs = 20_000
const lookAgainMs = 50
const youngMs = 60_000

/** One token of all processes: kept sealed in the database, fetched by whoever holds the lease, kept in memory for the hot path. */
export function createSharedToken(kind: string, fetchToken: FetchToken, tools: SharedTokenTools): SharedToken {
  const { database, vault, clock, random } = tools
  const place = `shared_token|sealed|${kind}`
  const owner = random.hex(8)
  let kept: Kept | null = null
  let underWay: Promise<Kept> | null = null

  const opened = (row: SharedTokenRow | undefined): Kept | null => {
    if (!row?.sealed || !row.fetchedAt || !row.expiresAt) return null
    const value = openOrNull(row.sealed)
    return value === null ? null : { value, fetchedAt: row.fetchedAt, expiresAt: row.expiresAt }
  }
  const openOrNull = (sealed: string): string | null => {
    try {
      return vault.open(place, sealed)
    } catch {
      return null // sealed under a key that was taken out of use: WeCom gives another one
    }
  }
  const isAlive = (token: Kept | null, refused: string | null): token is Kept =>
    token !== null && token.value !== refused && clock.now() < token.expiresAt
  const isFresh = (token: Kept | null, refused: string | null): token is Kept =>
    isAlive(token, refused) && clock.now().getTime() < renewalOf(token)

  const takeTurn = async (refused: string | null): Promise<Turn> => {
    // A lease is about real time: two processes may be told different business times by their simulators.
    const real = await database.now()
    return database.write(async (tx) => {
      const row = await lockSharedToken(tx, kind)
      const token = opened(row)
      if (isFresh(token, refused)) return { kind: 'kept', token }
      const leased = row.leaseUntil !== null && row.leaseUntil > real && row.leaseOwner !== owner
      if (leased) return { kind: 'another', token: isAlive(token, refused) ? token : null }
      await setLease(tx, kind, owner, new Date(real.getTime() + leaseMs))
      return { kind: 'mine' }
    })
  }

  const fetchAndStore = async (): Promise<Kept> => {
    const fetchedAt = clock.now()
    try {
      const { value, expiresInSeconds } = await fetchToken()
      const fetched = { value, fetchedAt, expiresAt: new Date(fetchedAt.getTime() + expiresInSeconds * 1000) }
      return await database.write(async (tx) => {
        const row = await lockSharedToken(tx, kind)
        if (row.leaseOwner === owner) await setLease(tx, kind, null, null)
        const known = opened(row)
        const merged = newerOf(known, fetched)
        if (merged !== known) await storeSharedToken(tx, kind, sealedRow(merged))
        return merged
      })
    } catch (fault) {
      await letGo()
      throw fault
    }
  }
  const sealedRow = ({ value, ...times }: Kept) => ({ ...times, sealed: vault.seal(place, value) })
  const letGo = () =>
    database.write(async (tx) => {
      const row = await lockSharedToken(tx, kind)
      if (row.leaseOwner === owner) await setLease(tx, kind, null, null)
    })

  const obtain = async (refused: string | null): Promise<Kept> => {
    const stored = opened(await readSharedToken(database.read, kind))
    if (isFresh(stored, refused)) return stored
    for (let waited = 0; waited < patienceMs; waited += lookAgainMs) {
      const turn = await takeTurn(refused)
      if (turn.kind === 'mine') return fetchAndStore()
      if (turn.token) return turn.token
      await pause(lookAgainMs)
    }
    throw new Problem('wecom/unavailable', { path: kind.split('|')[0] ?? kind })
  }
  // Asked early and not answered: what is there still serves until its end.
  const livingOr = (present: Kept | null, fault: unknown): Kept => {
    if (isAlive(present, null)) return present
    throw fault
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
      return (await together(null).catch((fault: unknown) => livingOr(present, fault))).value
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

/** An older answer never replaces a newer one, and the same token's end never moves back. */
function newerOf(known: Kept | null, fetched: Kept): Kept {
  if (!known) return fetched
  if (known.value !== fetched.value) return known.fetchedAt > fetched.fetchedAt ? known : fetched
  return known.expiresAt > fetched.expiresAt ? { ...fetched, expiresAt: known.expiresAt } : fetched
}
