import { addDays, type BusinessDay } from './business-day.ts'
import { readCsv, writeCsv, type CsvRow } from './csv.ts'
import type { Locale } from './employee.ts'
import { defaultParameters, type PolicyVersion } from './policy.ts'
import { columnTitled, fileColumns, readChoice, sayChoice, titleOf, wantedIn } from './policy-file-words.ts'
import type { choices, FileColumn } from './policy-file-words.ts'
import { lastDayOf, type VersionField } from './policy-rules.ts'
import type { ProblemCode } from './problem.ts'
import { assurances } from './verification.ts'

const MOST_ROWS = 5_000
const required: VersionField[] = ['scope', 'validFrom', 'amount', 'per']

/** What is wrong where; `code` with its facts is what a Problem would say. */
export type FileFault = { row: number; column: string; code: ProblemCode; facts: Record<string, string | number> }
export type FileVersion = { row: number; version: PolicyVersion }

/** A file with one version per row. `name` is of whom or what it is about. */
export function writePolicyFile(policies: readonly { version: PolicyVersion; name: string }[], locale: Locale): string {
  const header = fileColumns.map((column) => titleOf(column, locale))
  return writeCsv([header, ...policies.map((policy) => fileColumns.map((column) => cellOf(policy, column, locale)))])
}

function cellOf(
  { version, name }: { version: PolicyVersion; name: string },
  column: FileColumn,
  locale: Locale,
): string | number | null {
  const { parameters, ...own } = version
  if (column === 'name') return name
  if (column === 'validTo') return lastDayOf(version)
  const value = { ...own, ...parameters }[column]
  if (value === null || typeof value === 'number') return value
  return isChoice(column) ? sayChoice(column, String(value), locale) : String(value)
}

const inRow = (row: number, code: ProblemCode, facts: FileFault['facts'] = {}): FileFault => ({
  row,
  column: '',
  code,
  facts,
})

/** Every row that can be understood, and everything that cannot. Empty cells of rules take what the product starts with. */
export function readPolicyFile(text: string, locale: Locale): { versions: FileVersion[]; faults: FileFault[] } {
  const { rows, broken } = readCsv(text)
  const [header, ...body] = rows
  if (broken !== null) return { versions: [], faults: [inRow(broken, 'policy/file-quotes')] }
  if (!header || body.length === 0) return { versions: [], faults: [inRow(1, 'policy/file-empty')] }
  if (body.length > MOST_ROWS) return { versions: [], faults: [inRow(1, 'policy/file-too-long', { most: MOST_ROWS })] }
  const columns = header.cells.map(columnTitled)
  const faults = headerFaults(header, columns, locale)
  if (faults.length > 0) return { versions: [], faults }
  const read = body.map((row) => readRow(row, columns, locale))
  return {
    versions: read.flatMap(({ found }) => found ?? []),
    faults: read.flatMap((row) => row.faults),
  }
}

function headerFaults({ row, cells }: CsvRow, columns: (FileColumn | null)[], locale: Locale): FileFault[] {
  const unknown = cells.filter((_, place) => {
    const column = columns[place] ?? null
    return column === null || columns.indexOf(column) < place
  })
  const missing = required.filter((column) => !columns.includes(column))
  return [
    ...unknown.map((column): FileFault => ({ row, column, code: 'policy/file-column-unknown', facts: {} })),
    ...missing.map((column): FileFault => {
      return { row, column: titleOf(column, locale), code: 'policy/file-column-missing', facts: {} }
    }),
  ]
}

function readRow({ row, cells }: CsvRow, columns: (FileColumn | null)[], locale: Locale) {
  const faults: FileFault[] = []
  const misread = (column: FileColumn, cell: string): null => {
    const facts = { cell: cell.slice(0, 40), wanted: wantedIn(column, locale) }
    faults.push({ row, column: titleOf(column, locale), code: 'policy/file-cell', facts })
    return null
  }
  const beyond = cells.slice(columns.length).find((text) => text !== '')
  if (beyond) faults.push({ row, column: beyond.slice(0, 40), code: 'policy/file-column-unknown', facts: {} })
  const cell = (column: FileColumn): string => cells[columns.indexOf(column)] ?? ''
  const read = <T>(column: FileColumn, understand: (text: string) => T | null, empty: T | null): T | null => {
    const text = cell(column)
    if (text === '') return required.some((one) => one === column) ? misread(column, '') : empty
    return understand(text) ?? misread(column, text)
  }
  const chosen = (column: keyof typeof choices, empty: string | null) =>
    read(column, (text) => readChoice(column, text), empty)
  const number = (column: FileColumn, empty: number | null) => read(column, numberIn, empty)
  const { verificationWindowDays, retentionDays, requireAccountHolder, leastAssurance } = defaultParameters
  const last = read('validTo', dayIn, null)
  const scope = chosen('scope', null)
  const per = chosen('per', null)
  const least = chosen('leastAssurance', leastAssurance)
  const version: PolicyVersion = {
    scope: scope === 'role' || scope === 'employee' ? scope : 'branch',
    branchId: cell('branchId') || null,
    role: cell('role') === '' ? null : (readChoice('role', cell('role')) ?? cell('role')),
    employeeId: cell('employeeId').toLowerCase() || null,
    validFrom: read('validFrom', dayIn, null) ?? '',
    validTo: last === null ? null : addDays(last, 1),
    amount: number('amount', null) ?? 0,
    per: per === 'month' ? per : 'day',
    parameters: {
      verificationWindowDays: number('verificationWindowDays', verificationWindowDays) ?? 0,
      retentionDays: number('retentionDays', retentionDays) ?? 0,
      requireAccountHolder: chosen('requireAccountHolder', String(requireAccountHolder)) === 'true',
      leastAssurance: assurances.find((one) => one === least) ?? leastAssurance,
      dailyCap: number('dailyCap', null),
    },
  }
  return { faults, found: faults.length === 0 ? { row, version } : null }
}

const isChoice = (column: FileColumn): column is keyof typeof choices =>
  ['scope', 'role', 'per', 'requireAccountHolder', 'leastAssurance'].includes(column)

const numberIn = (text: string): number | null => (/^[+-]?\d{1,9}(\.\d+)?$/.test(text) ? Number(text) : null)

/** 2026-12-01, or as spreadsheets like to make of it: 2026/12/1. */
function dayIn(text: string): BusinessDay | null {
  const [, year, month = '', date = ''] = /^(20\d\d)[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? []
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return year && isDay(day) ? day : null
}

/** Not the 30th of February. */
const isDay = (day: string): boolean => {
  const moment = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day)
}
