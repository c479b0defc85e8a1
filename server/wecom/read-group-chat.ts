import { z } from 'zod'
import type { WeCom } from '../wecom-port.ts'
import type { Call } from './call.ts'
import { orNull } from './refusal.ts'

const EMPLOYEE = 1
const CONTACT = 2

const answer = z.object({
  group_chat: z.object({
    chat_id: z.string().min(1),
    name: z.string().default(''),
    owner: z.string().default(''),
    member_list: z.array(z.object({ userid: z.string(), type: z.number().int() })).default([]),
  }),
})

/** No such group, dissolved, without customers in it, or of an owner whom this app may not see. */
const noGroup = [40050, 49008, 60011, 86001, 86003, 90501]

/** A customer group has 500 members at most, and all come in one answer (developer.work.weixin.qq.com/document/path/92122). */
export async function readGroupChat(call: Call, chatId: string): ReturnType<WeCom['readGroupChat']> {
  const body = { chat_id: chatId, need_name: 0 }
  const found = await orNull(call('externalcontact/groupchat/get', { body, schema: answer }), noGroup)
  if (!found) return null
  const { chat_id: id, name, owner, member_list: members } = found.group_chat
  const ofType = (wanted: number) => members.filter(({ type }) => type === wanted).map(({ userid }) => userid)
  return {
    id,
    name,
    ownerId: owner.toLowerCase(),
    employeeIds: ofType(EMPLOYEE).map((userid) => userid.toLowerCase()),
    contactIds: ofType(CONTACT),
  }
}
