import type { LeaveSpan } from './calendar.ts'
import { byPlace, dayOfCell, fault, readTable, type FileFault } from './file-table.ts'

const columns = {
  employee: ['员工账号', 'employee'],
  firstDay: ['开始日期', 'firstDay'],
  firstHalf: ['开始时段', 'firstHalf'],
  lastDay: ['结束日期', 'lastDay'],
  lastHalf: ['结束时段', 'lastHalf'],
} as const
const MOST_ROWS = 1_000

const halfOf = new Map<string, 'morning' | 'afternoon'>([
  ['上午', 'morning'],
  ['morning', 'morning'],
  ['下午', 'afternoon'],
  ['afternoon', 'afternoon'],
])

export type LeaveEntry = LeaveSpan & { row: number; employeeId: string }
export type LeaveFile = { entries: LeaveEntry[]; headings: Record<keyof typeof columns, string>; faults: FileFault[] }

/** One leave a row, of whole days where no half is named; rules of a leave itself are not looked at here. */
export function readLeaveFile(csv: string): LeaveFile {
  const { records, headings, faults: first } = readTable(csv, columns, MOST_ROWS)
  if (first.length > 0) return { entries: [], headings, faults: first.toSorted(byPlace) }
  const faults: FileFault[] = []
  const entries: LeaveEntry[] = []
  for (const { row, cells } of records) {
    const firstDay = dayOfCell(cells.firstDay)
    const lastDay = dayOfCell(cells.lastDay)
    const firstHalf = halfOf.get(cells.firstHalf) ?? (cells.firstHalf === '' ? 'morning' : null)
    const lastHalf = halfOf.get(cells.lastHalf) ?? (cells.lastHalf === '' ? 'afternoon' : null)
    if (cells.employee === '') faults.push(fault(row, headings.employee, 'no-employee', ''))
    if (firstDay === null) faults.push(fault(row, headings.firstDay, 'not-a-day', cells.firstDay))
    if (firstHalf === null) faults.push(fault(row, headings.firstHalf, 'half', cells.firstHalf))
    if (lastDay === null) faults.push(fault(row, headings.lastDay, 'not-a-day', cells.lastDay))
    if (lastHalf === null) faults.push(fault(row, headings.lastHalf, 'half', cells.lastHalf))
    if (firstDay && firstHalf && lastDay && lastHalf)
      entries.push({ row, employeeId: cells.employee.toLowerCase(), firstDay, firstHalf, lastDay, lastHalf })
  }
  return { entries, headings, faults }
}
