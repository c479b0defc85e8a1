import type { ColumnType, JSONColumnType } from 'kysely'
import type { AssignmentFilter, AssignmentState, FilterChoice } from './domain/assignment.ts'
import type { Locale } from './domain/employee.ts'
import type { SkipReason } from './domain/follow-up-assignment.ts'
import type { FollowUpRule } from './domain/follow-up-rule.ts'
import type { NoticeState } from './domain/notice.ts'
import type { Reassigned } from './domain/reassignment.ts'
import type { Repetition } from './domain/recurrence.ts'
import type {
  FollowUpChange,
  FollowUpKind,
  FollowUpOrigin,
  FollowUpOutcome,
  FollowUpPriority,
  FollowUpState,
} from './domain/follow-up.ts'

/** How many contacts of a branch's employees have that tag or channel. */
export type FilterChoiceTable = { branchId: string; kind: FilterChoice; name: string; contacts: number }
export type FilterChoiceKeptTable = { branchId: string; keptAt: Date }

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
  /** Within which it is open only once for its kind, and its title unless the kind is a purpose: '*' for the bank, else the employee who made it for themselves. */
  onceIn: ColumnType<string | null, string | null | undefined, string | null>
  /** The rule that made it. */
  rule: ColumnType<FollowUpRule | null, FollowUpRule | null | undefined, never>
  /** Of one that comes again: how often, the day it stands for, and the day of the month on which the series began. */
  repeats: ColumnType<Repetition | null, Repetition | null | undefined, never>
  standsFor: ColumnType<string | null, string | null | undefined, never>
  monthDay: ColumnType<number | null, number | null | undefined, never>
  /** The one before it in its series. */
  followsId: ColumnType<string | null, string | null | undefined, never>
}
export type FollowUpRuleTable = {
  rule: FollowUpRule
  enabled: boolean
  afterHours: number
  title: string | null
  talkScriptId: string | null
  looksFrom: Date
  changedBy: string
  changedAt: Date
}
export type AssignmentTable = {
  id: string
  createdBy: string
  branchId: string
  createdAt: Date
  locale: Locale
  filter: ColumnType<AssignmentFilter | null, string | null, string | null>
  assigneeIds: ColumnType<string[] | null, string | null, string | null>
  includeOnLeave: boolean
  kind: FollowUpKind
  title: string
  reason: string
  dueAt: Date
  priority: FollowUpPriority
  talkScriptId: string | null
  repeats: ColumnType<Repetition | null, Repetition | null | undefined, never>
  /** Which follow-ups it hands on; null for one that makes them. */
  reassigns: ColumnType<Reassigned | null, Reassigned | null | undefined, never>
  state: AssignmentState
  finishedAt: Date | null
  undoneAt: Date | null
  undoneBy: string | null
}
export type AssignmentContactTable = {
  assignmentId: string
  contactId: string
  followUpId: string | null
  skipped: SkipReason | null
}
/** A follow-up that is handed on: who had it when it was chosen, and who got it or why nobody did. */
export type AssignmentFollowUpTable = {
  assignmentId: string
  followUpId: string
  fromId: string
  toId: string | null
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
  state: NoticeState
  dueAt: Date | null
  attempts: number
  refusal: string | null
  createdAt: Date
  sentAt: Date | null
}
