// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import type { PolicyEffect } from '../../server/contract/policy.ts'
import { opening } from './support/made-up.ts'
import { problem } from './support/server.ts'
import { useSidebar } from './support/sidebar.ts'

const sidebar = useSidebar()
const employee = { id: 'zongbu', name: '钱虚构', branch: { id: '1', name: '示例总行' }, roles: ['operator'] }
const effect: PolicyEffect = {
  affected: 100,
  day: '2027-03-01',
  before: 1_200,
  after: 1_500,
  branches: [{ branch: { id: '2', name: '示例支行' }, employees: 100, before: 1_200, after: 1_500 }],
  moreBranches: 0,
  needsSecond: false,
  unpublishedYears: [],
  atEnd: null,
}

async function preview(atEnd: PolicyEffect['atEnd']): Promise<void> {
  sidebar.server.answer('POST /api/target-policies/preview', { body: { ...effect, atEnd } })
  await sidebar.tap('新增版本')
  await sidebar.fill('数量（0 至 500）', '15')
  await sidebar.tap('预览影响')
  await sidebar.shows('涉及 100 人，当日合计 1,200 → 1,500')
}

beforeEach(async () => {
  const timeLines = { items: [], nextCursor: null, today: '2026-11-23' }
  sidebar.server.answer('GET /api/target-policies', { body: timeLines })
  await sidebar.open({ hash: '#/settings', opening: { ...opening, session: { ...opening.session, employee } } })
})

describe('The preview of a new target', () => {
  it('warns of the day from which people would be without one, and how many', async () => {
    await preview({ day: '2027-04-01', before: 1_200, after: 0, withoutTarget: 100 })
    await sidebar.shows('自 2027-04-01 起：1,200 → 0。 届时 100 人没有目标：之前的版本不会恢复')
  })

  it('tells the sums after an end that leaves nobody without one', async () => {
    await preview({ day: '2027-04-01', before: 1_200, after: 900, withoutTarget: 0 })
    await sidebar.shows('自 2027-04-01 起：1,200 → 900。')
    expect(sidebar.screen()).not.toContain('没有目标：')
  })

  it('says nothing more where nothing changes after it', async () => {
    await preview(null)
    expect(sidebar.screen()).not.toMatch(/自 .* 起：/)
  })
})

describe('A change that waits for a second operator', () => {
  const version = {
    scope: 'branch',
    branch: null,
    role: null,
    employee: null,
    validFrom: '2027-03-01',
    validTo: '2027-04-01',
    amount: 15,
    per: 'day',
    parameters: {
      verificationWindowDays: 30,
      retentionDays: 7,
      requireAccountHolder: false,
      leastAssurance: 'sms',
      dailyCap: null,
    },
  }
  const change = {
    id: '00000000-0000-7000-8000-0000000000cc',
    state: 'waiting',
    versions: [version],
    moreVersions: 0,
    withdrawals: [],
    reason: '虚构的理由',
    affected: 90,
    before: 1_080,
    after: 1_350,
    proposedBy: { id: 'zhou', name: '周虚构' },
    proposedAt: '2026-11-23T09:00:00+08:00',
    decidedBy: null,
    decidedAt: null,
    decisionReason: null,
    may: { confirm: true, refuse: true, withdraw: false },
  }
  const call = `GET /api/policy-changes/${change.id}/effect`
  const atEnd = { day: '2027-04-01', before: 1_200, after: 0, withoutTarget: 100 }
  const weighed = { ...effect, needsSecond: true, unpublishedYears: [2027, 2029, 2030, 2031], atEnd }

  const open = async (...answers: object[]) => {
    sidebar.server.answer('GET /api/policy-changes', { body: { items: [change, ...answers], nextCursor: null } })
    await sidebar.open({ hash: '#/settings', opening: { ...opening, session: { ...opening.session, employee } } })
  }
  const confirms = () =>
    [...document.querySelectorAll('button')].find(({ textContent }) => textContent?.includes('确认生效'))

  it('shows whoever is to decide what it does by now, with the same warnings as its preview', async () => {
    sidebar.server.answer(call, { body: weighed })
    await open()
    await sidebar.shows('涉及 100 人，当日合计 1,200 → 1,500')
    await sidebar.shows('自 2027-04-01 起：1,200 → 0。 届时 100 人没有目标：之前的版本不会恢复')
    await sidebar.shows('2027、2029–2031 年的放假安排尚未公布，公布后工作日和合计可能有变。')
    expect(sidebar.screen()).not.toContain('您今天单独作出的修改')
    expect(confirms()?.disabled).toBe(false)
  })

  it('is weighed anew when the other changes have become others', async () => {
    sidebar.server.answer(call, { body: weighed })
    const other = { ...change, id: '00000000-0000-7000-8000-0000000000ee', may: { ...change.may, withdraw: true } }
    sidebar.server.answer(`GET /api/policy-changes/${other.id}/effect`, { body: effect })
    await open(other)
    await sidebar.shows('届时 100 人没有目标')
    sidebar.server.answer(`POST /api/policy-changes/${other.id}/withdrawal`, { body: { change: other } })
    sidebar.server.answer('GET /api/policy-changes', { body: { items: [change], nextCursor: null } })
    sidebar.server.answer(call, { body: { ...weighed, atEnd: { ...atEnd, withoutTarget: 3 } } })
    await sidebar.tap('收回')
    await sidebar.shows('届时 3 人没有目标')
  })

  it('is not confirmed by who could not see what it does, but can be refused', async () => {
    sidebar.server.answer(call, { status: 409, body: problem('policy/contradicts', '同一天有两个版本', 409) })
    await open()
    await sidebar.shows('同一天有两个版本')
    expect(confirms()?.disabled).toBe(true)
    await sidebar.tap('否决')
    await sidebar.shows('否决修改')
  })

  it('is weighed once more where the server did not answer', async () => {
    sidebar.server.answer(call, 'gateway')
    await open()
    await sidebar.shows('服务暂时没有回应')
    expect(confirms()?.disabled).toBe(true)
    sidebar.server.answer(call, { body: weighed })
    await sidebar.tap('重试')
    await sidebar.shows('届时 100 人没有目标')
  })

  it('tells of one that is decided what was kept with the decision, and weighs nothing anew', async () => {
    sidebar.server.answer(call, { body: weighed })
    const may = { confirm: false, refuse: false, withdraw: false }
    const decided = '00000000-0000-7000-8000-0000000000dd'
    await open({ ...change, id: decided, state: 'applied', affected: 80, may })
    await sidebar.shows('涉及 80 人，当日合计 1,080 → 1,350')
    await sidebar.shows('涉及 100 人')
    expect(sidebar.server.askedFor(`GET /api/policy-changes/${decided}/effect`)).toEqual([])
  })
})
