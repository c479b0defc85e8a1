import { PgBoss } from 'pg-boss'
import { APP_ROLE } from './rights.ts'
import type { SqlSession } from './sql-session.ts'

const JOB_SCHEMA = 'pgboss'

/** Installs or upgrades the queue's tables as owner and lets the app work with them: rows only, no structure. */
export async function installJobTables(owner: SqlSession): Promise<void> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => owner.run(text, values) },
    schema: JOB_SCHEMA,
    supervise: false,
    schedule: false,
  })
  await boss.start()
  await boss.stop({ graceful: false })
  await owner.run(`
    GRANT USAGE ON SCHEMA ${JOB_SCHEMA} TO ${APP_ROLE};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${JOB_SCHEMA} TO ${APP_ROLE};
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${JOB_SCHEMA} TO ${APP_ROLE};
  `)
}
