import { PGlite } from '@electric-sql/pglite'
import type { Engine, Preparation } from './engine.ts'
import { pgliteDialect } from './pglite-dialect.ts'
import { APP_ROLE } from './rights.ts'
import type { SqlSession } from './sql-session.ts'
import { refuseInsideTransaction } from './transaction-guard.ts'
import { parsers } from './type-parsers.ts'

export async function openPglite(directory: string, prepare: Preparation): Promise<Engine> {
  const pglite = await PGlite.create({
    parsers,
    ...(directory.startsWith('memory://') ? {} : { dataDir: directory }),
  })
  const session = plainSession(pglite)
  await prepare(session)
  await session.run(`SET SESSION AUTHORIZATION ${APP_ROLE}`)
  return {
    name: 'pglite',
    dialect: pgliteDialect(pglite),
    app: session,
    listen: (channel, heard) => pglite.listen(channel, heard),
    close: () => pglite.close(),
  }
}

function plainSession(pglite: PGlite): SqlSession {
  return {
    async run(text, values) {
      refuseInsideTransaction()
      if (values) return await pglite.query<Record<string, unknown>>(text, values)
      const results = await pglite.exec(text)
      return { rows: results.flatMap((result) => result.rows) }
    },
  }
}
