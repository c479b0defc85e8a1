import { z } from 'zod'
import type { CorpTagGroup, WeCom, WeComContact, WeComRelation } from '../wecom-port.ts'
import type { Call } from './call.ts'
import type { CorpTags } from './corp-tags.ts'
import { orNull } from './refusal.ts'

const externalContact = z.object({
  external_userid: z.string().min(1),
  name: z.string().default(''),
  avatar: z.string().default(''),
  type: z.number().int().default(1),
  unionid: z.string().nullish(),
  corp_name: z.string().nullish(),
  corp_full_name: z.string().nullish(),
})
const follower = z.object({
  userid: z.string().min(1),
  remark: z.string().default(''),
  createtime: z.number().int(),
  add_way: z.number().int().default(0),
  state: z.string().default(''),
})
const namedTag = z.object({ tag_name: z.string(), group_name: z.string().default('') })
const details = z.object({
  external_contact: externalContact,
  follow_user: z.array(follower.extend({ tags: z.array(namedTag).default([]) })),
  next_cursor: z.string().default(''),
})
const listed = z.object({
  external_contact: externalContact,
  follow_info: follower.extend({ tag_id: z.array(z.string()).default([]) }),
})
const batch = z.object({ external_contact_list: z.array(listed), next_cursor: z.string().default('') })
const listedIds = z.object({ external_userid: z.array(z.string()) })
const seats = z.object({ follow_user: z.array(z.string()) })

const noRelation = [84061, 40096]
const pageSize = 100

/** Pages of 500 followers, put together. */
export async function readContact(call: Call, contactId: string): ReturnType<WeCom['readContact']> {
  const relations: WeComRelation[] = []
  for (let cursor: string | undefined; ;) {
    const query = { external_userid: contactId, ...(cursor && { cursor }) }
    const page = await orNull(call('externalcontact/get', { query, schema: details }), noRelation)
    if (!page) return null
    relations.push(...page.follow_user.map((one) => toRelation(one, one.tags.map(toTag))))
    cursor = page.next_cursor
    if (cursor === '') return { contact: toContact(page.external_contact), relations }
  }
}

export async function readSeats(call: Call): Promise<string[]> {
  const { follow_user: userids } = await call('externalcontact/get_follow_user_list', { schema: seats })
  return [...new Set(userids.map((userid) => userid.toLowerCase()))].toSorted()
}

export async function readContactIds(call: Call, employeeId: string): Promise<string[]> {
  const query = { userid: employeeId }
  const found = await orNull(call('externalcontact/list', { query, schema: listedIds }), noRelation)
  return found?.external_userid ?? []
}

type Tag = { name: string; group: string }

/** The batch call names tags by id only. */
export function createBatchReader(call: Call, corpTags: CorpTags): WeCom['readContactsOf'] {
  return async (employeeIds, cursor) => {
    const body = { userid_list: employeeIds, cursor, limit: pageSize }
    const page = await orNull(call('externalcontact/batch/get_by_user', { body, schema: batch }), noRelation)
    if (!page) return { found: [], nextCursor: '' }
    const tags = namedById(await corpTags.read())
    const found = page.external_contact_list.map(({ external_contact: contact, follow_info: info }) => ({
      contact: toContact(contact),
      relation: toRelation(
        info,
        info.tag_id.flatMap((id) => tags.get(id) ?? []),
      ),
    }))
    return { found, nextCursor: page.next_cursor }
  }
}

function namedById(groups: CorpTagGroup[]): Map<string, Tag> {
  return new Map(groups.flatMap(({ name: group, tags }) => tags.map(({ id, name }) => [id, { name, group }])))
}

const toTag = ({ tag_name: name, group_name: group }: z.output<typeof namedTag>): Tag => ({ name, group })

function toContact(given: z.output<typeof externalContact>): WeComContact {
  return {
    id: given.external_userid,
    name: given.name,
    avatar: given.avatar,
    kind: given.type === 2 ? 'wecom' : 'wechat',
    unionid: given.unionid || null,
    corpName: given.corp_name || null,
    corpFullName: given.corp_full_name || null,
  }
}

function toRelation(given: z.output<typeof follower>, tags: Tag[]): WeComRelation {
  return {
    employeeId: given.userid.toLowerCase(),
    startedAt: new Date(given.createtime * 1000),
    addWay: given.add_way,
    channel: given.state,
    remark: given.remark,
    tags,
  }
}
