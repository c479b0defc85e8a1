import type { EmployeeActor } from '../../domain/employee.ts'
import { isOverdue } from '../../domain/follow-up-rules.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports } from '../../ports.ts'
import { readOwnAmong } from './group-chat-store.ts'

/**
 * Which customers of the group are the actor's contacts. WeCom is asked each time who is in it: whoever is not, leads and operators
 * included, is told what is told of a group that does not exist.
 */
export async function readGroupChat(actor: EmployeeActor, ports: Ports, chatId: string) {
  const group = await ports.wecom.readGroupChat(chatId)
  const isIn = group !== null && [group.ownerId, ...group.employeeIds].includes(actor.id)
  if (!isIn) throw new Problem('group-chat/not-found')
  const now = ports.clock.now()
  const own = await readOwnAmong(ports.database.read, actor, group.contactIds)
  const members = own.map(({ id, name, avatar, state, privateAt, followUps }) => ({
    contact: { id, name, avatar },
    state,
    private: privateAt !== null,
    followUps: (followUps ?? []).map((one) => viewFollowUp(one, now)),
  }))
  return {
    group: { id: group.id, name: group.name },
    members: members.toSorted((one, other) => urgency(other) - urgency(one)),
    others: group.contactIds.length - own.length,
    asOf: now,
  }
}
export type GroupChatView = Awaited<ReturnType<typeof readGroupChat>>

function viewFollowUp({ id, title, dueAt: told }: { id: string; title: string; dueAt: string }, now: Date) {
  const dueAt = new Date(told)
  return { id, title, dueAt, overdue: isOverdue({ state: 'open', dueAt }, now) }
}

const urgency = ({ followUps }: { followUps: { overdue: boolean }[] }): number =>
  followUps.some(({ overdue }) => overdue) ? 2 : Number(followUps.length > 0)
