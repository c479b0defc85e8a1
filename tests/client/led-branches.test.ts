// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { branchOverview, opening } from './support/made-up.ts'
import { problem } from './support/server.ts'
import { useSidebar } from './support/sidebar.ts'

const sidebar = useSidebar()
const asOf = '2026-11-23T10:00:00+08:00'
const [home, north, south] = [
  { id: '2', name: '示例支行' },
  { id: '5', name: '北虚构支行' },
  { id: '6', name: '南虚构支行' },
]
const wangMin = { id: 'wangmin', name: '王敏' }
const zhaoTing = { id: 'zhaoting', name: '赵婷' }

/** Each of these branches answers with its own page, any other is not theirs. */
async function openBranchPage(leads: (typeof home)[], standIns: object = { items: [], branches: [] }): Promise<void> {
  sidebar.server.answer('GET /api/branches/2/overview', {
    status: 404,
    body: problem('branch/not-found', '没有此网点'),
  })
  for (const branch of leads) {
    sidebar.server.answer(`GET /api/branches/${branch.id}/overview`, { body: { ...branchOverview(zhaoTing), branch } })
    sidebar.server.answer(`GET /api/branches/${branch.id}/contacts`, { body: { items: [], nextCursor: null } })
  }
  sidebar.server.answer('GET /api/stand-ins', { body: { nextCursor: null, asOf, may: { enter: true }, ...standIns } })
  await sidebar.open({ hash: '#/branch', opening: { ...opening, session: { ...opening.session, leads } } })
}

describe('The branch page of somebody who does not lead the branch they work in', () => {
  it('shows the one they lead', async () => {
    await openBranchPage([north])
    await sidebar.shows('北虚构支行')
    await sidebar.shows('待认证 3')
    expect(sidebar.server.askedFor('GET /api/branches/2/overview')).toEqual([])
    expect(sidebar.screen()).not.toContain('我负责的网点')
  })

  it('lets them choose where there are several', async () => {
    await openBranchPage([north, south])
    await sidebar.pick('我负责的网点', '南虚构支行')
    await expect.poll(() => location.hash).toBe('#/branch?branch=6')
    await expect.poll(() => sidebar.server.askedFor('GET /api/branches/6/overview')).toHaveLength(1)
  })

  it('shows the home branch first where it is among them, and leads from another back to it', async () => {
    await openBranchPage([home, north])
    await sidebar.shows('待认证 3')
    expect(sidebar.server.askedFor('GET /api/branches/2/overview')).toHaveLength(1)
    await sidebar.pick('我负责的网点', '北虚构支行')
    await expect.poll(() => document.querySelector('a[href="#/branch"]')).not.toBeNull()
  })
})

describe('A stand-in', () => {
  const running = {
    id: '00000000-0000-7000-8000-0000000000dd',
    lead: { id: 'li', name: '李行长' },
    branch: { id: '9', name: '李行长上班的网点' },
    lent: [north, south],
    deputy: wangMin,
    firstDay: '2026-11-23',
    lastDay: '2026-11-24',
    state: 'active',
    may: { end: false },
  }

  it('links to every branch that is lent, and not to the one its lead works in', async () => {
    await openBranchPage([home], { items: [running], branches: [home] })
    await sidebar.shows('打开 北虚构支行')
    const links = [...document.querySelectorAll('a')].filter(({ textContent }) => textContent?.startsWith('打开 '))
    expect(links.map((link) => link.getAttribute('href'))).toEqual(['#/branch?branch=5', '#/branch?branch=6'])
  })

  it('is chosen among all who work there, however many pages they fill, but the lead', async () => {
    const page = (nextCursor: string | null, ...employees: object[]) => ({
      body: { items: employees.map((employee) => ({ employee })), nextCursor },
    })
    sidebar.server.answer('GET /api/branches/2/members', page('next', wangMin, zhaoTing))
    sidebar.server.answer('GET /api/branches/2/members?cursor=next', page(null, { id: 'last', name: '末虚构' }))
    await openBranchPage([home], { items: [], branches: [home] })
    await sidebar.tap('登记代理')
    await sidebar.pick('代理人', '末虚构')
    const offered = [...(document.querySelector('[role=dialog] select')?.querySelectorAll('option') ?? [])]
    expect(offered.map(({ textContent }) => textContent)).toEqual(['赵婷', '末虚构'])
  })

  it('is chosen branch by branch where not all can be listed, and that is said', async () => {
    const crowd = Array.from({ length: 301 }, (_, at) => ({ employee: { id: `e${at}`, name: `员工${at}` } }))
    sidebar.server.answer('GET /api/branches/2/members', { body: { items: crowd, nextCursor: null } })
    sidebar.server.answer('GET /api/branches/2/leads', {
      body: { items: [{ branch: north }], nextCursor: null, asOf },
    })
    sidebar.server.answer('GET /api/branches/5/members', {
      body: { items: [{ employee: { id: 'last', name: '末虚构' } }], nextCursor: null },
    })
    sidebar.server.answer('GET /api/branches/5/leads', { body: { items: [], nextCursor: null, asOf } })
    await openBranchPage([home], { items: [], branches: [home] })
    await sidebar.tap('登记代理')
    await sidebar.shows('人太多，没有全部列出：请先选网点。')
    await sidebar.pick('在哪个网点', '北虚构支行')
    await sidebar.pick('代理人', '末虚构')
    await sidebar.hides('没有全部列出')
  })
})
