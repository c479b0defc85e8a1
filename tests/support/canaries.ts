import { sql } from 'kysely'
import type { Database } from '../../server/ports.ts'

/** What must never be found, by a name that may stand in a test's output. */
export type Canaries = Map<string, string>
/** Where it was looked, with all the text that stood there. */
export type Place = { name: string; text: string }

/** `place: canary` for every canary that stands in a place, plain, URL-encoded, in base64 or in JSON. */
export function findCanaries(canaries: Canaries, places: Place[]): string[] {
  return places.flatMap(({ name, text }) =>
    [...canaries].flatMap(([canary, value]) =>
      formsOf(value).some((form) => text.includes(form)) ? [`${name}: ${canary}`] : [],
    ),
  )
}

function formsOf(value: string): string[] {
  const base64 = Buffer.from(value).toString('base64').replace(/=+$/, '')
  return [...new Set([value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1), base64])]
}

/** Every row of every table, the job queue's included, as text. */
export async function dumpDatabase(database: Database): Promise<Place> {
  const tables = await sql<{ schema: string; name: string }>`
    SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
    WHERE table_schema IN ('public', 'pgboss') AND table_type = 'BASE TABLE'`.execute(database.read)
  const rows: string[] = []
  for (const { schema, name } of tables.rows) {
    const table = sql.table(`${schema}.${name}`)
    const found = await sql<{ row: string }>`SELECT one::text AS row FROM ${table} AS one`.execute(database.read)
    rows.push(...found.rows.map(({ row }) => `${name} ${row}`))
  }
  return { name: 'database', text: rows.join('\n') }
}
