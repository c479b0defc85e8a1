import { changed, type Engine, nextId, nowIso } from './engine.ts'
import type { Chat, ChatMessage } from './world.ts'

type Between = { employeeId: string; contactId: string }

export function addMessage(engine: Engine, between: Between, message: Omit<ChatMessage, 'id' | 'at'>): void {
  chatBetween(engine, between).messages.push({ ...message, id: nextId(engine, 'message-'), at: nowIso(engine) })
  changed(engine)
}

export function addNote(engine: Engine, between: Between, text: string): void {
  addMessage(engine, between, { from: 'note', kind: 'text', text })
}

function chatBetween(engine: Engine, { employeeId, contactId }: Between): Chat {
  const { chats } = engine.world
  const known = chats.find((chat) => chat.employeeId === employeeId && chat.contactId === contactId)
  if (known) return known
  const chat: Chat = { employeeId, contactId, messages: [] }
  chats.push(chat)
  return chat
}
