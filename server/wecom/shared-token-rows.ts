import type { Clock, Database, Random, Vault } from '../ports.ts'
import {
  lockSharedToken,
  readSharedToken,
  setLease,
  type SharedTokenRow,
  storeSharedToken,
} from './shared-token-store.ts'

export type Kept = { value: string; fetchedAt: Date; expiresAt: Date }
export type SharedTokenTools = { database: Database; vault: Vault; clock: Clock; random: Random }
/** `mine`: ask WeCom now; `another`: somebody else does, and `token` may serve meanwhile. */
export type Turn = { kind: 'kept'; token: Kept } | { kind: 'mine' } | { kind: 'another'; token: Kept | null }

export type SharedTokenRows = {
  read(): Promise<Kept | null>
  /** Whose turn it is to ask WeCom; `isFresh` says whether what is stored will do. */
  takeTurn(isFresh: (token: Kept | null) => token is Kept): Promise<Turn>
  /** Stores what was fetched, unless something newer is there, and ends the turn; answers what now stands there. */
  store(fetched: Kept): Promise<Kept>
  letGo(): Promise<void>
}

const leaseMs = 15_000

/** One token's row, shared by all processes: sealed, with a lease for whoever asks WeCom. */
export function createSharedTokenRows(kind: string, { database, vault, random }: SharedTokenTools): SharedTokenRows {
  const place = `shared_token|sealed|${kind}`
  const owner = random.hex(8)
  const opened = (row: SharedTokenRow | undefined) => openRow(vault, place, row)
  return {
    read: async () => opened(await readSharedToken(database.read, kind)),
    async takeTurn(isFresh) {
      // A lease is about real time: two processes may be told different business times by their simulators.
      const real = await database.now()
      return database.write(async (tx) => {
        const row = await lockSharedToken(tx, kind)
        const token = opened(row)
        if (isFresh(token)) return { kind: 'kept', token }
        const leased = row.leaseUntil !== null && row.leaseUntil > real && row.leaseOwner !== owner
        if (leased) return { kind: 'another', token }
        await setLease(tx, kind, owner, new Date(real.getTime() + leaseMs))
        return { kind: 'mine' }
      })
    },
    store: (fetched) =>
      database.write(async (tx) => {
        const row = await lockSharedToken(tx, kind)
        if (row.leaseOwner === owner) await setLease(tx, kind, null, null)
        const known = opened(row)
        const newer = newerOf(known, fetched)
        const { value, ...times } = newer
        if (newer !== known) await storeSharedToken(tx, kind, { ...times, sealed: vault.seal(place, value) })
        return newer
      }),
    letGo: () =>
      database.write(async (tx) => {
        const row = await lockSharedToken(tx, kind)
        if (row.leaseOwner === owner) await setLease(tx, kind, null, null)
      }),
  }
}

function openRow(vault: Vault, place: string, row: SharedTokenRow | undefined): Kept | null {
  if (!row?.sealed || !row.fetchedAt || !row.expiresAt) return null
  try {
    return { value: vault.open(place, row.sealed), fetchedAt: row.fetchedAt, expiresAt: row.expiresAt }
  } catch {
    return null // sealed under a key that was taken out of use: WeCom gives another one
  }
}

/** An older answer never replaces a newer one, and the same token's end never moves back. */
function newerOf(known: Kept | null, fetched: Kept): Kept {
  if (!known) return fetched
  if (known.value !== fetched.value) return known.fetchedAt > fetched.fetchedAt ? known : fetched
  return known.expiresAt > fetched.expiresAt ? { ...fetched, expiresAt: known.expiresAt } : fetched
}
