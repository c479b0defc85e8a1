import { describe, expect, it } from 'vitest'
import { readCalendarFile } from '../../server/domain/calendar-file.ts'
import { dayOfCell, faultSentence } from '../../server/domain/file-table.ts'
import { readLeaveFile } from '../../server/domain/leave-file.ts'
import { statutoryDays } from '../../server/domain/statutory-days.ts'

const law = statutoryDays(2027, { spring: '2027-02-06', dragonBoat: '2027-06-09', midAutumn: '2027-09-15' })
const complete = law.map(({ day, name }) => `${day},0,${name}`)
const csv = (...rows: string[]) => ['日期,权重,名称', ...rows].join('\r\n')
const read = (text: string) => readCalendarFile(text, 2027, law)
const told = (text: string, locale: 'zh-CN' | 'en' = 'zh-CN') =>
  read(text).faults.map((fault) => `${fault.row} ${fault.column}: ${faultSentence(fault, locale)}`)

describe("The file of a year's notice", () => {
  it('gives the days that differ from Monday to Friday, in their order', () => {
    const { days, faults } = read(csv('2027-10-09,1,国庆节', '2027/2/9,0.5,春节', ...complete))
    expect(faults).toEqual([])
    expect(days).toContainEqual({ day: '2027-10-09', weight: 1, name: '国庆节' })
    expect(days[2]).toEqual({ day: '2027-02-08', weight: 0, name: '春节' })
    expect(days[3]).toEqual({ day: '2027-02-09', weight: 0.5, name: '春节' })
    // Saturday 2 October is off anyway.
    expect(days.map(({ day }) => day)).not.toContain('2027-10-02')
  })

  it('may have English headings, in another order, with the mark of Excel', () => {
    const rows = law.map(({ day, name }) => `${name},${day},0`)
    expect(read(`\uFEFF${['Name,Day,Weight', ...rows].join('\n')}`).days).toHaveLength(7)
  })

  it('is refused with the row and column of every error, and gives nothing', () => {
    const rows = ['2027-02-30,0,春节', '2026-10-01,0,国庆节', '2027-10-08,2,国庆节', '2027-10-08,0,', ...complete]
    expect(told(csv(...rows))).toEqual([
      '2 日期: “2027-02-30”不是日期，请写成 2027-01-31',
      '3 日期: 2026-10-01 不在所选年份',
      '4 权重: “2”不是 0、0.5 或 1',
      '5 日期: 与第 4 行重复',
      '5 名称: 请写 1 至 40 个字的名称',
    ])
    expect(read(csv(...rows)).days).toEqual([])
    expect(told(csv('2027-02-30,0,春节', ...complete), 'en')).toEqual([
      '2 日期: "2027-02-30" is no day; write 2027-01-31',
    ])
  })

  it('is refused when it leaves a statutory holiday a working day: a notice always names it', () => {
    const rows = complete.filter((row) => !row.startsWith('2027-10-01'))
    expect(told(csv(...rows))).toEqual([`${rows.length + 2} 日期: 法定节假日 2027-10-01 国庆节 没有列为休息日`])
    expect(told(csv('2027-05-02,1,劳动节', ...complete.filter((row) => !row.startsWith('2027-05-02'))))).toEqual([
      '2 日期: 法定节假日 2027-05-02 劳动节 没有列为休息日',
    ])
  })

  it('is refused as a whole when its form is wrong', () => {
    expect(told('')).toContain('2 日期: 表头之下没有内容')
    expect(told('日期,名称\n2027-01-01,元旦')).toContain('1 权重 / weight: 缺少这一列')
    expect(told(csv('2027-01-01,0,元旦,多余'))).toContain('2 : 这一行比表头多出内容')
    expect(told(csv('2027-01-01,0,"元旦'))).toContain('2 : 引号没有成对')
    expect(told('日期,名称\n2027-01-01,"元旦')).toEqual([
      '1 权重 / weight: 缺少这一列',
      '2 : 引号没有成对',
      '2 日期: 表头之下没有内容',
    ])
    expect(read('日期,名称\n2027-01-01,元旦').days).toEqual([])
    expect(told('日期,权重,名称,颜色\n2027-01-01,0,元旦,红')).toContain('1 颜色: 不认识这一列')
    expect(told(csv(...Array.from({ length: 367 }, () => '2027-01-01,0,元旦')))).toContain('368 : 一次最多 366 行')
  })

  it('names a day in 40 characters at most', () => {
    const named = (length: number) => told(csv(`2027-10-09,1,${'节'.repeat(length)}`, ...complete))
    expect(named(40)).toEqual([])
    expect(named(41)).toEqual(['2 名称: 请写 1 至 40 个字的名称'])
  })

  it('takes days as spreadsheets write them, and none that there is not', () => {
    expect(['2027-1-4', '2027/01/04', '2028-02-29'].map(dayOfCell)).toEqual(['2027-01-04', '2027-01-04', '2028-02-29'])
    const wrong = [
      '2027-02-29',
      '2027-13-01',
      '2027-1/4',
      '27-01-04',
      '1月4日',
      '',
      '2027-00-10',
      '2027-01-00',
      '12027-01-04',
      '2027-01-041',
    ]
    expect(wrong.map(dayOfCell)).toEqual(wrong.map(() => null))
  })
})

