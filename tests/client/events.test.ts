// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import type { SidebarGets } from '../../server/contract/api.ts'
import { opening } from './support/made-up.ts'
import { useSidebar } from './support/sidebar.ts'

const sidebar = useSidebar()
const employee = { id: 'zongbu', name: '钱虚构', branch: { id: '1', name: '示例总行' }, roles: ['teller', 'operator'] }
const asOf = opening.myDay.asOf
const quiet: SidebarGets['/api/inbox']['reply'] = {
  items: [],
  nextCursor: null,
  asOf,
  waiting: 0,
  dead: 0,
  reconciliation: { startedAt: asOf, finishedAt: asOf, employees: 9, relations: 120, started: 2, ended: 1, doubted: 0 },
}
const dead: typeof quiet.items = [
  {
    seq: 7,
    kind: 'add_external_contact',
    state: 'dead',
    receivedAt: asOf,
    attempts: 5,
    dueAt: null,
    reason: 'wecom-refused',
    sentence: '企业微信拒绝了处理所需的查询。',
    may: { replay: true },
  },
]

it('An event that was given up is handled again from the settings, where the last reconciliation stands too', async () => {
  sidebar.server.answer('GET /api/inbox', { body: { ...quiet, items: dead, dead: 1 } })
  await sidebar.open({ hash: '#/settings', opening: { ...opening, session: { ...opening.session, employee } } })
  await sidebar.shows('等待 0 · 未能处理 1')
  await sidebar.shows('核对好友关系 120 个，补记添加 2 个、结束 1 个。')
  sidebar.server.answer('POST /api/inbox/replay', { body: { replayed: 1 } })
  sidebar.server.answer('GET /api/inbox', { body: quiet })
  await sidebar.tap(/^重新处理 add_external_contact/)
  await sidebar.shows('所有事件都已处理。')
  expect(sidebar.announced()).toBe('已安排重新处理 1 个事件')
  expect(sidebar.server.askedFor('POST /api/inbox/replay').map(({ body }) => JSON.parse(body))).toEqual([{ seq: 7 }])
})
