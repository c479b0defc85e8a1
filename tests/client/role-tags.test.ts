// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { opening } from './support/made-up.ts'
import { useSidebar } from './support/sidebar.ts'

const sidebar = useSidebar()
const employee = { id: 'zongbu', name: '钱虚构', branch: { id: '1', name: '示例总行' }, roles: ['teller', 'operator'] }

it('The tags of roles are shown in the settings, changed there, and taken away by leaving them empty', async () => {
  sidebar.server.answer('GET /api/role-tags', { body: { accountManager: '虚构经理', teller: null } })
  await sidebar.open({ hash: '#/settings', opening: { ...opening, session: { ...opening.session, employee } } })
  await sidebar.shows('角色标签')
  await sidebar.fill('客户经理的标签', '')
  await sidebar.fill('柜员的标签', '虚构柜面')
  const saved = { accountManager: null, teller: '虚构柜面' }
  sidebar.server.answer('POST /api/role-tags', { body: saved })
  sidebar.server.answer('GET /api/role-tags', { body: saved })
  await sidebar.tap('保存标签')
  await sidebar.shows('已保存')
  expect(sidebar.server.askedFor('POST /api/role-tags').map(({ body }) => JSON.parse(body))).toEqual([saved])
})
