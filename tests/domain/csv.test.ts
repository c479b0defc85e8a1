import { array, assert, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCsv, writeCsv } from '../../server/domain/csv.ts'

const cells = (text: string) => readCsv(text).rows.map((row) => row.cells)

describe('A CSV file that is written', () => {
  it('has the mark by which Excel knows UTF-8, and ends its lines as RFC 4180 says', () => {
    expect(
      writeCsv([
        ['网点', 'a,b'],
        ['"x"', null],
        [12, ''],
      ]),
    ).toBe('\uFEFF网点,"a,b"\r\n"""x""",\r\n12,\r\n')
  })

  it.each(['=1+1', '+1', '-1', '@x', '\tx', '\rx', '\nx', '＝1', '＋1', '－1', '＠x', '\0x'])(
    'gives a spreadsheet no formula to run: %j',
    (text) => {
      const [, cell = ''] = /^\uFEFF"?([\s\S]*?)"?\r\n$/.exec(writeCsv([[text]])) ?? []
      expect(cell.startsWith("'")).toBe(true)
    },
  )

  it('leaves numbers numbers', () => {
    expect(writeCsv([[-1]])).toBe('\uFEFF-1\r\n')
  })

  it('comes back as it was, whatever stands in its cells', () => {
    const text = string({ unit: 'binary', minLength: 1 }).map((cell) => `x${cell}x`)
    assert(property(array(array(text, { minLength: 1 })), (rows) => void expect(cells(writeCsv(rows))).toEqual(rows)))
    expect(cells(writeCsv([['=1+1', '-ok', "'quoted"]]))).toEqual([['=1+1', '-ok', "'quoted"]])
  })
})

describe('A CSV file that is read', () => {
  it.each(['a,b\nc,d', 'a,b\r\nc,d\r\n', '\uFEFFa,b\rc,d', 'a , b\n"c",d\n\n,\n'])(
    'may end its lines in any way: %j',
    (text) => {
      expect(cells(text)).toEqual([
        ['a', 'b'],
        ['c', 'd'],
      ])
    },
  )

  it('counts rows as a spreadsheet does, empty ones and lines within a cell included', () => {
    expect(readCsv('a\n\n"b\nc"\nd').rows).toEqual([
      { row: 1, cells: ['a'] },
      { row: 3, cells: ['b\nc'] },
      { row: 4, cells: ['d'] },
    ])
  })

  it('keeps empty cells at both ends', () => {
    expect(cells(',x,')).toEqual([['', 'x', '']])
  })

  it.each(['a\n"b', 'a\n"b"c', 'a\nd,"b\n\n'])('names the row whose quotes do not fit: %j', (text) => {
    expect(readCsv(text).broken).toBe(2)
  })
})