describe('The file of leave', () => {
  const header = '员工账号,开始日期,开始时段,结束日期,结束时段'

  it('has one leave a row, of whole days where no half is named', () => {
    const { entries, faults } = readLeaveFile(
      `${header}\nE1,2026-12-01,,2026-12-02,\ne2,2026-12-01,下午,2026-12-03,上午`,
    )
    expect(faults).toEqual([])
    expect(entries).toEqual([
      {
        row: 2,
        employeeId: 'e1',
        firstDay: '2026-12-01',
        firstHalf: 'morning',
        lastDay: '2026-12-02',
        lastHalf: 'afternoon',
      },
      {
        row: 3,
        employeeId: 'e2',
        firstDay: '2026-12-01',
        firstHalf: 'afternoon',
        lastDay: '2026-12-03',
        lastHalf: 'morning',
      },
    ])
  })

  it('names the row and column of every cell that cannot be read', () => {
    const rows = [',2026-12-01,,2026-12-02,', 'e2,12月1日,中午,2026-12-03,', 'e3,2026-12-01,,3日,晚上']
    const { entries, faults } = readLeaveFile([header, ...rows].join('\n'))
    expect(faults).toEqual([
      { row: 2, column: '员工账号', wrong: 'no-employee', saying: '' },
      { row: 3, column: '开始日期', wrong: 'not-a-day', saying: '12月1日' },
      { row: 3, column: '开始时段', wrong: 'half', saying: '中午' },
      { row: 4, column: '结束日期', wrong: 'not-a-day', saying: '3日' },
      { row: 4, column: '结束时段', wrong: 'half', saying: '晚上' },
    ])
    expect(entries.map(({ row }) => row)).toEqual([2])
  })

  it('is refused as a whole when its form is wrong, and takes a thousand rows', () => {
    const { entries, faults } = readLeaveFile('员工账号,开始日期,开始时段,结束日期\ne1,2026-12-01,,2026-12-02')
    expect([entries, faults]).toEqual([[], [{ row: 1, column: '结束时段 / lastHalf', wrong: 'missing-column' }]])
    const rows = (count: number) => [header, ...Array.from({ length: count }, () => 'e1,2026-12-01,,2026-12-02,')]
    expect(readLeaveFile(rows(1_000).join('\n')).entries).toHaveLength(1_000)
    expect(readLeaveFile(rows(1_001).join('\n')).faults).toEqual([
      { row: 1_002, column: '', wrong: 'too-many', saying: '1000' },
    ])
  })
})
