import { CamelCasePlugin, Kysely, sql } from 'kysely'
import type { Database, Log, Tx } from '../ports.ts'
import type { Tables } from '../tables.ts'
import type { Engine, Preparation } from './engine.ts'
import { openPglite } from './pglite-engine.ts'
import { openPostgres } from './postgres-engine.ts'
import { preparation } from './prepare.ts'
import { probeRights } from './rights.ts'
import type { SqlSession } from './sql-session.ts'
import { insideTransaction } from './transaction-guard.ts'

export type DatabasePlace = { directory: string } | { url: string; migrationUrl?: string }

/** With plain SQL beside it, for the job queue's own statements. */
export type OpenDatabase = Database & { plain: SqlSession }

/** Opens, migrates and checks the rights; `asOwnerToo` runs before the app's role takes over; `memory://` as directory keeps everything in memory. Throws one plain sentence when it cannot be used. */
export async function openDatabase(
  where: DatabasePlace,
  log: Log,
  asOwnerToo: Preparation = async () => undefined,
): Promise<OpenDatabase> {
  const prepare: Preparation = async (owner) => {
    await preparation(log)(owner)
    await asOwnerToo(owner)
  }
  const engine = 'url' in where ? await openPostgres(where, prepare, log) : await openPglite(where.directory, prepare)
  try {
    await probeRights(engine.app)
  } catch (fault) {
    await engine.close()
    throw fault
  }
  return databaseOver(engine)
}

function databaseOver(engine: Engine): OpenDatabase {
  const kysely = new Kysely<Tables>({
    dialect: engine.dialect,
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  return {
    engine: engine.name,
    read: kysely,
    plain: engine.app,
    write: (work) => tryAgain(() => kysely.transaction().execute((tx) => insideTransaction(() => work(tx)))),
    listen: engine.listen,
    async notify(tx: Tx, channel: string, payload: string) {
      await sql`SELECT pg_notify(${channel}, ${payload})`.execute(tx)
    },
    async now() {
      const { rows } = await sql<{ at: Date }>`SELECT clock_timestamp() AS at`.execute(kysely)
      return rows[0]?.at ?? new Date(Number.NaN)
    },
    async close() {
      await kysely.destroy()
      await engine.close()
    },
  }
}

const RETRIES = 3
const CONFLICTS = new Set<unknown>(['40001', '40P01'])

async function tryAgain<T>(work: () => Promise<T>, left = RETRIES): Promise<T> {
  try {
    return await work()
  } catch (fault) {
    if (left === 0 || !isConflict(fault)) throw fault
    return await tryAgain(work, left - 1)
  }
}

const isConflict = (fault: unknown): boolean =>
  typeof fault === 'object' && fault !== null && 'code' in fault && CONFLICTS.has(fault.code)
