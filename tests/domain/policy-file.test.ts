import { describe, expect, it } from 'vitest'
import { readCsv } from '../../server/domain/csv.ts'
import { defaultParameters, type PolicyVersion } from '../../server/domain/policy.ts'
import { readPolicyFile, writePolicyFile } from '../../server/domain/policy-file.ts'
import { fileColumns, titleOf, wantedIn } from '../../server/domain/policy-file-words.ts'

const versions: PolicyVersion[] = [
  {
    scope: 'employee',
    branchId: null,
    role: null,
    employeeId: 'made-up',
    validFrom: '2026-12-01',
    validTo: '2027-01-01',
    amount: 60,
    per: 'month',
    parameters: {
      verificationWindowDays: 10,
      retentionDays: 3,
      requireAccountHolder: true,
      leastAssurance: 'face',
      dailyCap: 4,
    },
  },
  ...(['teller', 'accountManager', 'lead', 'operator'] as const).map((role): PolicyVersion => ({
    scope: 'role',
    branchId: '2',
    role,
    employeeId: null,
    validFrom: '2026-12-07',
    validTo: null,
    amount: 0,
    per: 'day',
    parameters: { ...defaultParameters, leastAssurance: 'elements' },
  })),
]
const rows = versions.map((version) => ({ version, name: '虚构' }))
const read = (text: string) => readPolicyFile(text, 'en')
const faults = (text: string) => read(text).faults.map(({ row, column, code }) => [row, column, code])

describe('A file of target policies', () => {
  it.each(['zh-CN', 'en'] as const)('is read as it was written, in %s', (locale) => {
    const file = writePolicyFile(rows, locale)
    expect(readPolicyFile(file, 'en')).toEqual({
      versions: versions.map((version, place) => ({ row: place + 2, version })),
      faults: [],
    })
  })

  it('speaks the language of the reader, and shows the last day that is inside', () => {
    const [header, first, second] = readCsv(writePolicyFile(rows, 'zh-CN')).rows.map(({ cells }) => cells.join(','))
    expect(header).toBe(
      '范围,网点编号,角色,员工账号,名称,开始日,最后一天,数量,周期,认证期限,保持天数,须为本行客户,最低认证强度,每日上限',
    )
    expect(first).toBe('员工,,,made-up,虚构,2026-12-01,2026-12-31,60,月,10,3,是,人脸,4')
    expect(second).toBe('角色,2,柜员,,虚构,2026-12-07,,0,天,30,7,否,要素,')
  })

  it('has a title and what is wanted for every column in both languages', () => {
    for (const locale of ['zh-CN', 'en'] as const) {
      const titles = fileColumns.map((column) => titleOf(column, locale))
      expect(new Set(titles).size).toBe(fileColumns.length)
      expect(fileColumns.filter((column) => !wantedIn(column, locale))).toEqual(['name'])
    }
  })

  it('takes what the product starts with where a rule is left out', () => {
    const [found] = read('scope,first_day,amount,per\nBranch,2026/12/1,7,DAY').versions
    expect(found).toEqual({
      row: 2,
      version: {
        scope: 'branch',
        branchId: null,
        role: null,
        employeeId: null,
        validFrom: '2026-12-01',
        validTo: null,
        amount: 7,
        per: 'day',
        parameters: defaultParameters,
      },
    })
  })

  it('leaves the judgement of a number or a name to the rules', () => {
    const [found] = read(
      'scope,role,employee_id,first_day,amount,per\nrole,guard,MadeUp,2026.12.01,-7.5,month',
    ).versions
    expect(found?.version).toMatchObject({ role: 'guard', employeeId: 'madeup', amount: -7.5, per: 'month' })
  })

  it('names every cell it does not understand, and reads the other rows', () => {
    const text = [
      'scope,first_day,last_day,amount,per,window_days,retention_days,account_holder,assurance,daily_cap',
      'all,2026-13-01,2026-02-30,1e3,week,x,y,maybe,stamp,z',
      ',,,,,,,,,1',
      'branch,2026-12-01,,5,day,,,,,',
      'branch,1999-12-01,,5,day,,,,,',
    ].join('\n')
    expect(faults(text)).toEqual([
      [2, 'last_day', 'policy/file-cell'],
      [2, 'scope', 'policy/file-cell'],
      [2, 'per', 'policy/file-cell'],
      [2, 'assurance', 'policy/file-cell'],
      [2, 'first_day', 'policy/file-cell'],
      [2, 'amount', 'policy/file-cell'],
      [2, 'window_days', 'policy/file-cell'],
      [2, 'retention_days', 'policy/file-cell'],
      [2, 'account_holder', 'policy/file-cell'],
      [2, 'daily_cap', 'policy/file-cell'],
      [3, 'scope', 'policy/file-cell'],
      [3, 'per', 'policy/file-cell'],
      [3, 'first_day', 'policy/file-cell'],
      [3, 'amount', 'policy/file-cell'],
      [5, 'first_day', 'policy/file-cell'],
    ])
    expect(read(text).versions.map(({ row }) => row)).toEqual([4])
    expect(read(text).faults[0]?.facts).toEqual({ cell: '2026-02-30', wanted: 'a date such as 2026-12-01' })
  })
})

describe('A file of policies that cannot be read', () => {
  const titles = (['scope', 'validFrom', 'amount', 'per'] as const).map((column) => titleOf(column, 'en'))
  const text = (...lines: string[]) => [titles.join(','), ...lines].join('\n')

  it('is told by the row whose quotes do not fit, and nothing of it is read', () => {
    expect(read(`${text()}\n"open`)).toEqual({
      versions: [],
      faults: [{ row: 2, column: '', code: 'policy/file-quotes', facts: {} }],
    })
  })

  it('is empty without a row, and too long beyond 5,000', () => {
    const empty = { versions: [], faults: [{ row: 1, column: '', code: 'policy/file-empty', facts: {} }] }
    expect([read(''), read(text())]).toEqual([empty, empty])
    const long = (count: number) => text(...Array.from({ length: count }, () => 'x,,,'))
    const tooLong = read(long(5_001))
    expect([tooLong.versions.length, tooLong.faults.length]).toEqual([0, 1])
    expect(tooLong.faults[0]).toEqual({ row: 1, column: '', code: 'policy/file-too-long', facts: { most: 5_000 } })
    expect(read(long(5_000)).faults[0]?.code).toBe('policy/file-cell')
  })

  it('names columns that are unknown, twice there or missing', () => {
    const [scope, ...others] = titles
    expect(read(`${[scope, scope, 'Colour', ...others.slice(1)].join(',')}\nx`)).toEqual({
      versions: [],
      faults: [
        { row: 1, column: scope, code: 'policy/file-column-unknown', facts: {} },
        { row: 1, column: 'Colour', code: 'policy/file-column-unknown', facts: {} },
        { row: 1, column: titleOf('validFrom', 'en'), code: 'policy/file-column-missing', facts: {} },
      ],
    })
  })

  it('names a cell beyond the last column, and every required one that is empty', () => {
    const found = read(text(`,,,,,${'long '.repeat(20)}`))
    expect(found.versions).toEqual([])
    expect(found.faults.map(({ column, code }) => [column, code])).toEqual([
      ['long '.repeat(8), 'policy/file-column-unknown'],
      ...(['scope', 'per', 'validFrom', 'amount'] as const).map((column) => [
        titleOf(column, 'en'),
        'policy/file-cell',
      ]),
    ])
  })
})
