import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import { tagsMissingIn, type Tag } from '../../domain/timeline.ts'
import type { Ports } from '../../ports.ts'
import type { CorpTagGroup } from '../../wecom-port.ts'
import { changeOwnProfile, readOwnProfile, refusedWrite } from './own-profile.ts'

type Choices = { groups: { name: string; tags: { id: string; name: string; set: boolean }[] }[] }

/** The bank's tags and which of them the contact has; the employee's personal tags are WeCom's alone. */
export async function readTagChoices(actor: EmployeeActor, ports: Ports, contactId: string): Promise<Choices> {
  const { tags } = await readOwnProfile(ports.database.read, actor, contactId)
  const groups = await ports.wecom.readCorpTags()
  const isSet = (group: string, name: string) => tags.some((tag) => tag.group === group && tag.name === name)
  return {
    groups: groups.map(({ name: group, tags: offered }) => ({
      name: group,
      tags: offered.map(({ id, name }) => ({ id, name, set: isSet(group, name) })),
    })),
  }
}

/** WeCom first, which may refuse it, then our copy. A tag that is there already, or gone, is no error. */
export async function markTags(
  actor: EmployeeActor,
  ports: Ports,
  { contactId, add, remove }: { contactId: string; add: string[]; remove: string[] },
): Promise<{ tags: Tag[] }> {
  await readOwnProfile(ports.database.read, actor, contactId)
  const groups = await ports.wecom.readCorpTags()
  const [added, removed] = [named(groups, add), named(groups, remove)]
  await ports.wecom.markTags(actor.id, contactId, { add, remove }).catch(refusedWrite)
  const { tags } = await ports.database.write(async (tx) => {
    const facts = { added: add.length, removed: remove.length }
    await ports.audit(tx, actor, 'contact/tags-marked', { kind: 'contact', id: contactId }, facts)
    return changeOwnProfile(actor, ports, tx, contactId, (known) => {
      const kept = tagsMissingIn(removed, known.tags)
      return { tags: [...kept, ...tagsMissingIn(kept, added)] }
    })
  })
  return { tags }
}

/** Throws Problem('contact/tag-gone') for an id that is none of the bank's tags, so that nothing else reaches WeCom. */
function named(groups: CorpTagGroup[], ids: string[]): Tag[] {
  const known = new Map(groups.flatMap(({ name: group, tags }) => tags.map(({ id, name }) => [id, { name, group }])))
  return ids.map((id) => {
    const tag = known.get(id)
    if (!tag) throw new Problem('contact/tag-gone')
    return tag
  })
}
