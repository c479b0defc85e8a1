/** A record of a file; `row` is what a spreadsheet shows beside it, the header being row 1. */
export type CsvRow = { row: number; cells: string[] }

const BYTE_ORDER_MARK = '\uFEFF'
/** What a spreadsheet takes for a formula (OWASP ASVS 1.2.10), the full-width signs of a Chinese keyboard and signs behind blanks included. */
const FORMULA = /^(?:[\s\0\u200B-\u200F\u2060]*[=+\-@＝＋－＠]|[\t\r\n\0])/

/**
 * A file as Excel and WPS read it: UTF-8 with its mark, RFC 4180, CRLF. Text that a spreadsheet would run gets an apostrophe in
 * front; numbers stay numbers.
 */
export function writeCsv(rows: readonly (readonly (string | number | null)[])[]): string {
  return BYTE_ORDER_MARK + rows.map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('')
}

function cellOf(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = harmless(value)
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The text with an apostrophe in front if a spreadsheet would run it. */
export const harmless = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)

/** One cell, in quotes or without, and what ends it. */
const CELL = /(?:"([^"]*(?:""[^"]*)*)"|(?!")([^,\r\n]*))(,|\r\n|\r|\n|$)/y

/** Records in which no cell says anything are left out. `broken` is the first row whose quotes do not fit; nothing after it is read. */
export function readCsv(text: string): { rows: CsvRow[]; broken: number | null } {
  const content = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text
  const rows: CsvRow[] = []
  let row = 1
  let cells: string[] = []
  for (let from = 0; from < content.length || cells.length > 0; from = CELL.lastIndex) {
    CELL.lastIndex = from
    const found = CELL.exec(content)
    if (!found) return { rows, broken: row }
    const [, quoted, bare = '', end] = found
    cells.push(plain(quoted === undefined ? bare.trim() : quoted.replaceAll('""', '"')))
    if (end === ',') continue
    if (cells.some((cell) => cell !== '')) rows.push({ row, cells })
    cells = []
    row += 1
  }
  return { rows, broken: null }
}

/** Without the apostrophe that `writeCsv` puts before what looks like a formula. */
const plain = (text: string): string => (text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text)
