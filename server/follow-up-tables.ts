import type { ColumnType, JSONColumnType } from 'kysely'
import type { AssignmentFilter, AssignmentState } from './domain/assignment.ts'
import type { Locale } from './domain/employee.ts'
import type { SkipReason } from './domain/follow-up-assignment.ts'
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
  /** Within which it is open only once for its kind and title: '*' for the bank, else the employee who made it for themselves. */
  onceIn: ColumnType<string | null, string | null | undefined, string | null>
}
export type AssignmentTable = {
  id: string
  createdBy: string
  branchId: string
  createdAt: Date
  locale: Locale
  filter: JSONColumnType<AssignmentFilter | null>
  assigneeIds: JSONColumnType<string[] | null>
  includeOnLeave: boolean
  kind: FollowUpKind
  title: string
  reason: string
  dueAt: Date
  priority: FollowUpPriority
  talkScriptId: string | null
  state: AssignmentState
  finishedAt: Date | null
  undoneAt: Date | null
}
export type AssignmentContactTable = {
  assignmentId: string
  contactId: string
  followUpId: string | null
  skipped: SkipReason | null
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
