import type { Dialect } from 'kysely'
import type { SqlSession } from './sql-session.ts'

/** What PGlite and PostgreSQL each bring, already migrated and running as the app's role. */
export type Engine = {
  name: 'pglite' | 'postgres'
  dialect: Dialect
  /** Runs as the app, outside of every transaction. */
  app: SqlSession
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>
  close(): Promise<void>
}

/** What happens to a database, as owner, before the app's role takes over. */
export type Preparation = (owner: SqlSession) => Promise<void>
