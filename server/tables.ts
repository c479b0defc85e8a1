import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { VerdictStatus } from './domain/add.ts'
import type {
  BranchCohortTable,
  BranchExportTable,
  CohortProgressTable,
  MemberLoadTable,
  StandInTable,
  UncaredContactTable,
} from './branch-tables.ts'
import type {
  AppealTable,
  BranchDayPastTable,
  BranchDayTable,
  BranchSumTable,
  BranchTargetTable,
  CalendarDayPastTable,
  CalendarYearTable,
  ClosedDayTable,
  ClosingBegunTable,
  CreditSumTable,
  DayClosingTable,
  LeaveTable,
  LedgerCheckTable,
  LedgerDifferenceTable,
  MonthStatementTable,
  PolicyChangeTable,
  ReviewTable,
  UncaredCountTable,
} from './counting-tables.ts'
import type {
  ContactChangeTable,
  ContactSweepTable,
  ContactTable,
  RelationFactTable,
  RelationProfileTable,
  RelationTable,
} from './contact-tables.ts'
import type {
  AssignmentContactTable,
  AssignmentFollowUpTable,
  AssignmentTable,
  FilterChoiceKeptTable,
  FilterChoiceTable,
  FollowUpChangeTable,
  FollowUpRuleTable,
  FollowUpTable,
  NoticeTable,
} from './follow-up-tables.ts'
import type { BranchLeadTable, BranchTable, EmployeeBranchTable, EmployeeTable } from './directory-tables.ts'
import type { MessageTable } from './message-tables.ts'
import type { PolicyParameters } from './domain/policy.ts'
import type { IdempotentWriteTable, SessionTable, SignInTable } from './session-tables.ts'
import type {
  TalkScriptFavouriteTable,
  TalkScriptPictureTable,
  TalkScriptTable,
  TalkScriptUseTable,
  TalkScriptVersionTable,
} from './talk-script-tables.ts'
import type {
  ConsentTable,
  IdentityRequestTable,
  IdentityResultTable,
  IdentityStepTable,
  OpeningTable,
  PromptTable,
  VerificationTable,
  WebhookSeenTable,
} from './verification-tables.ts'

type Json<T extends object | null> = JSONColumnType<T>
/** A DATE, as `YYYY-MM-DD` text both ways. */
type Day = ColumnType<string, string, string>
type Facts = Record<string, string | number | boolean | null>

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
  /** Who made an add that a handover has moved; null while it is the adder's own. */
  adderId: string | null
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
  withdrawnAt: Date | null
  withdrawnBy: string | null
}
export type CalendarDayTable = {
  day: Day
  weight: number
  name: string
  source: string
  /** Null has been known all along. */
  enteredAt: ColumnType<Date | null, Date | null | undefined, Date | null>
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
  employeeBranch: EmployeeBranchTable
  contact: ContactTable
  relationFact: RelationFactTable
  relation: RelationTable
  relationProfile: RelationProfileTable
  contactChange: ContactChangeTable
  add: AddTable
  credit: CreditTable
  targetPolicy: TargetPolicyTable
  calendarDay: CalendarDayTable
  calendarDayPast: CalendarDayPastTable
  policyChange: PolicyChangeTable
  calendarYear: CalendarYearTable
  branchDay: BranchDayTable
  branchDayPast: BranchDayPastTable
  leave: LeaveTable
  closedDay: ClosedDayTable
  dayClosing: DayClosingTable
  closingBegun: ClosingBegunTable
  ledgerCheck: LedgerCheckTable
  ledgerDifference: LedgerDifferenceTable
  monthStatement: MonthStatementTable
  creditSum: CreditSumTable
  branchSum: BranchSumTable
  branchTarget: BranchTargetTable
  uncaredCount: UncaredCountTable
  uncaredContact: UncaredContactTable
  memberLoad: MemberLoadTable
  branchCohort: BranchCohortTable
  cohortProgress: CohortProgressTable
  standIn: StandInTable
  branchExport: BranchExportTable
  review: ReviewTable
  appeal: AppealTable
  verification: VerificationTable
  prompt: PromptTable
  opening: OpeningTable
  identityRequest: IdentityRequestTable
  identityResult: IdentityResultTable
  identityStep: IdentityStepTable
  webhookSeen: WebhookSeenTable
  consent: ConsentTable
  followUp: FollowUpTable
  followUpChange: FollowUpChangeTable
  followUpRule: FollowUpRuleTable
  filterChoice: FilterChoiceTable
  filterChoiceKept: FilterChoiceKeptTable
  assignment: AssignmentTable
  assignmentContact: AssignmentContactTable
  assignmentFollowUp: AssignmentFollowUpTable
  notice: NoticeTable
  message: MessageTable
  talkScript: TalkScriptTable
  talkScriptVersion: TalkScriptVersionTable
  talkScriptPicture: TalkScriptPictureTable
  talkScriptFavourite: TalkScriptFavouriteTable
  talkScriptUse: TalkScriptUseTable
  callbackEvent: CallbackEventTable
  signIn: SignInTable
  session: SessionTable
  idempotentWrite: IdempotentWriteTable
  audit: AuditTable
  sharedToken: SharedTokenTable
  importProgress: ImportProgressTable
  contactSweep: ContactSweepTable
  setting: SettingTable
}
