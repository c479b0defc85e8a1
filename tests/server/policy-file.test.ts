import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImportPreview } from '../../server/contract/policy.ts'
import { writeCsv } from '../../server/domain/csv.ts'
import { hire, startPolicyGround, type PolicyGround } from './policy-ground.ts'

let ground: PolicyGround
beforeAll(async () => {
  ground = await startPolicyGround()
})
afterAll(() => ground.stop())

const english = { 'accept-language': 'en', cookie: '' }
const header = ['scope', 'branch_id', 'role', 'employee_id', 'first_day', 'last_day', 'amount', 'per']
const file = (...rows: (string | number)[][]) => writeCsv([header, ...rows])
const preview = async (csv: string) =>
  (await ground.zhou.post<ImportPreview>('/api/target-policies/import/preview', { csv })).body
const save = (csv: string) => ground.zhou.post('/api/target-policies/import', { csv, reason: '虚构的理由' })
const errorsOf = async (csv: string) => (await preview(csv)).errors.map(({ row, column, code }) => [row, column, code])
const count = async () => (await ground.lines()).flatMap(({ versions }) => versions).length

describe('A file of versions', () => {
  const good = file(
    ['role', 2, 'accountManager', '', '2026-12-01', '', 15, 'day'],
    ['员工', '', '', 'LinXiaoMan', '2026/12/1', '2026/12/31', 60, '月'],
  )

  it('is shown with what it would change', async () => {
    expect(await preview(good)).toMatchObject({
      versions: 2,
      unchanged: 0,
      errors: [],
      effect: { affected: 2, day: '2026-12-01', before: 24, after: 18 },
    })
  })

  it('is imported whole, in one change', async () => {
    const { status, body } = await save(good)
    expect([status, body['change']]).toEqual([201, expect.objectContaining({ state: 'applied', affected: 2 })])
    const own = (await ground.lines()).find(({ employee }) => employee !== null)
    expect(own).toMatchObject({
      employee: { id: 'linxiaoman', name: '林小满' },
      versions: [{ validFrom: '2026-12-01', validTo: '2027-01-01', amount: 60, per: 'month' }],
    })
  })

  it('that says what is there already changes nothing', async () => {
    expect(await preview(good)).toMatchObject({ versions: 0, unchanged: 2, errors: [], effect: null })
    expect((await save(good)).body['type']).toBe('policy/nothing-to-change')
  })

  it('comes back as it went out', async () => {
    const exported = await ground.zhou.get('/api/target-policies/export')
    expect(exported.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(exported.headers['content-disposition']).toBe('attachment; filename="target-policies-2026-11-23.csv"')
    expect(exported.text).toContain('员工,,,linxiaoman,林小满,2026-12-01,2026-12-31,60,月,30,7,否,短信,')
    expect(await preview(exported.text)).toMatchObject({ versions: 0, unchanged: 3, errors: [] })
  })

  it('runs no formula, whatever people are called in the directory', async () => {
    const called = '=HYPERLINK("https://example.invalid")'
    await ground.world.database.write((tx) =>
      tx.updateTable('employee').set({ name: called }).where('id', '=', 'linxiaoman').execute(),
    )
    const { text } = await ground.zhou.get('/api/target-policies/export')
    expect(text).toContain(`"'=HYPERLINK(""https://example.invalid"")"`)
  })
})

describe('A file with errors', () => {
  it('names row and column of each, and imports nothing', async () => {
    const before = await count()
    const bad = file(
      ['branch', '', '', '', '2026-12-07', '', 10, 'day'],
      ['branch', 99, '', '', '2026-12-07', '', 501, 'day'],
      ['teller', '', '', '', 'tomorrow', '', '', 'week'],
      ['employee', '', '', 'nobody', '2026-11-20', '', 10, 'day'],
      ['branch', 3, '', '', '2026-12-30', '2026-12-29', 10, 'day'],
    )
    expect(await errorsOf(bad)).toEqual([
      [3, '网点编号', 'policy/unknown-branch'],
      [3, '数量', 'policy/amount'],
      [4, '范围', 'policy/file-cell'],
      [4, '周期', 'policy/file-cell'],
      [4, '开始日', 'policy/file-cell'],
      [4, '数量', 'policy/file-cell'],
      [5, '员工账号', 'policy/unknown-employee'],
      [5, '开始日', 'policy/begins-closed'],
      [6, '最后一天', 'policy/ends-before-begin'],
    ])
    const { status, body } = await save(bad)
    expect([status, body['type'], body['detail']]).toEqual([
      422,
      'policy/file-refused',
      '文件有 9 处错误，第一处在第 3 行「网点编号」列。',
    ])
    expect(await count()).toBe(before)
  })

  it('says what is wrong in the language of the reader', async () => {
    const bad = file(['branch', '', '', '', '2026-12-07', '', 'ten', 'day'])
    const chinese = await preview(bad)
    expect(chinese.errors[0]?.sentence).toBe('「ten」在这里无法理解，应为整数。')
    const cookie = `${ground.zhou.jar.toString()}; zhenke-locale=en`
    const path = '/api/target-policies/import/preview'
    const { body } = await ground.zhou.post<ImportPreview>(path, { csv: bad }, { ...english, cookie })
    expect(body.errors[0]).toMatchObject({
      column: 'amount',
      sentence: '"ten" is not understood here; a whole number is expected.',
    })
  })

  it('has contradictions named also where both are in the file', async () => {
    const twice = file(
      ['role', 4, 'teller', '', '2026-12-07', '2026-12-20', 10, 'day'],
      ['role', 4, 'teller', '', '2026-12-14', '', 11, 'day'],
      ['role', 4, 'teller', '', '2026-12-14', '', 12, 'day'],
    )
    expect(await errorsOf(twice)).toEqual([
      [2, '最后一天', 'policy/overlaps'],
      [3, '开始日', 'policy/contradicts'],
      [4, '开始日', 'policy/contradicts'],
    ])
  })

  it.each([
    [
      'a column that is missing',
      'scope,first_day,per\nbranch,2026-12-07,day',
      [[1, '数量', 'policy/file-column-missing']],
    ],
    [
      'a column nobody knows',
      'scope,first_day,amount,per,colour\nbranch,2026-12-07,9,day,red',
      [[1, 'colour', 'policy/file-column-unknown']],
    ],
    [
      'a column twice',
      'scope,first_day,amount,per,per\nbranch,2026-12-07,9,day,day',
      [[1, 'per', 'policy/file-column-unknown']],
    ],
    [
      'a cell beyond the columns',
      'scope,first_day,amount,per\nbranch,2026-12-07,9,day,x',
      [[2, 'x', 'policy/file-column-unknown']],
    ],
    ['quotes that do not fit', 'scope,first_day,amount,per\n"branch,2026-12-07,9,day', [[2, '', 'policy/file-quotes']]],
    ['nothing but a header', 'scope,first_day,amount,per\n', [[1, '', 'policy/file-empty']]],
    ['a day that is none', 'scope,first_day,amount,per\nbranch,2026-02-30,9,day', [[2, '开始日', 'policy/file-cell']]],
  ])('is told of %s', async (_what, csv, errors) => {
    expect(await errorsOf(csv)).toEqual(errors)
  })

  it('is refused as a whole beyond 5,000 rows', async () => {
    const long = file(...Array.from({ length: 5_001 }, () => ['branch', '', '', '', '2026-12-07', '', 10, 'day']))
    expect(await errorsOf(long)).toEqual([[1, '', 'policy/file-too-long']])
  })
})

describe('A file of a thousand employees', () => {
  it('waits for a second operator like every change that touches more than 100 people', async () => {
    await hire(ground.world, 1_000)
    const employees = Array.from({ length: 1_000 }, (_, place) => `made-up-${place}`)
    const rows = employees.map((id) => ['employee', '', '', id, '2026-12-01', '', 8, 'day'])
    const { body } = await save(file(...rows))
    expect(body['change']).toMatchObject({ state: 'waiting', affected: 1_000, before: 12_000, after: 8_000 })
    expect(body['change']).toMatchObject({ moreVersions: 980 })
  })
})
