import { computed } from 'vue'
import { remembered } from './remembered.ts'
import { contactById, me, world } from './simulation.ts'
import type { GroupChat, Message, Notice, Relation, World } from './world.ts'

export type ChatLine = {
  contactId: string
  name: string
  alias: string
  ended: boolean
  last: Message | undefined
  at: string
  unread: number
}

const seen = remembered<Record<string, number>>('seen', {})

export const messagesOf = (employeeId: string, contactId: string): Message[] =>
  world.value?.chats.find((chat) => chat.employeeId === employeeId && chat.contactId === contactId)?.messages ?? []

export const myNotices = computed<Notice[]>(
  () => world.value?.notices.filter(({ employeeId }) => employeeId === me.value?.id) ?? [],
)

/** The customer groups that the employee is in. */
export const myGroups = computed<GroupChat[]>(
  () => world.value?.groupChats.filter(({ employeeIds }) => employeeIds.includes(me.value?.id ?? '')) ?? [],
)

const received = (messages: Message[]) => messages.filter(({ from }) => from !== 'employee').length

/** The employee's chats, newest first; a contact who has deleted the employee stays in the list. */
export const myChats = computed<ChatLine[]>(() => {
  const latest = new Map<string, Relation>()
  for (const relation of world.value?.relations ?? []) {
    if (relation.employeeId !== me.value?.id) continue
    const known = latest.get(relation.contactId)
    if (!known || known.startedAt <= relation.startedAt) latest.set(relation.contactId, relation)
  }
  return [...latest.values()].map(toLine).toSorted((one, other) => (one.at < other.at ? 1 : -1))
})

function toLine(relation: Relation): ChatLine {
  const messages = messagesOf(relation.employeeId, relation.contactId)
  const name = contactById.value.get(relation.contactId)?.name ?? relation.contactId
  const last = messages.at(-1)
  const lastAt = last?.at ?? relation.startedAt
  return {
    contactId: relation.contactId,
    name: relation.remark || name,
    alias: relation.remark && relation.remark !== name ? name : '',
    ended: Boolean(relation.endedAt),
    last,
    at: Date.parse(lastAt) > Date.parse(relation.startedAt) ? lastAt : relation.startedAt,
    unread: received(messages) - (seen.value[keyOf(relation.contactId)] ?? 0),
  }
}

const keyOf = (chat: string, employeeId = me.value?.id ?? '') => `${employeeId}/${chat}`

export const unreadNotices = computed(() => Math.max(0, myNotices.value.length - (seen.value[keyOf('notices')] ?? 0)))

/** Notes that everything in a chat (a contact's id, or `notices`) has been looked at. */
export function markSeen(chat: string): void {
  const count = chat === 'notices' ? myNotices.value.length : received(messagesOf(me.value?.id ?? '', chat))
  if (seen.value[keyOf(chat)] !== count) seen.value[keyOf(chat)] = count
}

/** What a world brings along when it is new has been read by everybody. */
export function markAllSeen({ chats, notices }: World): void {
  const counts: Record<string, number> = {}
  for (const chat of chats) counts[keyOf(chat.contactId, chat.employeeId)] = received(chat.messages)
  for (const { employeeId } of notices)
    counts[keyOf('notices', employeeId)] = (counts[keyOf('notices', employeeId)] ?? 0) + 1
  seen.value = counts
}
