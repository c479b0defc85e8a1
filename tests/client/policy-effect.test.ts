// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import type { PolicyEffect } from '../../server/contract/policy.ts'
import { opening } from './support/made-up.ts'
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
