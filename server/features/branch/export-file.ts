import writeXlsxFile, { type SheetData } from 'write-excel-file/node'
import type { ExportFormat } from '../../domain/branch-export.ts'
import { harmless, writeCsv } from '../../domain/csv.ts'
import type { Cell } from './export-rows.ts'

const HEADING_ROWS = 2
const COLUMN_WIDTH = 20

/** The table as a file; its first two rows are the watermark and the columns' names. Text never becomes a formula. */
export async function fileOf(table: Cell[][], format: ExportFormat, sheet: string): Promise<Uint8Array> {
  const plain = table.map((row) => row.map((cell) => (typeof cell === 'string' ? withoutControls(cell) : cell)))
  if (format === 'csv') return Buffer.from(writeCsv(plain), 'utf8')
  const columns = (table[1] ?? table[0] ?? []).map(() => ({ width: COLUMN_WIDTH }))
  return await writeXlsxFile(plain.map(sheetRow), { sheet, columns, stickyRowsCount: HEADING_ROWS }).toBuffer()
}

/** A spreadsheet's XML has none of them, and what stands behind one must not become the first character after the check. */
const withoutControls = (text: string): string =>
  text.replaceAll(/[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\uFFFD]/gu, ' ')

const sheetRow = (cells: Cell[], at: number): SheetData[number] => cells.map((cell) => sheetCell(cell, at))

function sheetCell(cell: Cell, row: number): SheetData[number][number] {
  if (cell === null) return null
  if (typeof cell === 'number') return { value: cell, type: Number }
  return { value: harmless(cell), type: String, ...(row < HEADING_ROWS ? { fontWeight: 'bold' as const } : {}) }
}
