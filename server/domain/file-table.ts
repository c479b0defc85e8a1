import { readCsv } from './csv.ts'
import type { Locale } from './employee.ts'

/** What is wrong with one cell; `column` is the heading as it stands in the file. */
export type FileFault = { row: number; column: string; wrong: FileWrong; saying?: string }

/** A column's headings, any of which a file may use. */
export type Columns<Name extends string> = Record<Name, readonly [zh: string, en: string]>
export type FileRecord<Name extends string> = { row: number; cells: Record<Name, string> }
export type FileTable<Name extends string> = {
  records: FileRecord<Name>[]
  headings: Record<Name, string>
  faults: FileFault[]
}

/** The records of a CSV file under their headings, in whatever order its columns stand; a column that is missing or unknown is a fault. */
export function readTable<Name extends string>(csv: string, columns: Columns<Name>, most: number): FileTable<Name> {
  const { rows, broken } = readCsv(csv)
  const names = Object.keys(columns) as Name[]
  const header = rows[0]?.cells ?? []
  const place = (name: Name): number => header.findIndex((cell) => isHeading(cell, columns[name]))
  const headings = record(names, (name) => header[place(name)] ?? columns[name][0])
  const records = rows
    .slice(1)
    .map(({ row, cells }) => ({ row, cells: record(names, (name) => cells[place(name)] ?? '') }))
  const missing = names.filter((name) => place(name) < 0)
  const unknown = header.filter((cell) => !names.some((name) => isHeading(cell, columns[name])))
  const wider = rows.find(({ cells }) => cells.length > header.length)
  const faults: FileFault[] = [
    ...(broken === null ? [] : [fault(broken, '', 'quotes')]),
    ...missing.map((name) => fault(1, columns[name].join(' / '), 'missing-column')),
    ...unknown.map((cell) => fault(1, cell, 'unknown-column')),
    ...(wider ? [fault(wider.row, '', 'too-wide')] : []),
    ...(records.length === 0 ? [fault(2, headings[names[0] as Name], 'empty')] : []),
    ...(records.length > most ? [fault(records[most]?.row ?? 1, '', 'too-many', String(most))] : []),
  ]
  return { records, headings, faults }
}

const isHeading = (cell: string, headings: readonly string[]): boolean =>
  headings.some((heading) => heading.toLowerCase() === cell.toLowerCase())

const record = <Name extends string>(names: Name[], of: (name: Name) => string): Record<Name, string> =>
  Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, string>

export const fault = (row: number, column: string, wrong: FileWrong, saying?: string): FileFault =>
  saying === undefined ? { row, column, wrong } : { row, column, wrong, saying }

/** A day as spreadsheets write it, `2027-1-4` or `2027/01/04`; null for anything else, 30 February included. */
export function dayOfCell(cell: string): string | null {
  const found = /^(20\d\d)([-/])(\d{1,2})\2(\d{1,2})$/.exec(cell)
  if (!found) return null
  const [, year = '', , month = '', date = ''] = found
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  const known = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(known) && new Date(known).toISOString().startsWith(day) ? day : null
}

const sentences = {
  quotes: ['引号没有成对', 'a quotation mark has no partner'],
  'missing-column': ['缺少这一列', 'this column is missing'],
  'unknown-column': ['不认识这一列', 'this column is not known'],
  'too-wide': ['这一行比表头多出内容', 'this row has more cells than the header'],
  empty: ['表头之下没有内容', 'nothing stands below the header'],
  'too-many': ['一次最多 {saying} 行', 'at most {saying} rows at a time'],
  'not-a-day': ['“{saying}”不是日期，请写成 2027-01-31', '"{saying}" is no day; write 2027-01-31'],
  'other-year': ['{saying} 不在所选年份', '{saying} is not in the chosen year'],
  twice: ['与第 {saying} 行重复', 'stands already in row {saying}'],
  weight: ['“{saying}”不是 0、0.5 或 1', '"{saying}" is not 0, 0.5 or 1'],
  name: ['请写 1 至 40 个字的名称', 'write a name of 1 to 40 characters'],
  'holiday-works': ['法定节假日 {saying} 没有列为休息日', 'the statutory holiday {saying} is not listed as a day off'],
  half: ['“{saying}”不是上午或下午', '"{saying}" is neither morning nor afternoon'],
  'no-employee': ['没有账号为“{saying}”的在职员工', 'nobody active has the account "{saying}"'],
  refused: ['{saying}', '{saying}'],
} as const satisfies Record<string, readonly [zh: string, en: string]>
export type FileWrong = keyof typeof sentences

export function faultSentence({ wrong, saying = '' }: FileFault, locale: Locale): string {
  return sentences[wrong][locale === 'en' ? 1 : 0].replace('{saying}', () => saying)
}

export const byPlace = (a: FileFault, b: FileFault): number => a.row - b.row
