import type { ColumnType } from 'kysely'
import type { EmployeeRole, Locale } from './domain/employee.ts'

/** The directory as WeCom told it: branches, employees and who leads what. */
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
  /** When somebody was found who was not there at the first import. */
  foundAt: ColumnType<Date | null, Date | null | undefined, never>
  /** The language last used; null until it was another than Chinese. */
  locale: ColumnType<Locale | null, Locale | null | undefined, Locale | null>
  /** Whether WeCom's customer contact is theirs to use, and as of when; null until WeCom was asked. */
  hasSeat: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
  seatKnownAt: ColumnType<Date | null, Date | null | undefined, Date | null>
  /** When everybody they are related with was last read from WeCom. */
  contactsReadAt: ColumnType<Date | null, Date | null | undefined, Date | null>
  updatedAt: Date
}
export type BranchLeadTable = { branchId: string; employeeId: string }
export type EmployeeBranchTable = { employeeId: string; fromAt: Date; branchId: string }
