import { sql } from 'kysely'
import type { Reader } from './ports.ts'

export type NamedBranch = { id: string; name: string }

/** More roots than anybody can have to choose from. */
const MOST_ROOTS = 50

/**
 * Of the branches that somebody leads, those with none of the others above them, in the directory's order; before them `homeId`,
 * where it is one they lead at all.
 */
export async function readLedBranches(reader: Reader, scope: string[], homeId = ''): Promise<NamedBranch[]> {
  if (scope.length === 0) return []
  const { rows } = await sql<NamedBranch>`
    WITH scope AS (SELECT unnest(${scope}::text[]) AS id)
    SELECT branch.id, branch.name FROM scope JOIN branch ON branch.id = scope.id
    WHERE branch.id = ${homeId} OR NOT EXISTS (SELECT 1 FROM scope AS above WHERE above.id = branch.parent_id)
    ORDER BY (branch.id = ${homeId}) DESC, branch.position, branch.id LIMIT ${MOST_ROOTS}`.execute(reader)
  return rows
}
