import type { ColumnType } from 'kysely'
import type { MessageKind, MessageState } from './domain/notice.ts'

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
  state: MessageState
  dueAt: Date | null
  attempts: number
  refusal: string | null
  createdAt: Date
  sentAt: Date | null
  /** Since when it may have been delivered without a note of it. */
  begunAt: ColumnType<Date | null, Date | null | undefined, Date | null>
  receipt: ColumnType<string | null, string | null | undefined, string | null>
}
