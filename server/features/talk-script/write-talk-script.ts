import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import { type TalkScriptContent, unknownVariableIn } from '../../domain/talk-script.ts'
import { mayManage, mayWrite } from '../../domain/talk-script-rules.ts'
import type { Ports, Tx } from '../../ports.ts'
import { isOwnPicture } from './picture-store.ts'
import { insertScript, type LockedScript, lockScript, putDraft } from './version-store.ts'

export type Changed = { id: string; version: number }

/** A draft, which nobody can send until an operator other than its author has approved it. */
export async function writeTalkScript(
  actor: EmployeeActor,
  ports: Ports,
  { branchId, content }: { branchId: string | null; content: TalkScriptContent },
): Promise<Changed> {
  if (!mayManage(actor)) throw new Problem('talk-script/not-found')
  if (!mayWrite(actor, { branchId })) throw new Problem(branchId === null ? 'request/forbidden' : 'branch/not-found')
  requireKnownVariables(content)
  const id = ports.random.id()
  const now = ports.clock.now()
  return await ports.database.write(async (tx) => {
    if (content.pictureId !== null && !(await isOwnPicture(tx, actor, content.pictureId)))
      throw new Problem('talk-script/picture-refused')
    await insertScript(tx, { id, branchId, createdBy: actor.id, createdAt: now })
    await putDraft(tx, { ...content, scriptId: id, version: 1, writtenBy: actor.id, writtenAt: now })
    await ports.audit(tx, actor, 'talk-script/written', { kind: 'talk-script', id }, { version: 1 })
    return { id, version: 1 }
  })
}

/** Each edit is a version of its own number, so that an approval is for the words that were read. */
export async function editTalkScript(
  actor: EmployeeActor,
  ports: Ports,
  { id, content }: { id: string; content: TalkScriptContent },
): Promise<Changed> {
  requireKnownVariables(content)
  return await ports.database.write(async (tx) => {
    const script = await lockManaged(tx, actor, id)
    if (!mayWrite(actor, script)) throw new Problem('request/forbidden')
    const known = script.versions.some(({ pictureId }) => pictureId === content.pictureId)
    if (content.pictureId !== null && !known && !(await isOwnPicture(tx, actor, content.pictureId)))
      throw new Problem('talk-script/picture-refused')
    const version = (script.versions[0]?.version ?? 0) + 1
    const written = { writtenBy: actor.id, writtenAt: ports.clock.now() }
    await putDraft(tx, { ...content, scriptId: id, version, ...written })
    await ports.audit(tx, actor, 'talk-script/written', { kind: 'talk-script', id }, { version })
    return { id, version }
  })
}

/** Throws as if it were not there for whoever neither writes nor approves it. */
export async function lockManaged(tx: Tx, actor: EmployeeActor, id: string): Promise<LockedScript> {
  const script = await lockScript(tx, id)
  const sees = script && (actor.roles.includes('operator') || mayWrite(actor, script))
  if (!sees) throw new Problem('talk-script/not-found')
  return script
}

function requireKnownVariables({ kind, title, text }: TalkScriptContent): void {
  const unknown = unknownVariableIn(kind === 'link' ? `${title}\n${text}` : text)
  if (unknown !== null) throw new Problem('talk-script/unknown-variable', { name: unknown })
}
