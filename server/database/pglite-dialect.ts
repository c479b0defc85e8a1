import type { PGlite, Transaction } from '@electric-sql/pglite'
import { AbortedTransactionError, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely'
import { refuseInsideTransaction } from './transaction-guard.ts'

/** Kysely's own PGlite dialect waits for its connection before a guard could speak, so this one leaves the queueing to PGlite. */
export function pgliteDialect(pglite: PGlite): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => pgliteDriver(pglite),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}

function pgliteDriver(pglite: PGlite): Driver {
  const transactions = new Map<DatabaseConnection, HeldTransaction>()
  const held = (connection: DatabaseConnection): HeldTransaction => {
    const transaction = transactions.get(connection)
    if (!transaction) throw new Error('The transaction is over')
    transactions.delete(connection)
    return transaction
  }
  return {
    async init() {},
    async acquireConnection() {
      refuseInsideTransaction()
      const connection: DatabaseConnection = {
        executeQuery: (query) => run(transactions.get(connection)?.tx ?? pglite, query),
        async *streamQuery() {
          yield* []
          throw new Error('PGlite has no streaming')
        },
      }
      return connection
    },
    async beginTransaction(connection) {
      transactions.set(connection, await holdTransaction(pglite))
    },
    commitTransaction: (connection) => held(connection).commit(),
    rollbackTransaction: (connection) => held(connection).rollback(),
    async releaseConnection() {},
    async destroy() {},
  }
}

async function run<R>(on: PGlite | Transaction, query: CompiledQuery): Promise<QueryResult<R>> {
  const { rows, affectedRows } = await on.query<R>(query.sql, [...query.parameters])
  return { rows, ...(affectedRows === undefined ? {} : { numAffectedRows: BigInt(affectedRows) }) }
}

type HeldTransaction = { tx: Transaction; commit(): Promise<void>; rollback(): Promise<void> }

/** PGlite tells a COMMIT that became a rollback by 25P02; both engines are to throw the same. */
function tellAborted(fault: unknown): never {
  if (typeof fault === 'object' && fault !== null && 'code' in fault && fault.code === '25P02') {
    throw new AbortedTransactionError({ cause: fault })
  }
  throw fault
}

/** Keeps PGlite's exclusive transaction open between Kysely's separate begin and end. */
function holdTransaction(pglite: PGlite): Promise<HeldTransaction> {
  return new Promise((begun, failed) => {
    const over = pglite.transaction(
      (tx) =>
        new Promise<void>((committed, broken) => {
          begun({
            tx,
            commit() {
              committed()
              return over.catch(tellAborted)
            },
            rollback() {
              tx.rollback().then(committed, broken)
              return over
            },
          })
        }),
    )
    over.catch(failed)
  })
}
