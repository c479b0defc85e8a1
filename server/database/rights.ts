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
/** Tables the database keeps by itself, which the app only reads. */
const keptByDatabase = {
  credit_sum: 'gained',
  branch_sum: 'gained',
  employee_sighting: 'last_reading',
  employee_rename: 'new_id',
}

/** A policy's terms stay as they were set; it can be withdrawn, and who it names may be renamed. */
const policyMarks = ['withdrawn_at', 'withdrawn_by', 'employee_id', 'created_by']

/** What the app may ask the database to do with more rights than its own. */
const doneAsOwner = ['rename_employee(TEXT, TEXT, TIMESTAMPTZ)']

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
    REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON ${Object.keys(keptByDatabase).join(', ')} FROM ${APP_ROLE};
    REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON migration FROM ${APP_ROLE};
    REVOKE UPDATE ON target_policy FROM ${APP_ROLE};
    GRANT UPDATE (${policyMarks.join(', ')}) ON target_policy TO ${APP_ROLE};
    GRANT EXECUTE ON FUNCTION ${doneAsOwner.join(', ')} TO ${APP_ROLE};
    REVOKE UPDATE, DELETE ON employee FROM ${APP_ROLE};
  `)
  await grantAllButTheId(owner, 'employee')
}

/** Whose id could be changed could be put in another's place. */
async function grantAllButTheId(owner: SqlSession, table: string): Promise<void> {
  const { rows } = await owner.run(
    `SELECT quote_ident(attname) AS name FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attname <> 'id'`,
    [table],
  )
  const columns = rows.map(({ name }) => String(name)).join(', ')
  await owner.run(`GRANT UPDATE (${columns}) ON ${table} TO ${APP_ROLE}`)
}

const forbidden = [
  ...Object.entries({ ...onlyGrow, ...keptByDatabase }).flatMap(([table, column]) => [
    { act: `UPDATE of ${table}`, text: `UPDATE ${table} SET ${column} = ${column} WHERE false` },
    { act: `DELETE of ${table}`, text: `DELETE FROM ${table} WHERE false` },
  ]),
  { act: 'UPDATE of target_policy', text: 'UPDATE target_policy SET amount = amount WHERE false' },
  { act: "UPDATE of an employee's id", text: 'UPDATE employee SET id = id WHERE false' },
  { act: 'DELETE of employee', text: 'DELETE FROM employee WHERE false' },
  {
    act: "a trigger that writes the ledger's sums",
    text: `CREATE TEMPORARY TABLE made_up (id TEXT);
      CREATE TRIGGER made_up AFTER INSERT ON made_up REFERENCING NEW TABLE AS entered
        FOR EACH STATEMENT EXECUTE FUNCTION keep_credit_sums();
      DROP TABLE made_up`,
  },
]

const probed = (id: string): string => `('${id}', '${id}', '', '', '', 'teller', 'disabled', '1970-01-01')`

/** Two employees who are there together, and a rename that gives one's entries to the other; never committed, since it fails at its end. */
const robbery = `
  INSERT INTO employee (id, userid, name, branch_id, position, role, state, updated_at)
    VALUES ${probed('probe robbed')}, ${probed('probe robber')};
  SELECT rename_employee('probe robbed', 'probe robber', '1970-01-01');
  SELECT 1 / 0`
const REFUSED_RENAME = '23514'

/** Tries what must not work; throws when any of it does. */
export async function probeRights(app: SqlSession): Promise<void> {
  for (const { act, text } of forbidden) {
    if (await works(app, text)) {
      throw new Error(`The start was refused: ${act} works. The server has to run as ${APP_ROLE}, not as owner.`)
    }
  }
  if ((await faultOf(app, robbery)) !== REFUSED_RENAME)
    throw new Error("The start was refused: an employee's entries in the ledger can be given to another.")
}

async function works(app: SqlSession, text: string): Promise<boolean> {
  const fault = await faultOf(app, text)
  return fault !== DENIED
}

const DENIED = '42501'

/** The code with which the database refused; null when it did not. */
async function faultOf(app: SqlSession, text: string): Promise<unknown> {
  try {
    await app.run(text)
    return null
  } catch (fault) {
    if (typeof fault === 'object' && fault !== null && 'code' in fault) return fault.code
    throw fault
  }
}
