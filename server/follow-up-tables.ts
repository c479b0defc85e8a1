import type { JSONColumnType } from 'kysely'
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
  state: 'waiting' | 'sent' | 'refused'
  dueAt: Date | null
  attempts: number
  refusal: string | null
  createdAt: Date
  sentAt: Date | null
}
