import { sql, type Insertable } from 'kysely'
import type { EmployeeActor } from '../../domain/employee.ts'
import type { TalkScriptContent, TalkScriptState } from '../../domain/talk-script.ts'
import type { Reader, Tx } from '../../ports.ts'
import type { TalkScriptTable, TalkScriptVersionTable } from '../../talk-script-tables.ts'
import type { Branch } from './talk-script-store.ts'

export type VersionRow = TalkScriptContent & {
  id: string
  branchId: string | null
  branchName: string | null
  version: number
  state: TalkScriptState
  writtenBy: string
  writerName: string | null
  writtenAt: Date
  decidedBy: string | null
  deciderName: string | null
  decidedAt: Date | null
  uses: number
}

const MOST = 200

/** Versions that the actor manages: a lead those of their branches, an operator all. */
export function listVersions(
  reader: Reader,
  actor: EmployeeActor,
  asked: { state: TalkScriptState; search: string | null; usedSince: string },
): Promise<VersionRow[]> {
  let found = reader
    .selectFrom('talkScriptVersion as version')
    .innerJoin('talkScript', 'talkScript.id', 'version.scriptId')
    .leftJoin('branch', 'branch.id', 'talkScript.branchId')
    .leftJoin('employee as writer', 'writer.id', 'version.writtenBy')
    .leftJoin('employee as decider', 'decider.id', 'version.decidedBy')
    .where('version.state', '=', asked.state)
  if (!actor.roles.includes('operator')) found = found.where('talkScript.branchId', 'in', actor.scope)
  if (asked.search !== null) {
    const part = asked.search
    found = found.where((is) => is.or([is('version.title', 'ilike', part), is('version.text', 'ilike', part)]))
  }
  return found
    .select(['talkScript.id', 'talkScript.branchId', 'branch.name as branchName'])
    .select(['version.version', 'version.state', 'version.kind', 'version.folder', 'version.title', 'version.text'])
    .select(['version.linkUrl', 'version.pictureId', 'version.writtenBy', 'version.writtenAt'])
    .select(['version.decidedBy', 'version.decidedAt', 'writer.name as writerName', 'decider.name as deciderName'])
    .select(
      sql<number>`COALESCE((
        SELECT sum(used.uses) FROM talk_script_use AS used
        WHERE used.script_id = version.script_id AND used.day >= ${asked.usedSince}::date
      ), 0)::integer`.as('uses'),
    )
    .orderBy('version.writtenAt', 'desc')
    .orderBy('version.scriptId')
    .limit(MOST)
    .execute()
}

/** Branches for which the actor may write, by name. */
export function listLedBranches(reader: Reader, actor: EmployeeActor): Promise<Branch[]> {
  if (actor.scope.length === 0) return Promise.resolve([])
  return reader
    .selectFrom('branch')
    .select(['id', 'name'])
    .where('id', 'in', actor.scope)
    .where('removedAt', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

/** The script with its versions, the latest first; nobody else changes it until the transaction ends. */
export async function lockScript(tx: Tx, id: string) {
  const script = await tx.selectFrom('talkScript').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!script) return undefined
  const versions = await tx
    .selectFrom('talkScriptVersion')
    .select(['version', 'state', 'writtenBy', 'pictureId'])
    .where('scriptId', '=', id)
    .orderBy('version', 'desc')
    .execute()
  return { ...script, versions }
}
export type LockedScript = NonNullable<Awaited<ReturnType<typeof lockScript>>>

export async function insertScript(tx: Tx, row: Insertable<TalkScriptTable>): Promise<void> {
  await tx.insertInto('talkScript').values(row).execute()
}

/** In place of the draft there is, if any: a draft that nobody approved is not kept. */
export async function putDraft(
  tx: Tx,
  row: TalkScriptContent & Pick<TalkScriptVersionTable, 'scriptId' | 'version' | 'writtenBy' | 'writtenAt'>,
): Promise<void> {
  await tx.deleteFrom('talkScriptVersion').where('scriptId', '=', row.scriptId).where('state', '=', 'draft').execute()
  await tx
    .insertInto('talkScriptVersion')
    .values({ ...row, state: 'draft', decidedBy: null, decidedAt: null })
    .execute()
}

export async function decideVersion(
  tx: Tx,
  { scriptId, version }: { scriptId: string; version: number },
  decided: { state: 'approved' | 'retired'; decidedBy: string; decidedAt: Date },
): Promise<void> {
  await tx
    .updateTable('talkScriptVersion')
    .set(decided)
    .where('scriptId', '=', scriptId)
    .where('version', '=', version)
    .execute()
}
