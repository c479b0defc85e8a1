import { emit } from './callback/emit.ts'
import { changed, type Engine, nextSecret, nowIso } from './engine.ts'
import { addNote } from './chats.ts'
import type { Relation, World } from './world.ts'

/** The relation that the two have now, as WeCom's API shows it (a removal by the contact leaves it visible). */
function visibleRelation(world: World, employeeId: string, contactId: string): Relation | undefined {
  return world.relations.find((relation) => relation.visible && isOf(relation, employeeId, contactId))
}

export function livingRelation(world: World, employeeId: string, contactId: string): Relation | undefined {
  return world.relations.find((relation) => !relation.endedAt && isOf(relation, employeeId, contactId))
}

function isOf(relation: Relation, employeeId: string, contactId: string): boolean {
  return relation.employeeId.toLowerCase() === employeeId.toLowerCase() && relation.contactId === contactId
}

export type NewRelation = { employeeId: string; contactId: string; addWay: number; state: string; half: boolean }

/** A contact adds an employee; WeCom tells it with a welcome code that lives for 20 seconds. */
export function beginRelation(engine: Engine, wanted: NewRelation): Relation {
  const { world } = engine
  const living = livingRelation(world, wanted.employeeId, wanted.contactId)
  if (living && !living.half) return living
  const relation = living ?? putRelation(engine, wanted)
  relation.half = wanted.half
  if (!wanted.half) relation.startedAt = nowIso(engine)
  const contact = world.contacts.find((one) => one.id === wanted.contactId)
  addNote(engine, relation, `你已添加了${contact?.name ?? ''}，现在可以开始聊天了`)
  tellAdd(engine, relation, living !== undefined)
  changed(engine)
  return relation
}

function putRelation(engine: Engine, wanted: NewRelation): Relation {
  const earlier = visibleRelation(engine.world, wanted.employeeId, wanted.contactId)
  if (earlier) earlier.visible = false
  const relation: Relation = {
    ...wanted,
    startedAt: nowIso(engine),
    endedAt: null,
    endedBy: null,
    remark: '',
    description: '',
    remarkMobiles: [],
    tags: [],
    operUserid: wanted.employeeId,
    visible: true,
  }
  engine.world.relations.push(relation)
  return relation
}

function tellAdd(engine: Engine, relation: Relation, greeted: boolean): void {
  const change = relation.half ? 'add_half_external_contact' : 'add_external_contact'
  emit(engine, 'app', change, [
    ['Event', 'change_external_contact'],
    ['ChangeType', change],
    ['UserID', relation.employeeId],
    ['ExternalUserID', relation.contactId],
    ['State', relation.state || undefined],
    ['WelcomeCode', greeted ? undefined : newWelcomeCode(engine, relation)],
  ])
}

function newWelcomeCode(engine: Engine, relation: Relation): string {
  const code = nextSecret(engine, 'welcome', 43)
  engine.world.welcomeCodes.push({
    code,
    employeeId: relation.employeeId,
    contactId: relation.contactId,
    madeAt: nowIso(engine),
    used: false,
  })
  return code
}

/** One side removes the other; false when they are not related. */
export function endRelation(
  engine: Engine,
  employeeId: string,
  contactId: string,
  by: 'employee' | 'contact' | 'transfer',
): boolean {
  const relation = livingRelation(engine.world, employeeId, contactId)
  if (!relation) return false
  relation.endedAt = nowIso(engine)
  relation.endedBy = by
  relation.visible = by === 'contact'
  const change = by === 'contact' ? 'del_follow_user' : 'del_external_contact'
  emit(engine, 'app', change, [
    ['Event', 'change_external_contact'],
    ['ChangeType', change],
    ['UserID', relation.employeeId],
    ['ExternalUserID', contactId],
    ['Source', by === 'transfer' ? 'DELETE_BY_TRANSFER' : undefined],
  ])
  changed(engine)
  return true
}

/** The employee edits remark or tags by hand in the app; false when they are not related. */
export function editRelation(
  engine: Engine,
  employeeId: string,
  contactId: string,
  edit: { remark?: string | undefined; tags?: string[] | undefined },
): boolean {
  const relation = visibleRelation(engine.world, employeeId, contactId)
  if (!relation) return false
  relation.remark = edit.remark ?? relation.remark
  relation.tags = edit.tags ?? relation.tags
  emit(engine, 'app', 'edit_external_contact', [
    ['Event', 'change_external_contact'],
    ['ChangeType', 'edit_external_contact'],
    ['UserID', relation.employeeId],
    ['ExternalUserID', contactId],
    ['State', relation.state || undefined],
  ])
  changed(engine)
  return true
}
