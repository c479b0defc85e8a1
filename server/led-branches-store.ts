import { sql } from 'kysely'
import type { Reader } from './ports.ts'

export type NamedBranch = { id: string; name: string }
/** `more` where there are others than those listed. */
export type LedBranches = { items: NamedBranch[]; more: boolean }

/** As many as a list to choose from can hold. */
const MOST = 50

/**
 * Of the branches that somebody leads, those with none of the others above them, in the directory's order; before them `homeId`,
 * where it is one they lead at all.
 */
export async function readLedBranches(reader: Reader, scope: string[], homeId = ''): Promise<LedBranches> {
  if (scope.length === 0) return { items: [], more: false }
  const { rows } = await sql<NamedBranch>`
    ${led(scope)} SELECT led.id, led.name FROM led WHERE led.id = ${homeId} OR led.is_topmost
    ORDER BY (led.id = ${homeId}) DESC, led.position, led.id LIMIT ${MOST + 1}`.execute(reader)
  return upToMost(rows)
}

/** All of them with that part of a name, whose whole name it is first, then those with none of the others above them. */
export async function findLedBranches(reader: Reader, scope: string[], search: string): Promise<LedBranches> {
  const { rows } = await sql<NamedBranch>`
    ${led(scope)} SELECT led.id, led.name FROM led WHERE strpos(lower(led.name), lower(${search}::text)) > 0
    ORDER BY (lower(led.name) = lower(${search}::text)) DESC, led.is_topmost DESC, led.position, led.id
    LIMIT ${MOST + 1}`.execute(reader)
  return upToMost(rows)
}

const led = (scope: string[]) => sql`
  WITH scope AS (SELECT unnest(${scope}::text[]) AS id), led AS (
    SELECT branch.id, branch.name, branch.position,
      NOT EXISTS (SELECT 1 FROM scope AS above WHERE above.id = branch.parent_id) AS is_topmost
    FROM scope JOIN branch ON branch.id = scope.id
  )`

const upToMost = (rows: NamedBranch[]): LedBranches => ({ items: rows.slice(0, MOST), more: rows.length > MOST })
