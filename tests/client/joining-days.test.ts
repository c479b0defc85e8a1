// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { opening } from './support/made-up.ts'
import { problem } from './support/server.ts'
import { useSidebar } from './support/sidebar.ts'

const sidebar = useSidebar()
const { asOf } = opening.myDay
const employee = { id: 'zongbu', name: '钱虚构', branch: { id: '1', name: '示例总行' }, roles: ['teller', 'operator'] }
const joiner = (joinedOn: string | null) => ({
  employee: { id: 'xinyuan', name: '新虚构' },
  branch: { id: '2', name: '示例支行' },
  foundOn: '2026-11-20',
  joinedOn,
})

async function openSettings(): Promise<void> {
  sidebar.server.answer('GET /api/joiners', { body: { items: [joiner(null)], nextCursor: null, asOf } })
  await sidebar.open({ hash: '#/settings', opening: { ...opening, session: { ...opening.session, employee } } })
  await sidebar.shows('新虚构 · 示例支行')
}
const call = 'POST /api/employees/xinyuan/joining-day'
const asked = () => sidebar.server.askedFor(call).map(({ body }) => JSON.parse(body))

describe('The joining days in the settings', () => {
  it('show who is new without one, and take the day with what it rests on', async () => {
    await openSettings()
    await sidebar.shows('入职日未知')
    await sidebar.tap('登记新虚构的入职日')
    await sidebar.fill('入职日', '2026-11-16')
    await sidebar.fill('依据', '虚构的人事通知')
    sidebar.server.answer(call, { body: { joiner: joiner('2026-11-16') } })
    sidebar.server.answer('GET /api/joiners', { body: { items: [joiner('2026-11-16')], nextCursor: null, asOf } })
    await sidebar.tap('保存入职日')
    await sidebar.shows('11-16 入职')
    expect(asked()).toEqual([{ day: '2026-11-16', reason: '虚构的人事通知' }])
    expect(sidebar.announced()).toBe('已登记新虚构的入职日')
  })

  it('say why the server refused', async () => {
    await openSettings()
    sidebar.server.answer(call, { status: 422, body: problem('joining-day/impossible', '日期不对', 422) })
    await sidebar.tap('登记新虚构的入职日')
    await sidebar.fill('入职日', '2027-01-01')
    await sidebar.fill('依据', '虚构的人事通知')
    await sidebar.tap('保存入职日')
    await sidebar.shows('日期不对')
    expect(asked()).toEqual([{ day: '2027-01-01', reason: '虚构的人事通知' }])
  })
})
