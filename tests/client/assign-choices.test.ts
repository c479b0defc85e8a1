// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { branchOverview, opening } from './support/made-up.ts'
import { useSidebar } from './support/sidebar.ts'

const sidebar = useSidebar()
const asOf = '2026-11-23T10:00:00+08:00'
const dueAt = '2026-11-23T18:00:00+08:00'
const [home, north, south] = [
  { id: '2', name: '示例支行' },
  { id: '5', name: '北虚构支行' },
  { id: '6', name: '南虚构支行' },
]
const [wangMin, zhaoTing, last] = [
  { id: 'wangmin', name: '王敏' },
  { id: 'zhaoting', name: '赵婷' },
  { id: 'last', name: '末虚构' },
]
const preview = {
  contacts: 3,
  inHand: 0,
  count: 3,
  load: [],
  onLeave: [],
  skipped: [],
  dueAt,
  dueChoices: [dueAt],
  reason: '',
  leftToday: 100,
  asOf,
}
const people = (nextCursor: string | null, ...employees: object[]) => ({
  body: { items: employees.map((employee) => ({ employee })), nextCursor },
})
const branches = (nextCursor: string | null, ...found: object[]) => ({
  body: { items: found.map((branch) => ({ branch })), nextCursor, asOf },
})
const asked = () =>
  sidebar.server
    .askedFor('POST /api/follow-ups/preview')
    .map(({ body }) => JSON.parse(body) as { assigneeIds?: string[] })

async function openAssignPage(leads: (typeof home)[], moreLeads = false): Promise<void> {
  for (const branch of [home, north, south]) {
    sidebar.server.answer(`GET /api/branches/${branch.id}/overview`, { body: { ...branchOverview(wangMin), branch } })
  }
  sidebar.server.answer('POST /api/follow-ups/preview', { body: preview })
  sidebar.server.answer('GET /api/assignments', { body: { items: [], nextCursor: null, asOf } })
  sidebar.server.answer('GET /api/talk-scripts', { body: { items: [], nextCursor: null } })
  sidebar.server.answer('GET /api/filter-choices', { body: { items: [], more: false } })
  await sidebar.open({
    hash: '#/branch/assign',
    opening: { ...opening, session: { ...opening.session, leads, moreLeads } },
  })
  await sidebar.shows('找到 3 位联系人')
}

describe('Those among whom follow-ups are shared out', () => {
  it('are all of the branches somebody leads, however many pages they fill', async () => {
    sidebar.server.answer('GET /api/branches/5/members', people('next', wangMin))
    sidebar.server.answer('GET /api/branches/5/members?cursor=next', people(null, zhaoTing))
    sidebar.server.answer('GET /api/branches/6/members', people(null, last))
    await openAssignPage([north, south])
    for (const { name } of [wangMin, zhaoTing, last]) await sidebar.tap(name)
    await expect.poll(() => asked().at(-1)?.assigneeIds).toEqual(['wangmin', 'zhaoting', 'last'])
  })

  it('are said to be the first ones where not all can be listed', async () => {
    const crowd = Array.from({ length: 301 }, (_, at) => ({ id: `e${at}`, name: `员工${at}` }))
    sidebar.server.answer('GET /api/branches/2/members', people(null, ...crowd))
    await openAssignPage([home])
    await sidebar.shows('只列出前 300 人')
    await sidebar.shows('员工299')
    expect(sidebar.screen()).not.toContain('员工300')
  })

  it('are said to be the first ones, and so are the branches, of somebody who leads more branches than can be listed', async () => {
    sidebar.server.answer('GET /api/branches/2/members', people(null, wangMin, zhaoTing))
    sidebar.server.answer('GET /api/branches/2/leads', branches(null))
    await openAssignPage([home], true)
    await sidebar.shows('只列出前 2 人')
    await sidebar.tap('筛选')
    await sidebar.shows('只列出前 1 个网点')
  })

  it('are no longer those whom another filter does not show', async () => {
    sidebar.server.answer('GET /api/branches/2/members', people(null, wangMin, zhaoTing, last))
    sidebar.server.answer('GET /api/branches/2/leads', branches('next', north))
    sidebar.server.answer('GET /api/branches/2/leads?cursor=next', branches(null, south))
    sidebar.server.answer('GET /api/branches/6/members', people(null, zhaoTing, last))
    await openAssignPage([home])
    await sidebar.tap('王敏')
    await sidebar.tap('赵婷')
    await expect.poll(() => asked().at(-1)?.assigneeIds).toEqual(['wangmin', 'zhaoting'])
    await sidebar.tap('筛选')
    await sidebar.pick('网点', '南虚构支行')
    await sidebar.tap('查看名单')
    await sidebar.shows('只分给：赵婷')
    await expect.poll(() => asked().at(-1)).toMatchObject({ filter: { branch: '6' }, assigneeIds: ['zhaoting'] })
    expect(asked().filter((body) => 'branch' in Object(body).filter && body.assigneeIds?.includes('wangmin'))).toEqual(
      [],
    )
  })
})
