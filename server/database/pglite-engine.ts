import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { lockDirectory } from './directory-lock.ts'
import { DurableFiles } from './durable-files.ts'
import type { Engine, Preparation } from './engine.ts'
import { pgliteDialect } from './pglite-dialect.ts'
import { APP_ROLE } from './rights.ts'
import type { SqlSession } from './sql-session.ts'
import { refuseInsideTransaction } from './transaction-guard.ts'
import { parsers } from './type-parsers.ts'

/** PGlite's own start, without `-F`, which would switch fsync off; `fdatasync` does nothing in its build, `fsync` does. */
const startParams = [
  ...PGlite.defaultStartParams.filter((param) => param !== '-F'),
  ...['wal_sync_method=fsync', 'shared_buffers=32MB'].flatMap((setting) => ['-c', setting]),
]

export async function openPglite(directory: string, prepare: Preparation): Promise<Engine> {
  if (directory.startsWith('memory://')) return await start({}, prepare)
  const unlock = await lockDirectory(directory)
  try {
    const engine = await startIn(directory, prepare)
    return { ...engine, close: () => engine.close().finally(unlock) }
  } catch (fault) {
    await unlock()
    throw fault
  }
}

/** A first start that was interrupted leaves half a cluster, which never held anything: it is put aside and made anew. */
async function startIn(directory: string, prepare: Preparation): Promise<Engine> {
  const cluster = join(directory, 'pglite')
  const prepared = join(directory, 'prepared')
  const isFirstStart = !existsSync(prepared)
  const files = (): { fs: DurableFiles } => ({ fs: new DurableFiles(cluster) })
  const engine = await start(files(), prepare).catch((fault: unknown) => {
    if (!isFirstStart) throw fault
    const aside = join(directory, 'interrupted')
    rmSync(aside, { recursive: true, force: true })
    renameSync(cluster, aside)
    return start(files(), prepare)
  })
  if (isFirstStart) writeFileSync(prepared, '')
  return engine
}

async function start(files: { fs?: DurableFiles }, prepare: Preparation): Promise<Engine> {
  const pglite = await PGlite.create({ ...files, parsers, startParams })
  const session = plainSession(pglite)
  await prepare(session)
  await session.run(`SET SESSION AUTHORIZATION ${APP_ROLE}`)
  return {
    name: 'pglite',
    dialect: pgliteDialect(pglite),
    app: session,
    async listen(channel, heard) {
      const quoted = `"${channel}"`
      await pglite.listen(quoted, heard)
      return () => pglite.unlisten(quoted, heard) // what listen() returns forgets the quotes
    },
    close: () => pglite.close(),
  }
}

function plainSession(pglite: PGlite): SqlSession {
  return {
    async run(text, values) {
      refuseInsideTransaction()
      if (values) return await pglite.query<Record<string, unknown>>(text, values)
      // Inside PGlite's own transaction, so that nobody's statement comes between a failure and its rollback.
      const results = await pglite.transaction((tx) => tx.exec(text))
      return { rows: results.flatMap((result) => result.rows) }
    },
  }
}
