import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BranchOverview } from '../../server/features/branch/read-branch-overview.ts'
import type { MyDay } from '../../server/contract/target.ts'
import type { readMyRecord } from '../../server/contract/record.ts'
import { readCsv } from '../../server/domain/csv.ts'
import type { Reply } from '../../server/contract/route.ts'
import { lead, operator, startReviewWorld, type ReviewGround } from './review-ground.ts'
import { colleague, teller } from './verification-ground.ts'

let ground: ReviewGround
beforeAll(async () => {
  ground = await startReviewWorld()
  const counted = await ground.add(teller, '已经计入')
  await ground.verify(teller, counted.contact)
  await ground.add(teller, '=HYPERLINK("http://example.com")')
  await ground.add(colleague, '同事的客户')
  const held = await ground.add(teller, '正在复核')
  await ground.open(lead, held.addId, '样例理由：夜里添加')
})
afterAll(() => ground.stop())

type MyRecord = Reply<typeof readMyRecord>
const record = async (by: string) => (await (await ground.signIn(by)).get<MyRecord>('/api/my-record')).body

describe("An employee's own record", () => {
  it('holds every add of their own with its sentence, and none of anybody else', async () => {
    const { adds, employee } = await record(teller)
    const rows = await ground.database.read
      .selectFrom('add')
      .select('id')
      .where('employeeId', '=', 'linxiaoman')
      .execute()
    expect(employee.id).toBe('linxiaoman')
    expect(adds.map(({ id }) => id).toSorted()).toEqual(rows.map(({ id }) => id).toSorted())
    expect(adds.find(({ contact }) => contact.name === '正在复核')?.verdict.sentence).toContain('复核')
    expect(JSON.stringify(adds)).not.toContain('同事的客户')
  })

  it('lists the entries that the shown numbers are the sum of (I11)', async () => {
    const { credits } = await record(teller)
    const { body } = await (await ground.signIn(teller)).get<MyDay>('/api/my-day')
    const sum = (entries: typeof credits) => entries.reduce((total, { amount }) => total + amount, 0)
    expect(sum(credits.filter(({ day }) => day === body.day))).toBe(body.effective)
    expect(sum(credits.filter(({ earnedDay }) => earnedDay.startsWith(body.day.slice(0, 7))))).toBe(
      body.month.effective,
    )
    expect(body.effective).toBe(1)
  })

  it('shows closed days as they were judged', async () => {
    await ground.until('2026-11-24', '02:01')
    const { days } = await record(teller)
    expect(days).toContainEqual(
      expect.objectContaining({ day: '2026-11-23', target: 12, weight: 1, gained: 1, lost: 0 }),
    )
  })

  it('is a file for a spreadsheet, in which nobody can make a formula run', async () => {
    const answer = await (await ground.signIn(teller)).get('/api/my-record.csv')
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="zhenke-record-[\d-]+\.csv"$/)
    expect(answer.text.startsWith('\uFEFF类别,日期')).toBe(true)
    expect(answer.text).toContain(`"'=HYPERLINK(""http://example.com"")"`)
    const { rows } = readCsv(answer.text)
    expect(new Set(rows.map(({ cells }) => cells.length))).toEqual(new Set([12]))
    expect(answer.text).not.toContain('同事的客户')
  })
})

describe('An entry whose contact was handed over', () => {
  it('stays in the record, and tells no longer who it is: neither there, nor in the file, nor behind a figure', async () => {
    const { contact, addId } = await ground.add(teller, '交接之前的客户')
    await ground.verify(teller, contact)
    const { review } = (await ground.open(lead, addId)).body
    for (const by of [lead, operator]) await ground.decide(by, review.id, 'rejected')
    await ground.product.runDue()
    const own = await record(teller)
    const entries = own.credits.filter((entry) => entry.contact?.id === contact.id)
    expect(entries.map(({ amount }) => amount)).toEqual([1, -1])
    // WeCom tells whole seconds: a handover in the second of the verification would stand before it.
    await ground.advance('PT1M')
    await ground.control('deletions', { employeeId: teller, contactId: contact.id, by: 'transfer' })
    await ground.control('adds', { employeeId: colleague, contactId: contact.id, addWay: 202 })
    await ground.product.runDue()
    const caller = await ground.signIn(teller)
    expect((await record(teller)).credits).toEqual(
      own.credits.map((entry) => (entries.includes(entry) ? { ...entry, contact: null } : entry)),
    )
    const figure = `/api/my-day/explanation?figure=month&day=${entries[0]?.day}`
    for (const path of ['/api/my-record', '/api/my-record.csv', figure]) {
      const { status, text } = await caller.get(path)
      expect([path, status, text.includes(contact.id), text.includes('交接之前')]).toEqual([path, 200, false, false])
    }
  })
})

describe('What the lead sees of an employee', () => {
  type Seen = { member: object; held: { reason: string }[] }

  it("is the very row of the branch's page, and why adds are held", async () => {
    const seen = (await (await ground.signIn(teller)).get<Seen>('/api/my-day/seen-by-lead')).body
    type Overview = { members: { employee: { id: string } }[]; owed: BranchOverview['owed'] }
    const { body } = await (await ground.signIn(lead)).get<Overview>('/api/branches/2/overview')
    expect(seen.member).toEqual(body.members.find(({ employee }) => employee.id === 'linxiaoman'))
    expect(seen.held.map(({ reason }) => reason)).toEqual(['样例理由：夜里添加'])
    expect(body.owed.reviews).toBe(1)
  })
})
