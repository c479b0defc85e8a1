// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import type { SidebarGets } from '../../server/contract/api.ts'
import { branchOverview } from './support/made-up.ts'
import { useSidebar } from './support/sidebar.ts'

type Targets = SidebarGets['/api/branches/:id/targets']['reply']

const sidebar = useSidebar()
const asOf = '2026-11-23T10:05:00+08:00'
const list = { nextCursor: null, day: '2026-11-23', asOf }
const members: Targets = {
  ...list,
  total: 18,
  kept: false,
  items: [
    { of: 'member', id: 'zhaoting', name: '赵虚构', target: 12, sentences: ['12 × 1，向上取整，目标 12。'] },
    {
      of: 'member',
      id: 'qianduo',
      name: '钱虚构',
      target: 6,
      sentences: ['请假半天。', '12 × 0.5，向上取整，目标 6。'],
    },
    { of: 'member', id: 'sunxu', name: '孙虚构', target: null, sentences: ['没有策略设定目标。'] },
  ],
}
const branches: Targets = {
  ...list,
  asOf: '2026-11-23T09:30:00+08:00',
  total: 312,
  kept: true,
  items: [
    { of: 'own', id: '2', name: '示例支行', target: 12 },
    { of: 'branch', id: '21', name: '虚构分理处', target: 300 },
  ],
}
const linkOf = (name: RegExp) =>
  [...document.querySelectorAll('a')].find(({ textContent }) => name.test(textContent ?? ''))?.getAttribute('href')

beforeEach(() => {
  const overview = branchOverview({ id: 'zhaoting', name: '赵虚构' })
  const today = { ...overview.today, target: 18 }
  sidebar.server.answer('GET /api/branches/2/overview', { body: { ...overview, today } })
  sidebar.server.answer('GET /api/branches/2/targets?span=day', { body: members })
  sidebar.server.answer('GET /api/branches/2/targets?span=month', { body: branches })
})

describe("The branch's target", () => {
  it('opens from the figure of today, and from that of the month', async () => {
    await sidebar.open({ hash: '#/branch' })
    await sidebar.shows('本月目标')
    expect(linkOf(/^\s*目标\s*$/)).toBe('#/branch/targets?branch=2&span=day')
    expect(linkOf(/^本月有效/)).toBe('#/branch/credits?branch=2&span=month')
    expect(linkOf(/^本月目标/)).toBe('#/branch/targets?branch=2&span=month')
  })

  it('is the sum of the members, each with why, who lead on to what they have', async () => {
    await sidebar.open({ hash: '#/branch/targets?branch=2&span=day' })
    await sidebar.shows('今天的目标 3 条 18 赵虚构 12 × 1，向上取整，目标 12。 12')
    await sidebar.shows('钱虚构 请假半天。 12 × 0.5，向上取整，目标 6。 6')
    await sidebar.shows('孙虚构 没有策略设定目标。 未设目标')
    expect(linkOf(/^赵虚构.*12/)).toBe('#/branch/member?branch=2&employee=zhaoting')
  })

  it('is, of a large part of the bank, the sum of the branches below, and says how old that is', async () => {
    await sidebar.open({ hash: '#/branch/targets?branch=2&span=month' })
    await sidebar.shows('本月的目标 2 条 312 今天 09:30 的合计，最多一小时前 直属员工 12')
    expect(linkOf(/^直属员工/)).toBe('#/branch/targets?branch=2&span=month&whose=own')
    expect(linkOf(/^虚构分理处/)).toBe('#/branch/targets?branch=21&span=month')
  })

  it('of its own employees says whose they are', async () => {
    sidebar.server.answer('GET /api/branches/2/targets?span=day&whose=own', { body: members })
    await sidebar.open({ hash: '#/branch/targets?branch=2&span=day&whose=own' })
    await sidebar.shows(/18 .*的直属员工 赵虚构/)
  })
})
