// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { opening } from './support/made-up.ts'
import { problem } from './support/server.ts'
import { useSidebar } from './support/sidebar.ts'

const sidebar = useSidebar()
const employee = { id: 'zongbu', name: '钱虚构', branch: { id: '1', name: '示例总行' }, roles: ['teller', 'operator'] }
const asked = 'GET /api/reviews'

describe("An operator's reviews", () => {
  it('ask once why, and are shown with that reason, the closed ones too', async () => {
    const refusal = problem('request/reason-required', '需要理由', 403)
    sidebar.server.answer(asked, { status: 403, body: refusal })
    await sidebar.open({ hash: '#/reviews', opening: { ...opening, session: { ...opening.session, employee } } })
    await sidebar.shows('理由会写入审计日志')
    sidebar.server.answer(asked, { body: { items: [], nextCursor: null } })
    await sidebar.fill('为什么要查看？', ' 处理复核 ')
    await sidebar.tap('查看')
    await sidebar.shows('没有待处理的复核')
    await sidebar.tap('已结束')
    await sidebar.shows('还没有结束的复核')
    expect(sidebar.server.askedFor(asked).map(({ reason }) => reason)).toEqual(['', '处理复核', '处理复核'])
  })
})
