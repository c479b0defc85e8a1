import { sql } from 'kysely'
import type { EmployeeActor } from '../../domain/employee.ts'
import type { Reader } from '../../ports.ts'

/** Whether these words are approved, and the bank's, of a branch above the actor or of one that they lead. */
export async function isScriptUsable(reader: Reader, actor: EmployeeActor, scriptId: string): Promise<boolean> {
  const { rows } = await sql<{ found: number }>`
    WITH RECURSIVE above AS (
      SELECT branch.id, branch.parent_id, 0 AS steps FROM branch WHERE branch.id = ${actor.branchId}
      UNION ALL
      SELECT branch.id, branch.parent_id, above.steps + 1
      FROM branch JOIN above ON branch.id = above.parent_id WHERE above.steps < 32
    )
    SELECT 1 AS found FROM talk_script
    JOIN talk_script_version AS version ON version.script_id = talk_script.id AND version.state = 'approved'
    WHERE talk_script.id = ${scriptId} AND (
      talk_script.branch_id IS NULL
      OR talk_script.branch_id = ANY(${actor.scope}::text[])
      OR talk_script.branch_id IN (SELECT above.id FROM above)
    ) LIMIT 1`.execute(reader)
  return rows.length > 0
}
