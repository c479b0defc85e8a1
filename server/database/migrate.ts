import { createHash } from 'node:crypto'
import type { MigrationFile } from './migration-files.ts'
import type { SqlSession } from './sql-session.ts'

const MIGRATION_LOCK = 7_268_301

/** Runs `work` as the only one of all processes that prepares this database. */
export async function alone<T>(owner: SqlSession, work: () => Promise<T>): Promise<T> {
  await owner.run(`SELECT pg_advisory_lock(${MIGRATION_LOCK})`)
  try {
    return await work()
  } finally {
    await owner.run(`SELECT pg_advisory_unlock(${MIGRATION_LOCK})`)
  }
}

/** Applies what is missing, each file in one transaction. Refuses a database that knows another text, or more files, than this build. */
export async function migrate(owner: SqlSession, files: MigrationFile[]): Promise<string[]> {
  await owner.run('CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, checksum TEXT NOT NULL)')
  const { rows } = await owner.run('SELECT name, checksum FROM migration ORDER BY name')
  const known = new Map(rows.map((row) => [String(row['name']), String(row['checksum'])]))
  refuseForeignHistory(files, known)
  const missing = files.filter((file) => !known.has(file.name))
  for (const file of missing) await apply(owner, file)
  return missing.map((file) => file.name)
}

async function apply(owner: SqlSession, file: MigrationFile): Promise<void> {
  const note = `INSERT INTO migration (name, checksum) VALUES ('${file.name}', '${checksum(file.text)}')`
  try {
    await owner.run(`BEGIN;\n${file.text};\n${note};\nCOMMIT`)
  } catch (fault) {
    throw new Error(`Migration ${file.name} failed and was rolled back`, { cause: fault })
  }
}

function refuseForeignHistory(files: MigrationFile[], known: Map<string, string>): void {
  const byName = new Map(files.map((file) => [file.name, file]))
  for (const [name, sum] of known) {
    const file = byName.get(name)
    if (!file)
      throw new Error(`The database has migration ${name}, which this build does not know: start a newer build`)
    if (checksum(file.text) !== sum) {
      throw new Error(
        `Migration ${name} was changed after it had been applied: undo the change, add a new file instead`,
      )
    }
  }
  const last = [...known.keys()].at(-1)
  const late = files.find((file) => last !== undefined && file.name < last && !known.has(file.name))
  if (late)
    throw new Error(`Migration ${late.name} comes before ${last}, which is applied already: give it a higher number`)
}

function checksum(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex')
}
