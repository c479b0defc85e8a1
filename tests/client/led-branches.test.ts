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
async function openBranchPage(
  leads: (typeof home)[],
  standIns: object = { items: [], branches: [] },
  moreLeads = false,
  hash = '#/branch',
): Promise<void> {
  sidebar.server.answer('GET /api/branches/2/overview', {
    status: 404,
    body: problem('branch/not-found', '没有此网点'),
  })
  for (const branch of leads) {
    sidebar.server.answer(`GET /api/branches/${branch.id}/overview`, { body: { ...branchOverview(zhaoTing), branch } })
    sidebar.server.answer(`GET /api/branches/${branch.id}/contacts`, { body: { items: [], nextCursor: null } })
  }
  sidebar.server.answer('GET /api/stand-ins', {
    body: { nextCursor: null, asOf, may: { enter: true }, moreBranches: false, ...standIns },
  })
  await sidebar.open({ hash, opening: { ...opening, session: { ...opening.session, leads, moreLeads } } })
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

describe('Whoever leads more branches than can be listed', () => {
  const east = { id: '77', name: '东虚构支行' }
  const say = (search: string, items: object[], more = false) =>
    sidebar.server.answer(`GET /api/led-branches?search=${encodeURIComponent(search)}`, { body: { items, more } })
  const links = () => [...document.querySelectorAll('ul[aria-label="找到的网点"] a')]
  const openCut = () => openBranchPage([home, north], undefined, true)

  it('is told so, and finds the others by a part of their name', async () => {
    say('东', [east])
    await openCut()
    await sidebar.shows('这里只列出前 2 个网点，其他网点请按名称查找。')
    await sidebar.fill('按名称查找网点', ' 东 ')
    await sidebar.tap('东虚构支行')
    await expect.poll(() => location.hash).toBe('#/branch?branch=77')
    await expect.poll(links).toEqual([])
  })

  it('reads when nothing is found, and when a longer part of the name is needed', async () => {
    say('西', [])
    say('虚构', [north, south], true)
    await openCut()
    await sidebar.fill('按名称查找网点', '西')
    await sidebar.shows('没有找到，换个字试试。')
    await sidebar.fill('按名称查找网点', '虚构')
    await sidebar.shows('还有更多，请把名称写得更完整。')
    expect(links().map((link) => link.getAttribute('href'))).toEqual(['#/branch?branch=5', '#/branch?branch=6'])
  })

  it('is told when the branches could not be fetched, and may try again', async () => {
    const path = `GET /api/led-branches?search=${encodeURIComponent('东')}`
    sidebar.server.answer(path, { status: 503, body: problem('server/unavailable', '服务暂时不可用') })
    await openCut()
    await sidebar.fill('按名称查找网点', '东')
    await sidebar.shows('没能取到网点。')
    say('东', [east])
    await sidebar.tap('重试')
    await sidebar.shows('东虚构支行')
  })

  it('reads it too where they enter who stands in for them', async () => {
    await openBranchPage([home, north], { items: [], branches: [home, north], moreBranches: true }, true)
    await sidebar.tap('登记代理')
    await sidebar.shows('网点太多，没有全部列出')
  })

  it('enters somebody of a branch that is not listed from the page of that branch', async () => {
    const staff = { items: [{ employee: wangMin }, { employee: zhaoTing }], nextCursor: null }
    sidebar.server.answer('GET /api/branches/77/members', { body: staff })
    sidebar.server.answer('GET /api/branches/77/overview', { body: { ...branchOverview(zhaoTing), branch: east } })
    const cut = { items: [], branches: [home, north], moreBranches: true }
    await openBranchPage([home, north], cut, true, '#/branch?branch=77')
    await sidebar.tap('登记代理')
    await sidebar.pick('代理人', '赵婷')
    const chosen = [...document.querySelectorAll('[role=dialog] select')].map((one) => (one as HTMLSelectElement).value)
    expect(chosen).toEqual(['77', 'zhaoting'])
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

  it('is chosen, nobody beforehand, among all who work there, however many pages they fill, but the lead', async () => {
    const page = (nextCursor: string | null, ...employees: object[]) => ({
      body: { items: employees.map((employee) => ({ employee })), nextCursor },
    })
    sidebar.server.answer('GET /api/branches/2/members', page('next', wangMin, zhaoTing))
    sidebar.server.answer('GET /api/branches/2/members?cursor=next', page(null, { id: 'last', name: '末虚构' }))
    await openBranchPage([home], { items: [], branches: [home] })
    await sidebar.tap('登记代理')
    const save = () =>
      [...document.querySelectorAll<HTMLButtonElement>('[role=dialog] button')].find((one) => one.type === 'submit')
    await sidebar.shows('代理人')
    expect(save()?.disabled).toBe(true)
    await sidebar.pick('代理人', '末虚构')
    await expect.poll(() => save()?.disabled).toBe(false)
    const offered = [...(document.querySelector('[role=dialog] select')?.querySelectorAll('option') ?? [])]
    expect(offered.map(({ textContent }) => textContent)).toEqual(['请选择', '赵婷', '末虚构'])
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
