import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { VerdictStatus } from './domain/add.ts'
import type { EmployeeRole } from './domain/employee.ts'
import type {
  FollowUpChange,
  FollowUpKind,
  FollowUpOrigin,
  FollowUpOutcome,
  FollowUpPriority,
  FollowUpState,
} from './domain/follow-up.ts'
import type { EndedBy } from './domain/relation.ts'
import type { PolicyParameters } from './domain/policy.ts'
import type { Assurance, ConsentKind, FailureReason, Recipient, VerificationState } from './domain/verification.ts'

type Json<T extends object | null> = JSONColumnType<T>
/** A DATE, as `YYYY-MM-DD` text both ways. */
type Day = ColumnType<string, string, string>
type Facts = Record<string, string | number | boolean | null>

export type BranchTable = {
  id: string
  name: string
  parentId: string | null
  position: number
  updatedAt: Date
  removedAt: Date | null
}
export type EmployeeTable = {
  id: string
  userid: string
  name: string
  branchId: string
  position: string
  role: EmployeeRole
  state: 'active' | 'disabled' | 'left'
  joinedAt: Date | null
  leftAt: Date | null
  updatedAt: Date
}
export type BranchLeadTable = { branchId: string; employeeId: string }

export type ContactTable = {
  id: string
  name: string
  avatar: string
  kind: 'wechat' | 'wecom'
  unionid: string | null
  createdAt: Date
  updatedAt: Date
}
export type RelationFactTable = {
  employeeId: string
  contactId: string
  kind: 'started' | 'ended'
  at: Date
  endedBy: EndedBy | null
  source: 'event' | 'import' | 'details'
  learnedAt: Date
}
export type RelationTable = {
  employeeId: string
  contactId: string
  startedAt: Date
  endedAt: Date | null
  endedBy: EndedBy | null
}
export type RelationProfileTable = {
  employeeId: string
  contactId: string
  addWay: number
  channel: string
  remark: string
  tags: Json<{ name: string; group: string }[]>
  updatedAt: Date
}

export type AddTable = {
  id: string
  employeeId: string
  contactId: string
  branchId: string
  startedAt: Date
  policyId: string | null
  privateAt: Date | null
  verdictStatus: VerdictStatus
  verdictReason: string | null
  verdictSince: Date
  windowEndsAt: Date | null
  settleAt: Date | null
}
export type CreditTable = {
  subject: string
  step: number
  amount: 1 | -1
  addId: string
  employeeId: string
  branchId: string
  day: Day
  earnedDay: Day
  reason: string
  recordedAt: Date
}
export type TargetPolicyTable = {
  id: string
  scope: 'branch' | 'role' | 'employee'
  branchId: string | null
  role: string | null
  employeeId: string | null
  validFrom: Day
  validTo: ColumnType<string | null, string | null, string | null>
  amount: number
  per: 'day' | 'month'
  parameters: Json<PolicyParameters>
  createdBy: string
  createdAt: Date
}
export type CalendarDayTable = { day: Day; weight: number; name: string; source: string }

export type VerificationTable = {
  contactId: string
  state: VerificationState
  since: Date
  failure: FailureReason | null
}
export type PromptEnd = 'replaced' | 'unsent' | 'expired' | 'declined' | 'verified' | 'too-many-attempts'
export type PromptTable = {
  id: string
  contactId: string
  employeeId: string
  tokenHash: string
  createdAt: Date
  sentAt: Date | null
  openedAt: Date | null
  expiresAt: Date
  failedAttempts: number
  endedAt: Date | null
  endedBecause: PromptEnd | null
}
export type OpeningTable = {
  id: string
  promptId: string
  cookieHash: string
  stateHash: string | null
  codeHash: string | null
  codeExpiresAt: Date | null
  recipient: Recipient | 'another' | null
  createdAt: Date
  expiresAt: Date
}
export type IdentityRequestTable = {
  id: string
  contactId: string
  promptId: string
  openingId: string
  recipient: Recipient
  providerId: string | null
  state: 'sending' | 'pending' | 'challenge' | 'verified' | 'failed'
  version: number
  maskedPhone: string | null
  submittedAt: Date
  askAgainAt: Date | null
}
export type IdentityResultTable = {
  requestId: string
  version: number
  contactId: string
  outcome: 'verified' | 'failed'
  reason: FailureReason | null
  assurance: Assurance | null
  recipient: Recipient
  subject: string | null
  subjectRef: string | null
  maskedName: string | null
  accountHolder: boolean | null
  isEmployee: boolean | null
  decidedAt: Date
  receivedAt: Date
}
export type WebhookSeenTable = { id: string; receivedAt: Date }
export type ConsentTable = {
  id: string
  contactId: string
  openingId: string
  kind: ConsentKind
  textVersion: string
  locale: string
  recipientName: string | null
  build: string
  givenAt: Date
  withdrawnAt: Date | null
}

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
  facts: Json<Facts>
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

export type CallbackEventTable = {
  seq: Generated<number>
  key: string
  xml: string
  contactId: string | null
  state: 'waiting' | 'done' | 'dead'
  attempts: number
  dueAt: Date | null
  fault: string | null
  receivedAt: Date
  doneAt: Date | null
}

export type SignInTable = {
  stateHash: string
  browserHash: string
  returnTo: string
  createdAt: Date
  usedAt: Date | null
}
export type SessionTable = {
  tokenHash: string
  employeeId: string
  createdAt: Date
  seenAt: Date
  endedAt: Date | null
}
export type IdempotentWriteTable = {
  actorId: string
  key: string
  requestHash: string
  status: number | null
  reply: Json<{ sealed: string } | null>
  createdAt: Date
}
export type AuditTable = {
  id: string
  at: Date
  actorId: string
  action: string
  objectKind: string
  objectId: string
  facts: Json<Facts>
}
export type SharedTokenTable = {
  kind: string
  sealed: string | null
  fetchedAt: Date | null
  expiresAt: Date | null
  leaseOwner: string | null
  leaseUntil: Date | null
}
export type ImportProgressTable = {
  name: string
  cursor: string
  done: number
  total: number
  startedAt: Date
  finishedAt: Date | null
}
export type SettingTable = { name: string; value: Json<object>; updatedAt: Date }

/** Columns are camelCase here and snake_case in SQL (Kysely's CamelCasePlugin). */
export type Tables = {
  branch: BranchTable
  employee: EmployeeTable
  branchLead: BranchLeadTable
  contact: ContactTable
  relationFact: RelationFactTable
  relation: RelationTable
  relationProfile: RelationProfileTable
  add: AddTable
  credit: CreditTable
  targetPolicy: TargetPolicyTable
  calendarDay: CalendarDayTable
  verification: VerificationTable
  prompt: PromptTable
  opening: OpeningTable
  identityRequest: IdentityRequestTable
  identityResult: IdentityResultTable
  webhookSeen: WebhookSeenTable
  consent: ConsentTable
  followUp: FollowUpTable
  followUpChange: FollowUpChangeTable
  notice: NoticeTable
  callbackEvent: CallbackEventTable
  signIn: SignInTable
  session: SessionTable
  idempotentWrite: IdempotentWriteTable
  audit: AuditTable
  sharedToken: SharedTokenTable
  importProgress: ImportProgressTable
  setting: SettingTable
}
