import { sql } from 'kysely'
import type { EmployeeActor } from '../../domain/employee.ts'
import type { TalkScriptContent } from '../../domain/talk-script.ts'
import type { Reader, Tx } from '../../ports.ts'

export type Branch = { id: string; name: string }
export type TalkScriptRow = TalkScriptContent & {
  id: string
  branchId: string | null
  branchName: string | null
  favourite: boolean
}

/** The employee's branch and all above it, the own one first. */
export async function readBranchesAbove(reader: Reader, { branchId }: EmployeeActor): Promise<Branch[]> {
  const { rows } = await sql<Branch>`
    WITH RECURSIVE above AS (
      SELECT branch.id, branch.name, branch.parent_id, 0 AS steps FROM branch WHERE branch.id = ${branchId}
      UNION ALL
      SELECT branch.id, branch.name, branch.parent_id, above.steps + 1
      FROM branch JOIN above ON branch.id = above.parent_id WHERE above.steps < 32
    )
    SELECT above.id, above.name FROM above ORDER BY above.steps`.execute(reader)
  return rows
}

/**
 * Approved scripts that the actor may send: the bank's, those of the branches above, what a lead's own branches have, all for an
 * operator, and whatever an open follow-up of theirs carries.
 */
function usable(reader: Reader, actor: EmployeeActor, above: readonly Branch[]) {
  const branchIds = [...above.map(({ id }) => id), ...actor.scope]
  return reader
    .selectFrom('talkScript')
    .innerJoin('talkScriptVersion as version', 'version.scriptId', 'talkScript.id')
    .leftJoin('branch', 'branch.id', 'talkScript.branchId')
    .leftJoin('talkScriptFavourite as favourite', (join) =>
      join.onRef('favourite.scriptId', '=', 'talkScript.id').on('favourite.employeeId', '=', actor.id),
    )
    .where('version.state', '=', 'approved')
    .$if(!actor.roles.includes('operator'), (query) =>
      query.where((is) =>
        is.or([
          is('talkScript.branchId', 'is', null),
          is('talkScript.branchId', 'in', branchIds),
          is.exists(
            is
              .selectFrom('followUp')
              .select('followUp.id')
              .whereRef('followUp.talkScriptId', '=', 'talkScript.id')
              .where('followUp.assigneeId', '=', actor.id)
              .where('followUp.state', '=', 'open'),
          ),
        ]),
      ),
    )
}

const MOST = 50

function rowsOf(found: ReturnType<typeof usable>) {
  return found
    .select(['talkScript.id', 'talkScript.branchId', 'branch.name as branchName'])
    .select(['version.kind', 'version.folder', 'version.title', 'version.text', 'version.linkUrl', 'version.pictureId'])
    .select((is) => is('favourite.scriptId', 'is not', null).as('favourite'))
    .$narrowType<{ favourite: boolean }>()
}

/** Favourites first, then by folder and title; at most 50, since a longer list is searched. */
export function listUsable(
  reader: Reader,
  actor: EmployeeActor,
  above: readonly Branch[],
  { search, folder }: { search: string | null; folder: string | null },
): Promise<TalkScriptRow[]> {
  let found = usable(reader, actor, above)
  if (folder !== null) found = found.where('version.folder', '=', folder)
  if (search !== null) {
    const part = containing(search)
    found = found.where((is) => is.or([is('version.title', 'ilike', part), is('version.text', 'ilike', part)]))
  }
  return rowsOf(found)
    .orderBy((is) => is('favourite.scriptId', 'is', null))
    .orderBy('version.folder')
    .orderBy('version.title')
    .orderBy('talkScript.id')
    .limit(MOST)
    .execute()
}

/** For LIKE: what somebody typed, wherever it stands; `%` and `_` are only themselves. */
export function containing(search: string): string {
  return `%${search.replace(/[\\%_]/g, '\\$&')}%`
}

export async function listFolders(reader: Reader, actor: EmployeeActor, above: readonly Branch[]): Promise<string[]> {
  const rows = await usable(reader, actor, above)
    .select('version.folder')
    .distinct()
    .where('version.folder', '<>', '')
    .orderBy('version.folder')
    .execute()
  return rows.map(({ folder }) => folder)
}

export function findUsable(
  reader: Reader,
  actor: EmployeeActor,
  above: readonly Branch[],
  id: string,
): Promise<TalkScriptRow | undefined> {
  return rowsOf(usable(reader, actor, above).where('talkScript.id', '=', id)).executeTakeFirst()
}

/** The name to fill in, and whether the two are still connected; undefined for whoever is no contact of the actor's. */
export async function findOwnContact(
  reader: Reader,
  actor: EmployeeActor,
  contactId: string,
): Promise<{ name: string; related: boolean } | undefined> {
  const row = await reader
    .selectFrom('relation')
    .innerJoin('contact', 'contact.id', 'relation.contactId')
    .select(['contact.name', 'relation.endedAt'])
    .where('relation.employeeId', '=', actor.id)
    .where('relation.contactId', '=', contactId)
    .orderBy('relation.startedAt', 'desc')
    .executeTakeFirst()
  return row && { name: row.name, related: row.endedAt === null }
}

export async function putFavourite(tx: Tx, employeeId: string, scriptId: string): Promise<void> {
  await tx
    .insertInto('talkScriptFavourite')
    .values({ employeeId, scriptId })
    .onConflict((known) => known.doNothing())
    .execute()
}

export async function dropFavourite(tx: Tx, employeeId: string, scriptId: string): Promise<void> {
  await tx
    .deleteFrom('talkScriptFavourite')
    .where('employeeId', '=', employeeId)
    .where('scriptId', '=', scriptId)
    .execute()
}

export async function countUse(tx: Tx, scriptId: string, day: string): Promise<void> {
  await tx
    .insertInto('talkScriptUse')
    .values({ scriptId, day, uses: 1 })
    .onConflict((known) =>
      known.columns(['scriptId', 'day']).doUpdateSet((is) => ({ uses: is('talkScriptUse.uses', '+', 1) })),
    )
    .execute()
}
