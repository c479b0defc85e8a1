import type { MessageKind } from './domain/notice.ts'

/** `place` is which of the day's three it is. */
export type MessageTable = {
  id: string
  employeeId: string
  kind: MessageKind
  day: string
  place: number | null
  title: string
  description: string
  button: string
  url: string
  state: 'waiting' | 'sent' | 'refused'
  dueAt: Date | null
  attempts: number
  refusal: string | null
  createdAt: Date
  sentAt: Date | null
}
