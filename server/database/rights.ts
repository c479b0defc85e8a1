import type { SqlSession } from './sql-session.ts'

export const APP_ROLE = 'zhenke_app'

/** Tables the app only adds to, each with a column to try the refusal on. */
const onlyGrow = {
  credit: 'reason',
  audit: 'action',
  closed_day: 'weight',
  day_closing: 'employees',
  closing_begun: 'begun_at',
  month_statement: 'effective',
}
/** Tables the ledger keeps by itself, which the app only reads. */
const keptByLedger = { credit_sum: 'gained', branch_sum: 'gained' }

/** A policy's terms stay as they were set; it can be withdrawn, and who it names may be renamed. */
const policyMarks = ['withdrawn_at', 'withdrawn_by', 'employee_id', 'created_by']

/** Creates the role the server runs as. Roles belong to the whole cluster, so another database's start may win the race. */
export async function createAppRole(owner: SqlSession): Promise<void> {
  const { rows } = await owner.run('SELECT 1 FROM pg_roles WHERE rolname = $1', [APP_ROLE])
  if (rows.length > 0) return
  await owner.run(`DO $$ BEGIN CREATE ROLE ${APP_ROLE} NOLOGIN;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`)
}

/** The app reads and writes rows and changes no structure; the ledger, its sums, closed days and the audit log only grow. */
export async function grantAppRights(owner: SqlSession): Promise<void> {
  await owner.run(`
    REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    GRANT USAGE ON SCHEMA public TO ${APP_ROLE};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${APP_ROLE};
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${APP_ROLE};
    REVOKE UPDATE, DELETE, TRUNCATE ON ${Object.keys(onlyGrow).join(', ')} FROM ${APP_ROLE};
    REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON ${Object.keys(keptByLedger).join(', ')} FROM ${APP_ROLE};
    REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON migration FROM ${APP_ROLE};
    REVOKE UPDATE ON target_policy FROM ${APP_ROLE};
    GRANT UPDATE (${policyMarks.join(', ')}) ON target_policy TO ${APP_ROLE};
  `)
}

const forbidden = [
  ...Object.entries({ ...onlyGrow, ...keptByLedger }).flatMap(([table, column]) => [
    { act: `UPDATE of ${table}`, text: `UPDATE ${table} SET ${column} = ${column} WHERE false` },
    { act: `DELETE of ${table}`, text: `DELETE FROM ${table} WHERE false` },
  ]),
  { act: 'UPDATE of target_policy', text: 'UPDATE target_policy SET amount = amount WHERE false' },
]

/** Tries what must not work; throws when any of it does. */
export async function probeRights(app: SqlSession): Promise<void> {
  for (const { act, text } of forbidden) {
    if (await works(app, text)) {
      throw new Error(`The start was refused: ${act} works. The server has to run as ${APP_ROLE}, not as owner.`)
    }
  }
}

async function works(app: SqlSession, text: string): Promise<boolean> {
  try {
    await app.run(text)
    return true
  } catch (fault) {
    if (isDenied(fault)) return false
    throw fault
  }
}

const isDenied = (fault: unknown): boolean =>
  typeof fault === 'object' && fault !== null && 'code' in fault && fault.code === '42501'
