import { z } from 'zod'
import { findEmployee } from '../directory.ts'
import type { Engine } from '../engine.ts'
import { secondsOf } from '../shanghai.ts'
import type { GroupChat } from '../world.ts'
import { type Call, post } from './call.ts'
import { WeComError } from './errors.ts'

const employee = 1
const contact = 2
const invited = 1

export const groupChatCalls: Call[] = [
  post('externalcontact/groupchat/get', {
    empty: { group_chat: {} },
    params: z.object({ chat_id: z.string().min(1), need_name: z.number().int().default(0) }),
    answer: ({ engine }, { chat_id: chatId, need_name: needName }) => {
      const group = engine.world.groupChats.find((one) => one.id === chatId)
      if (!group) throw new WeComError(40050)
      return { group_chat: shape(engine, group, needName === 1) }
    },
  }),
]

function shape(engine: Engine, group: GroupChat, withNames: boolean) {
  const joined = { join_time: secondsOf(group.createdAt), join_scene: invited, group_nickname: '' }
  const nameOf = (name: string | undefined) => (withNames ? { name: name ?? '' } : {})
  const colleagues = group.employeeIds.map((userid) => ({
    userid,
    type: employee,
    ...joined,
    invitor: { userid: group.ownerId },
    ...nameOf(findEmployee(engine.world, userid)?.name),
  }))
  const contacts = group.contactIds.map((id) => {
    const known = engine.world.contacts.find((one) => one.id === id)
    return { userid: id, type: contact, unionid: known?.unionid ?? '', ...joined, ...nameOf(known?.name) }
  })
  return {
    chat_id: group.id,
    name: group.name,
    owner: group.ownerId,
    create_time: secondsOf(group.createdAt),
    notice: '',
    member_list: [...colleagues, ...contacts],
    admin_list: [],
    member_version: group.id,
  }
}
