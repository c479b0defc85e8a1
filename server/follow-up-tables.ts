import type { ColumnType, JSONColumnType } from 'kysely'
import type {
  FollowUpChange,
  FollowUpKind,
  FollowUpOrigin,
  FollowUpOutcome,
  FollowUpPriority,
  FollowUpState,
} from './domain/follow-up.ts'

export type FollowUpTable = {
  id: string
  contactId: string
  assigneeId: string
  kind: FollowUpKind
  title: string
  reason: string
  dueAt: Date
  priority: FollowUpPriority
  state: FollowUpState
  origin: FollowUpOrigin
  createdBy: string
  createdAt: Date
  outcome: FollowUpOutcome | null
  note: string | null
  closedAt: Date | null
  closedItself: boolean
  /** Approved words to go with it; null without. */
  talkScriptId: ColumnType<string | null, string | null | undefined, string | null>
}
export type FollowUpChangeTable = {
  id: string
  followUpId: string
  kind: FollowUpChange
  at: Date
  by: string
  facts: JSONColumnType<Record<string, string | number | boolean | null>>
}
export type NoticeTable = {
  id: string
  employeeId: string
  followUpId: string
  /** The message by which it is told; null before there is one. */
  messageId: ColumnType<string | null, string | null | undefined, string | null>
  state: 'waiting' | 'sent' | 'refused'
  dueAt: Date | null
  attempts: number
  refusal: string | null
  createdAt: Date
  sentAt: Date | null
}
