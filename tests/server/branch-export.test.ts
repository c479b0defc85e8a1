import { assert, asyncProperty, constantFrom, integer, oneof, string } from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCsv, writeCsv } from '../../server/domain/csv.ts'
import { fileOf } from '../../server/features/branch/export-file.ts'
import type { Caller } from '../support/caller.ts'
import { readXlsx } from '../support/read-xlsx.ts'
import { startWorld, type TestWorld } from '../support/world.ts'

type Export = {
  id: string
  state: string
  refused: string | null
  rows: number | null
  fileName: string
  filter: object
}

let world: TestWorld
let lead: Caller
let other: Caller
let operator: Caller
beforeAll(async () => {
  world = await startWorld()
  await world.control('adds', { employeeId: 'LinXiaoMan', name: '=HYPERLINK("https://evil.example","中奖")' })
  await world.product.runDue()
  lead = await world.signIn('LiChunFeng')
  other = await world.signIn('FanHeWan')
  operator = await world.signIn('ZhouYunFan')
})
afterAll(() => world.stop())

const ask = (caller: Caller, body: object, branch = '2') =>
  caller.post<{ export: Export }>(`/api/branches/${branch}/exports`, body)
const exportsOf = async (caller: Caller) => (await caller.get<{ items: Export[] }>('/api/exports')).body.items
const bytesOf = async (caller: Caller, id: string): Promise<Buffer> => {
  const answer = await fetch(`${world.product.publicOrigin}/api/exports/${id}/file`, {
    headers: { cookie: String(caller.jar) },
  })
  expect(answer.status).toBe(200)
  return Buffer.from(await answer.arrayBuffer())
}
async function made(caller: Caller, body: object): Promise<Export> {
  const { status, body: reply } = await ask(caller, body)
  expect(status).toBe(201)
  await world.product.runDue()
  return (await exportsOf(caller)).find(({ id }) => id === reply.export.id)!
}
const auditOf = async (id: string) =>
  (
    await world.database.read.selectFrom('audit').select('action').where('objectId', '=', id).orderBy('id').execute()
  ).map(({ action }) => action)

