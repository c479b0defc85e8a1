import type { ColumnType, JSONColumnType } from 'kysely'
import type { DifferenceKind, LedgerPhase } from './domain/ledger-check.ts'
import type { PolicyVersion } from './domain/policy.ts'

/** A DATE, as `YYYY-MM-DD` text both ways. */
type Day = ColumnType<string, string, string>

export type PolicyChangeTable = {
  id: string
  state: 'waiting' | 'applied' | 'refused' | 'withdrawn'
  versions: JSONColumnType<PolicyVersion[]>
  /** Ids of versions to withdraw. */
  withdrawals: JSONColumnType<string[]>
  reason: string
  affected: number
  sumBefore: number
  sumAfter: number
  proposedBy: string
  proposedAt: Date
  decidedBy: string | null
  decidedAt: Date | null
  decisionReason: string | null
}

export type CalendarYearTable = {
  year: number
  state: 'published' | 'statutory'
  source: string
  updatedBy: string
  updatedAt: Date
}
export type BranchDayTable = {
  branchId: string
  day: Day
  weight: number
  note: string
  enteredBy: string
  enteredAt: Date
}
/** What held until it was corrected or taken away. */
export type CalendarDayPastTable = {
  day: Day
  weight: number
  name: string
  enteredAt: Date | null
  removedAt: Date
}
export type BranchDayPastTable = Omit<BranchDayTable, 'enteredBy'> & { removedAt: Date }
export type LeaveTable = {
  id: string
  employeeId: string
  firstDay: Day
  firstHalf: 'morning' | 'afternoon'
  lastDay: Day
  lastHalf: 'morning' | 'afternoon'
  enteredBy: string
  enteredAt: Date
  cancelledBy: string | null
  cancelledAt: Date | null
}

export type ClosedDayTable = {
  employeeId: string
  day: Day
  branchId: string
  policyId: string | null
  weight: number
  target: number | null
  gained: number
  lost: number
  added: number
  closedAt: Date
}
export type DayClosingTable = { day: Day; employees: number; closedAt: Date }
export type MonthStatementTable = {
  employeeId: string
  month: string
  branchId: string
  weight: number
  target: number | null
  effective: number
  closedAt: Date
  keyId: string
  signature: string
  signed: string
}
export type ClosingBegunTable = { day: Day; begunAt: Date }
export type LedgerCheckTable = {
  id: string
  phase: LedgerPhase
  cursor: string
  checked: number
  startedAt: Date
  finishedAt: Date | null
}
export type LedgerDifferenceTable = {
  id: string
  checkId: string
  kind: DifferenceKind
  facts: JSONColumnType<Record<string, string | number>>
  foundAt: Date
}
export type CreditSumTable = {
  employeeId: string
  branchId: string
  day: Day
  earnedDay: Day
  gained: number
  lost: number
}
export type BranchSumTable = Omit<CreditSumTable, 'employeeId'>
/** Of the branch's own employees, none of the branches below it. */
export type BranchTargetTable = {
  branchId: string
  day: Day
  target: number | null
  monthTarget: number | null
  /** Everything entered before it is in the sums. */
  computedAt: Date
}
/** Verified contacts nobody looks after whose employees are in exactly these branches. */
export type UncaredCountTable = { branches: string[]; contacts: number }

export type ReviewTable = {
  id: string
  addId: string
  origin: 'signal' | 'lead' | 'appeal'
  reason: string
  openedBy: string
  openedAt: Date
  dueAt: Date
  proposedBy: string | null
  proposedAt: Date | null
  proposedReason: string | null
  outcome: 'accepted' | 'rejected' | null
  decidedBy: string | null
  decisionReason: string | null
  closedAt: Date | null
  /** What the employee says to it. */
  explanation: string | null
  explainedAt: Date | null
}
export type AppealTable = {
  id: string
  addId: string
  /** The review whose rejection it goes against. */
  reviewId: string
  text: string
  by: string
  at: Date
  state: 'waiting' | 'upheld' | 'refused'
  answer: string | null
  decidedBy: string | null
  decidedAt: Date | null
}
