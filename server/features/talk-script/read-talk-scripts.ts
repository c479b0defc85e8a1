import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import { fillVariables } from '../../domain/talk-script.ts'
import type { Ports, Reader } from '../../ports.ts'
import {
  type Branch,
  findOwnContact,
  findUsable,
  listFolders,
  listUsable,
  readBranchesAbove,
  type TalkScriptRow,
} from './talk-script-store.ts'

type Asked = { contactId: string | null; search: string | null; folder: string | null }

/** With a contact the variables are filled in; one who is not the actor's own does not exist. */
export async function readTalkScripts(
  actor: EmployeeActor,
  { database }: Ports,
  { contactId, search, folder }: Asked,
): Promise<{ items: TalkScriptRow[]; folders: string[] }> {
  const { read } = database
  const above = await readBranchesAbove(read, actor)
  const fill = await filling(read, actor, above, contactId)
  const items = await listUsable(read, actor, above, { search, folder })
  return { items: items.map(fill), folders: await listFolders(read, actor, above) }
}

export async function readTalkScript(
  actor: EmployeeActor,
  { database }: Ports,
  { id, contactId }: { id: string; contactId: string | null },
): Promise<TalkScriptRow> {
  const { read } = database
  const above = await readBranchesAbove(read, actor)
  const found = await findUsable(read, actor, above, id)
  if (!found) throw new Problem('talk-script/not-found')
  return (await filling(read, actor, above, contactId))(found)
}

async function filling(
  reader: Reader,
  actor: EmployeeActor,
  [own]: Branch[],
  contactId: string | null,
): Promise<(script: TalkScriptRow) => TalkScriptRow> {
  if (contactId === null) return (script) => script
  const contact = await findOwnContact(reader, actor, contactId)
  if (!contact) throw new Problem('contact/not-found')
  if (!contact.related) throw new Problem('contact/no-relation')
  const variables = { contactName: contact.name, employeeName: actor.name, branchName: own?.name ?? '' }
  return (script) => ({
    ...script,
    // What is sent of a link are its title and the words under it; of text the title stays inside.
    title: script.kind === 'link' ? fillVariables(script.title, variables) : script.title,
    text: fillVariables(script.text, variables),
  })
}