describe('an export of the branch', () => {
  it('is written by a job, and says who had it, when and with which filter, in the sheet and in its name', async () => {
    const asked = { kind: 'adds', format: 'xlsx', from: '2026-11-01', status: 'awaiting' }
    const one = await made(lead, asked)
    expect(one).toMatchObject({ state: 'ready', filter: { from: '2026-11-01', to: null, status: 'awaiting' } })
    expect(one.fileName).toMatch(/^zhenke-adds-2-2026-11-01-now-awaiting-by-lichunfeng-2026-11-23T\d{4}\.xlsx$/)
    const { rows, formulas } = readXlsx(await bytesOf(lead, one.id))
    expect(formulas).toBe(0)
    for (const marked of [rows[0], rows.at(-1)])
      expect(marked?.[0]).toMatch(
        /^添加明细 · 网点 .+（2）及下级 · 导出人 .+（lichunfeng） · 导出时间 2026-11-23 .+2026-11-01.+待认证/,
      )
    expect(rows[1]).toEqual(['添加时间', '联系人', '员工', '员工账号', '添加方式', '结论', '说明'])
    expect(rows).toHaveLength((one.rows ?? 0) + 3)
    expect(one.rows).toBeGreaterThan(0)
    expect(await auditOf(one.id)).toEqual(['branch/export-written', 'branch/export-downloaded'])
  })

  it('lists members by name, without a ranking', async () => {
    const members = readCsv((await bytesOf(lead, (await made(lead, { kind: 'members', format: 'csv' })).id)).toString())
    const names = members.rows.slice(2, -1).map(({ cells }) => cells[0] ?? '')
    expect(names.length).toBeGreaterThan(2)
    expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'zh-CN')))
  })

  it('gives a spreadsheet no formula by the name of a contact (T26)', async () => {
    const bytes = async (format: string) => bytesOf(lead, (await made(lead, { kind: 'adds', format })).id)
    expect((await bytes('csv')).toString('utf8')).toContain(`"'=HYPERLINK(""https://evil.example"",""中奖"")"`)
    expect(readXlsx(await bytes('xlsx')).rows.flat()).toContain(`'=HYPERLINK("https://evil.example","中奖")`)
  })

  it('is for nobody but whoever asked, and for them only while the branch is theirs', async () => {
    const { id } = await made(lead, { kind: 'members', format: 'csv' })
    for (const caller of [other, operator]) expect((await caller.get(`/api/exports/${id}/file`)).status).toBe(404)
    expect((await exportsOf(other)).some((one) => one.id === id)).toBe(false)
    const lent = await world.database.read.selectFrom('branchLead').selectAll().where('branchId', '=', '2').execute()
    await world.database.write((tx) => tx.deleteFrom('branchLead').where('branchId', '=', '2').execute())
    expect((await lead.get(`/api/exports/${id}/file`)).status).toBe(404)
    await world.database.write((tx) => tx.insertInto('branchLead').values(lent).execute())
    expect((await lead.get(`/api/exports/${id}/file`)).status).toBe(200)
  })

  it('asks an operator for a reason, and keeps it', async () => {
    expect((await ask(operator, { kind: 'members', format: 'csv' })).status).toBe(403)
    const reason = { 'x-reason': encodeURIComponent('审计抽查') }
    const asked = await operator.post<{ export: Export }>(
      '/api/branches/2/exports',
      { kind: 'members', format: 'csv' },
      reason,
    )
    expect(asked.status).toBe(201)
    await world.product.runDue()
    expect((await bytesOf(operator, asked.body.export.id)).length).toBeGreaterThan(100)
  })

  it.each([
    [{ kind: 'credit', format: 'csv' }, 400],
    [{ kind: 'adds', format: 'csv', branchId: '3' }, 400],
    [{ kind: 'adds', format: 'csv', from: '2026-11-02', to: '2026-11-01' }, 400],
    [{ kind: 'adds', format: 'csv', employeeId: 'HeQing' }, 404],
  ])('cannot be asked for with %j', async (body, status) => {
    expect((await ask(lead, body)).status).toBe(status)
  })

  it('can be asked for twenty times a day', async () => {
    const answers: number[] = []
    for (let n = 0; n < 21; n += 1) answers.push((await ask(other, { kind: 'members', format: 'csv' }, '4')).status)
    expect(answers).toEqual([...Array.from({ length: 20 }, () => 201), 429])
  })
})

describe('A file for a spreadsheet (T26)', () => {
  const runs = /^[\s\0\u200B-\u200F\u2060\uFEFF]*[=+\-@＝＋－＠]|^[\t\r\n\0]/
  const leading = oneof(
    constantFrom(...'=+-@\t\r\n＝＋－＠ \u00A0\u200B\uFEFF', '\0', ' \0', '\u200B\0'),
    integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
    string({ unit: 'binary', maxLength: 3 }),
  )

  it('holds no formula and no text that begins as one, whatever character leads', async () => {
    await assert(
      asyncProperty(leading, constantFrom('', '=', '+', '-', '@'), async (first, second) => {
        const text = `${first}${second}HYPERLINK("https://evil.example")`
        const xlsx = readXlsx(Buffer.from(await fileOf([[text, 1]], 'xlsx', 'adds')))
        expect(xlsx.formulas).toBe(0)
        const csv = readCsv(Buffer.from(await fileOf([[text, 1]], 'csv', 'adds')).toString('utf8')).rows[0]?.cells
        for (const cell of [xlsx.rows[0]?.[0], writtenCell(text)]) expect(runs.test(cell ?? '')).toBe(false)
        expect(csv).toHaveLength(2)
      }),
      {
        numRuns: 400,
        examples: [
          ['\0', ''],
          [' \0', '='],
        ],
      },
    )
  })

  const writtenCell = (text: string): string => /^\uFEFF"?([\s\S]*?)"?\r\n$/.exec(writeCsv([[text]]))?.[1] ?? ''
})
