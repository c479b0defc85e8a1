import { z } from 'zod'
import { changed, type Engine, nextSecret } from '../engine.ts'
import { pause } from '../faults.ts'
import { secondsOf } from '../shanghai.ts'
import type { CorpTag, CorpTagGroup } from '../world.ts'
import { type Call, post } from './call.ts'
import { relationOf } from './contact-shapes.ts'
import { WeComError } from './errors.ts'

const ids = z.array(z.string()).default([])
const writing = new Set<string>()
const writeTakes = 10

export const tagCalls: Call[] = [
  post('externalcontact/get_corp_tag_list', {
    empty: { tag_group: [] },
    params: z.object({ tag_id: ids, group_id: ids }),
    answer: ({ engine }, { tag_id: tagIds, group_id: groupIds }) => {
      const groups = engine.world.corpTags.filter((group) => groupIds.length === 0 || groupIds.includes(group.id))
      const wanted = groupIds.length > 0 ? [] : tagIds
      return { tag_group: groups.map((group) => shape(group, wanted)).filter((group) => group.tag.length > 0) }
    },
  }),
  post('externalcontact/add_corp_tag', {
    params: z.object({
      group_id: z.string().optional(),
      group_name: z.string().max(30).optional(),
      order: z.number().int().default(0),
      tag: z.array(z.object({ name: z.string().min(1).max(30), order: z.number().int().default(0) })).min(1),
    }),
    answer: ({ engine }, params) => {
      const group = groupFor(engine, params.group_id, params.group_name, params.order)
      const added = params.tag.map(({ name, order }): CorpTag => ({ ...newTag(engine), name, order }))
      group.tags.push(...added)
      changed(engine)
      return { tag_group: shape({ ...group, tags: added }, []) }
    },
  }),
  post('externalcontact/mark_tag', {
    params: z.object({ userid: z.string(), external_userid: z.string(), add_tag: ids, remove_tag: ids }),
    answer: async ({ engine }, params) => {
      const relation = relationOf(engine.world, params.userid, params.external_userid)
      const known = new Set(engine.world.corpTags.flatMap((group) => group.tags.map((tag) => tag.id)))
      if ([...params.add_tag, ...params.remove_tag].some((id) => !known.has(id))) throw new WeComError(40068)
      const pair = `${relation.employeeId} ${relation.contactId}`
      if (writing.has(pair)) throw new WeComError(45035)
      writing.add(pair)
      await pause(writeTakes).finally(() => writing.delete(pair))
      const kept = relation.tags.filter((tag) => !params.remove_tag.includes(tag))
      relation.tags = [...new Set([...kept, ...params.add_tag])]
      changed(engine)
      return {}
    },
  }),
]

function groupFor(engine: Engine, id: string | undefined, name: string | undefined, order: number): CorpTagGroup {
  const known = engine.world.corpTags.find((group) => (id ? group.id === id : group.name === name))
  if (known) return known
  if (id || !name) throw new WeComError(40035)
  const group: CorpTagGroup = { ...newTag(engine), name, order, tags: [] }
  engine.world.corpTags.push(group)
  return group
}

function newTag(engine: Engine) {
  return { id: `etSIM${nextSecret(engine, 'tag', 27)}`, createTime: secondsOf(engine.clock.now()), deleted: false }
}

function shape(group: CorpTagGroup, wanted: string[]) {
  return {
    group_id: group.id,
    group_name: group.name,
    create_time: group.createTime,
    order: group.order,
    deleted: false,
    tag: group.tags
      .filter((tag) => wanted.length === 0 || wanted.includes(tag.id))
      .map((tag) => ({
        id: tag.id,
        name: tag.name,
        create_time: tag.createTime,
        order: tag.order,
        deleted: tag.deleted,
      })),
  }
}
