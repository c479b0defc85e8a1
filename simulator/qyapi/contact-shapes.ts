import { type Engine, originOf } from '../engine.ts'
import { secondsOf } from '../shanghai.ts'
import type { Contact, Relation, World } from '../world.ts'
import { WeComError } from './errors.ts'

export function externalContact(engine: Engine, contact: Contact) {
  const common = {
    external_userid: contact.id,
    name: contact.name,
    avatar: originOf(engine) + contact.avatar,
    type: contact.type,
    gender: 0,
  }
  if (contact.type === 1) return { ...common, unionid: contact.unionid }
  return { ...common, position: '', corp_name: contact.corpName, corp_full_name: contact.corpName }
}

/** The common fields of follow_user and follow_info; the tags differ between the two. */
export function follower(relation: Relation) {
  return {
    userid: relation.employeeId,
    remark: relation.remark,
    description: relation.description,
    createtime: secondsOf(relation.startedAt),
    remark_corp_name: '',
    remark_mobiles: relation.remarkMobiles,
    add_way: relation.addWay,
    oper_userid: relation.operUserid,
    ...(relation.state ? { state: relation.state } : {}),
  }
}

/** A tag without an entry among the corp's tags is the employee's own (type 2) and has no id. */
export function tagsOf(world: World, relation: Relation) {
  return relation.tags.map((id) => {
    const group = world.corpTags.find((candidate) => candidate.tags.some((tag) => tag.id === id))
    const tag = group?.tags.find((candidate) => candidate.id === id)
    if (!group || !tag) return { group_name: '', tag_name: id, type: 2 }
    return { group_name: group.name, tag_name: tag.name, type: 1, tag_id: id }
  })
}

export function contactOf(world: World, id: string): Contact {
  const found = world.contacts.find((contact) => contact.id === id)
  if (!found) throw new WeComError(40096)
  return found
}

/** What the API sees: a half add and a contact removed by the employee are no relations to it. */
export function visibleRelations(world: World): Relation[] {
  return world.relations.filter((relation) => relation.visible && !relation.half)
}

export function relationOf(world: World, userid: string, externalUserid: string): Relation {
  contactOf(world, externalUserid)
  const found = visibleRelations(world).find(
    (relation) => relation.employeeId.toLowerCase() === userid.toLowerCase() && relation.contactId === externalUserid,
  )
  if (!found) throw new WeComError(84061)
  return found
}
