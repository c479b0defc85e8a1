import { PostgresDialect } from 'kysely'
import type { Dialect } from 'kysely'
import { Client, Pool, types } from 'pg'
import type { ClientBase, ClientConfig } from 'pg'
import type { Log } from '../ports.ts'
import type { Engine, Preparation } from './engine.ts'
import { openListener } from './postgres-listener.ts'
import { becomeApp } from './postgres-role.ts'
import type { Rows, SqlSession } from './sql-session.ts'
import { refuseInsideTransaction } from './transaction-guard.ts'
import { parsers } from './type-parsers.ts'

const limits = {
  max: 12,
  connectionTimeoutMillis: 5_000,
  idleTimeoutMillis: 60_000,
  keepAlive: true,
  statement_timeout: 15_000,
  lock_timeout: 10_000,
  idle_in_transaction_session_timeout: 30_000,
}

export async function openPostgres(
  where: { url: string; migrationUrl?: string },
  prepare: Preparation,
  log: Log,
): Promise<Engine> {
  const owned = { connectionString: where.migrationUrl ?? where.url, ...shared }
  await withClient(owned, prepare)
  const login = { connectionString: where.url, ...shared }
  const takeRole = await withClient(login, becomeApp)
  const pool = new Pool({
    ...login,
    ...limits,
    async onConnect(connection) {
      // A list of a large bank is estimated to be dear and then takes milliseconds: compiling it takes longer than answering it.
      await connection.query('SET jit = off')
      if (takeRole) await connection.query(takeRole)
    },
  })
  pool.on('error', (fault) => log.warn({ fault }, 'An idle database connection was lost'))
  const listener = openListener(login, log)
  return {
    name: 'postgres',
    dialect: guarded(new PostgresDialect({ pool })),
    app: pooledSession(pool),
    listen: listener.listen,
    async close() {
      await listener.close()
      if (!pool.ended) await pool.end()
    },
  }
}

const shared = {
  application_name: 'zhenke',
  types: {
    getTypeParser: ((oid: number, format: 'text') => parsers[oid] ?? types.getTypeParser(oid, format)) as never,
  },
}

async function withClient<T>(config: ClientConfig, work: (session: SqlSession) => Promise<T>): Promise<T> {
  const connection = new Client({ ...config, connectionTimeoutMillis: 5_000 })
  await connection.connect()
  try {
    return await work({ run: (text, values) => runPlain(connection, text, values) })
  } finally {
    await connection.end()
  }
}

function pooledSession(pool: Pool): SqlSession {
  return {
    async run(text, values) {
      refuseInsideTransaction()
      const connection = await pool.connect()
      try {
        return await runPlain(connection, text, values)
      } finally {
        connection.release()
      }
    },
  }
}

async function runPlain(connection: ClientBase, text: string, values?: unknown[]): Promise<Rows> {
  try {
    const results = await connection.query(text, values)
    return { rows: [results].flat().flatMap((result) => result.rows) }
  } catch (fault) {
    if (!values) await connection.query('ROLLBACK')
    throw fault
  }
}

function guarded(dialect: Dialect): Dialect {
  const createDriver = (): ReturnType<Dialect['createDriver']> => {
    const driver = dialect.createDriver()
    const acquire = driver.acquireConnection.bind(driver)
    driver.acquireConnection = async (options) => {
      refuseInsideTransaction()
      return await acquire(options)
    }
    return driver
  }
  return {
    createDriver,
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  }
}
