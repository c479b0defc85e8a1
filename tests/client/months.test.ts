// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest'
import type { SidebarGets } from '../../server/contract/api.ts'
import { opening } from './support/made-up.ts'
import { problem } from './support/server.ts'
import { useSidebar } from './support/sidebar.ts'

type Statement = SidebarGets['/api/months/:month/statement']['reply']
type Everybody = SidebarGets['/api/months/:month/statements']['reply']

const sidebar = useSidebar()
const closed = { month: '2026-10', weight: 18, target: 180, effective: 171, closedAt: '2026-11-01T02:00:00+08:00' }
const signature = { keyId: 'k1', signature: 'made-up', signed: 'made-up', valid: true }
const result = { decidedLater: 2, result: 173 }
const branch = { id: '2', name: '虚构支行' }
const statement: Statement = {
  ...closed,
  ...result,
  branch,
  signature,
  days: [
    { day: '2026-10-08', weight: 1, target: 10, gained: 9, lost: 1, added: 12 },
    { day: '2026-10-10', weight: 0, target: 0, gained: 1, lost: 0, added: 1 },
  ],
  later: [
    {
      day: '2026-11-03',
      earnedDay: '2026-10-30',
      amount: 1,
      reason: '认证结果后到',
      addId: 'made-up',
      contact: { id: 'wmSPRING', name: '虚构春天' },
    },
    {
      day: '2026-11-04',
      earnedDay: '2026-10-29',
      amount: 1,
      reason: '认证结果后到',
      addId: 'moved',
      contact: null,
    },
  ],
}
const everybody: Everybody = {
  items: [
    { ...closed, ...result, branch, signature, employee: { id: 'zhaoting', name: '赵虚构' } },
    {
      ...closed,
      decidedLater: 0,
      result: 171,
      branch,
      signature: { ...signature, valid: false },
      employee: { id: 'qianduo', name: '钱虚构' },
    },
  ],
  nextCursor: null,
}
const as = (roles: ('teller' | 'lead' | 'operator')[]) => {
  const { session } = opening
  return { ...opening, session: { ...session, employee: { ...session.employee, roles } } }
}
/** Early in November 2026 by the device: the newest month that can have closed is October. */
const inNovember = (): void => void vi.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-11-03T09:00:00+08:00'))

describe('My closed months', () => {
  it('are listed with what was decided later, and open into the days they are the sum of', async () => {
    sidebar.server.answer('GET /api/months', { body: { items: [{ ...closed, ...result }] } })
    sidebar.server.answer('GET /api/months/2026-10/statement', { body: statement })
    await sidebar.open({ hash: '#/months' })
    await sidebar.shows('2026 年 10 月 事后认定 +2 173 / 180')
    await sidebar.tap(/^2026 年 10 月/)
    await sidebar.shows('签名有效')
    await sidebar.shows('10-08 · 目标 10 +9 −1')
    await sidebar.shows('10-10 · 休息 +1')
    await sidebar.shows('10-30 · 认证结果后到 · 11-03 入账')
  })

  it('name whom each later decision is about, and of a contact who is with somebody else now say just that', async () => {
    sidebar.server.answer('GET /api/months', { body: { items: [{ ...closed, ...result }] } })
    sidebar.server.answer('GET /api/months/2026-10/statement', { body: statement })
    await sidebar.open({ hash: '#/months' })
    await sidebar.tap(/^2026 年 10 月/)
    await sidebar.shows('虚构春天 10-30 · 认证结果后到 · 11-03 入账 +1')
    await sidebar.shows('已由他人联系的客户 10-29 · 认证结果后到 · 11-04 入账 +1')
    const buttons = [...document.querySelectorAll('button')].map(({ textContent }) => textContent ?? '')
    expect(buttons.filter((text) => text.includes('认证结果后到'))).toHaveLength(1)
  })

  it('lead from what was decided later to the add it is about, and back', async () => {
    sidebar.server.answer('GET /api/months', { body: { items: [{ ...closed, ...result }] } })
    sidebar.server.answer('GET /api/months/2026-10/statement', { body: statement })
    await sidebar.open({ hash: '#/months' })
    await sidebar.tap(/^2026 年 10 月/)
    await sidebar.tap(/^虚构春天\s*10-30 · 认证结果后到/)
    await expect.poll(() => sidebar.server.askedFor('GET /api/adds/made-up/explanation').length).toBeGreaterThan(0)
    await sidebar.hides('关账之后认定的')
    await sidebar.tap('关闭')
    await sidebar.shows('关账之后认定的')
  })

  it('say so while none has closed', async () => {
    sidebar.server.answer('GET /api/months', { body: { items: [] } })
    await sidebar.open({ hash: '#/months' })
    await sidebar.shows('还没有已关账的月份')
  })
})

describe("Everybody's closed months", () => {
  it('are shown to a lead at once, and a broken signature is told', async () => {
    sidebar.server.answer('GET /api/months/2026-10/statements', { body: everybody })
    inNovember()
    await sidebar.open({ hash: '#/statements?branch=2', opening: as(['teller', 'lead']) })
    await sidebar.tap('查看')
    await sidebar.shows('赵虚构 虚构支行 · 事后认定 +2 173 / 180')
    await sidebar.shows('钱虚构 虚构支行 签名无效 171 / 180')
    const [asked] = sidebar.server.askedFor('GET /api/months/2026-10/statements')
    expect(asked).toMatchObject({ path: '/api/months/2026-10/statements?branch=2', reason: '' })
  })

  it('are shown to an operator only with a reason, which the file is saved with as well', async () => {
    sidebar.server.answer('GET /api/months/2026-10/statements', { body: everybody })
    sidebar.server.answer('GET /api/months/2026-10/statements/export', { body: 'made-up file' })
    inNovember()
    const saved = vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:made-up')
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {})
    await sidebar.open({ hash: '#/statements', opening: as(['operator']) })
    await sidebar.shows('查看原因（会记入审计）')
    expect([...document.querySelectorAll('button')].find(({ textContent }) => textContent === '查看')?.disabled).toBe(
      true,
    )
    expect(sidebar.server.askedFor('GET /api/months/2026-10/statements')).toEqual([])
    await sidebar.fill('查看原因（会记入审计）', '虚构的月度核对')
    await sidebar.tap('查看')
    await sidebar.shows('赵虚构')
    await sidebar.tap('存为 CSV（带签名）')
    await expect.poll(() => saved.mock.calls.length).toBe(1)
    for (const path of ['', '/export'])
      expect(sidebar.server.askedFor(`GET /api/months/2026-10/statements${path}`)[0]?.reason).toBe('虚构的月度核对')
  })

  it('say why the server refused the file', async () => {
    sidebar.server.answer('GET /api/months/2026-10/statements', { body: everybody })
    const refused = problem('branch/not-found', '没有这个网点', 404)
    sidebar.server.answer('GET /api/months/2026-10/statements/export', { status: 404, body: refused })
    inNovember()
    await sidebar.open({ hash: '#/statements', opening: as(['teller', 'lead']) })
    await sidebar.tap('查看')
    await sidebar.tap('存为 CSV（带签名）')
    await sidebar.shows('没有这个网点')
  })
})
