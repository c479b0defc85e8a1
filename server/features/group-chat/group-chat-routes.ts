import * as contract from '../../contract/group-chat.ts'
import type { GroupChat } from '../../contract/group-chat.ts'
import { toShanghaiIso } from '../../domain/business-day.ts'
import { forEmployee, type Route } from '../../http/route.ts'
import { readGroupChat, type GroupChatView } from './read-group-chat.ts'

export const groupChatRoutes: Route[] = [
  forEmployee(contract.readGroupChat, async ({ actor, params, ports }) =>
    reply(await readGroupChat(actor, ports, params.id)),
  ),
]

const reply = ({ members, asOf, ...view }: GroupChatView): GroupChat => ({
  ...view,
  members: members.map(({ followUps, ...member }) => ({
    ...member,
    followUps: followUps.map((one) => ({ ...one, dueAt: toShanghaiIso(one.dueAt) })),
  })),
  asOf: toShanghaiIso(asOf),
})
