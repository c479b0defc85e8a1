import type { Ports } from '../ports.ts'
import type { SessionTable } from '../session-tables.ts'
import { endSession, findOpenSessions, findSession, insertSession, touchSession } from './session-store.ts'

const IDLE_MS = 30 * 60_000
const WHOLE_MS = 8 * 3_600_000
const CACHE_MS = 5_000
const TOUCH_MS = 60_000
export const SESSION_SECONDS = WHOLE_MS / 1000

/** An open session; `id` is the hash of its token. */
export type Session = { id: string; employeeId: string }

export type Sessions = {
  /** Starts a session and returns its token, which is kept nowhere but in the browser. */
  start(employeeId: string): Promise<string>
  /** Null when unknown, ended, 30 minutes idle or 8 hours old. Reading it counts as being active. */
  read(token: string): Promise<Session | null>
  end(id: string): Promise<void>
  /** Forgets what this process knows, so that the next read asks the database. */
  forget(employeeId: string): void
  /** Those of `ids` that still live, without counting as being active. */
  stillOpen(ids: string[]): Promise<Set<string>>
}

type Kept = { session: SessionTable | undefined; until: number }

export function createSessions(ports: Pick<Ports, 'database' | 'clock' | 'random' | 'vault'>): Sessions {
  const { database, clock, random, vault } = ports
  const kept = new Map<string, Kept>()

  const isOpen = (session: SessionTable) => {
    const now = clock.now().getTime()
    return (
      session.endedAt === null &&
      now - session.seenAt.getTime() < IDLE_MS &&
      now - session.createdAt.getTime() < WHOLE_MS
    )
  }

  async function load(id: string): Promise<SessionTable | undefined> {
    const known = kept.get(id)
    if (known && known.until > performance.now()) return known.session
    const session = await findSession(database.read, id)
    if (kept.size > 10_000) kept.clear()
    kept.set(id, { session, until: performance.now() + CACHE_MS })
    return session
  }

  async function touch(session: SessionTable): Promise<void> {
    const now = clock.now()
    if (now.getTime() - session.seenAt.getTime() < TOUCH_MS) return
    session.seenAt = now
    await database.write((tx) => touchSession(tx, session.tokenHash, now))
  }

  return {
    async start(employeeId) {
      const token = random.hex(32)
      const now = clock.now()
      const session = { tokenHash: vault.hash(token), employeeId, createdAt: now, seenAt: now, endedAt: null }
      await database.write((tx) => insertSession(tx, session))
      return token
    },

    async read(token) {
      const session = await load(vault.hash(token))
      if (!session || !isOpen(session)) return null
      await touch(session)
      return { id: session.tokenHash, employeeId: session.employeeId }
    },

    async end(id) {
      await database.write((tx) => endSession(tx, id, clock.now()))
      kept.delete(id)
    },

    forget(employeeId) {
      for (const [id, { session }] of kept) if (session?.employeeId === employeeId) kept.delete(id)
    },

    async stillOpen(ids) {
      const open = ids.length === 0 ? [] : await findOpenSessions(database.read, ids)
      return new Set(open.filter(isOpen).map((session) => session.tokenHash))
    },
  }
}
