import type { BusinessDay } from './business-day.ts'
import { byPlace, dayOfCell, fault, readTable, type FileFault } from './file-table.ts'
import type { Holiday } from './statutory-days.ts'
import { weekdayWeight } from './working-hours.ts'

const columns = { day: ['日期', 'day'], weight: ['权重', 'weight'], name: ['名称', 'name'] } as const
const MOST_ROWS = 366
const weights = new Map([
  ['0', 0],
  ['0.5', 0.5],
  ['1', 1],
])

type NamedDay = { day: BusinessDay; weight: number; name: string }

/**
 * The days of a year's notice that differ from Monday to Friday, or everything that is wrong with the file. A statutory holiday that
 * the file leaves a working day is a fault: a notice always names it, so the file is not complete.
 */
export function readCalendarFile(
  csv: string,
  year: number,
  statutory: readonly Holiday[],
): { days: NamedDay[]; faults: FileFault[] } {
  const { records, headings, faults: first } = readTable(csv, columns, MOST_ROWS)
  if (first.length > 0) return { days: [], faults: first.toSorted(byPlace) }
  const faults: FileFault[] = []
  const seen = new Map<BusinessDay, number>()
  const days: NamedDay[] = []
  for (const { row, cells } of records) {
    const day = dayOfCell(cells.day)
    const weight = weights.get(cells.weight)
    if (day === null) faults.push(fault(row, headings.day, 'not-a-day', cells.day))
    else if (!day.startsWith(`${year}-`)) faults.push(fault(row, headings.day, 'other-year', day))
    else if (seen.has(day)) faults.push(fault(row, headings.day, 'twice', String(seen.get(day))))
    else seen.set(day, row)
    if (weight === undefined) faults.push(fault(row, headings.weight, 'weight', cells.weight))
    if (cells.name === '' || cells.name.length > 40) faults.push(fault(row, headings.name, 'name'))
    if (day !== null && weight !== undefined) days.push({ day, weight, name: cells.name })
  }
  if (faults.length > 0) return { days: [], faults }
  const weightOf = new Map(days.map((one) => [one.day, one.weight]))
  const lost = statutory.filter(({ day }) => (weightOf.get(day) ?? weekdayWeight(day)) > 0)
  const end = (records.at(-1)?.row ?? 1) + 1
  return {
    days: days.filter(({ day, weight }) => weight !== weekdayWeight(day)).toSorted((a, b) => (a.day < b.day ? -1 : 1)),
    faults: lost.map(({ day, name }) => fault(seen.get(day) ?? end, headings.day, 'holiday-works', `${day} ${name}`)),
  }
}
