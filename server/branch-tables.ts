import type { ColumnType, JSONColumnType } from 'kysely'
import type { ExportFilter, ExportFormat, ExportKind, ExportRefusal } from './domain/branch-export.ts'
import type { Locale } from './domain/employee.ts'
import type { Horizon } from './domain/funnel.ts'

/** A DATE, as `YYYY-MM-DD` text both ways. */
type Day = ColumnType<string, string, string>

export type BranchCohortTable = {
  branchId: string
  day: Day
  horizon: Horizon
  added: number
  prompted: number
  opened: number
  verified: number
  kept: number
  followedUp: number
}
/** `until` is the first day that is not kept yet. */
export type CohortProgressTable = { horizon: Horizon; until: Day }

export type MemberLoadTable = {
  employeeId: string
  awaiting: number
  open: number
  overdue: number
  completed: number
  cancelled: number
}
/** Verified contacts nobody looks after, each with all branches whose employees have it. */
export type UncaredContactTable = { contactId: string; since: Date; branches: string[] }

export type StandInTable = {
  id: string
  leadId: string
  deputyId: string
  firstDay: Day
  lastDay: Day
  enteredBy: string
  enteredAt: Date
  endedBy: string | null
  endedAt: Date | null
}

export type BranchExportTable = {
  id: string
  requestedBy: string
  requestedAt: Date
  branchId: string
  kind: ExportKind
  format: ExportFormat
  filter: JSONColumnType<ExportFilter>
  /** What an operator gave for looking at persons. */
  reason: string | null
  locale: Locale
  fileName: string
  rowCount: number | null
  bytes: Uint8Array | null
  readyAt: Date | null
  /** Why there is no file and will be none. */
  refused: ExportRefusal | null
}
