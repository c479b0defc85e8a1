// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { branchOverview } from './support/made-up.ts'
import { problem } from './support/server.ts'
import { useSidebar } from './support/sidebar.ts'

const sidebar = useSidebar()
const asOf = '2026-11-23T10:00:00+08:00'
const followUp = (id: string, title: string, delivery: 'refused' | 'unknown') => ({
  id,
  contact: { id: 'wmSPRING', name: '春天的风', avatar: '' },
  assignee: { id: 'wangmin', name: '王敏' },
  title,
  kind: 'call',
  state: 'open',
  dueAt: '2026-11-23T18:00:00+08:00',
  overdue: false,
  closedAt: null,
  outcome: null,
  closedItself: false,
  repeats: null,
  delivery,
})
const message = (id: string, kind: 'overdue' | 'day-report', day: string) => ({
  id,
  employee: { id: 'wangmin', name: '王敏' },
  kind,
  day,
  delivery: 'refused',
})

async function openList(followUps: object[], messages: object[]): Promise<void> {
  const overview = branchOverview({ id: 'wangmin', name: '王敏' })
  const owed = { ...overview.owed, undeliveredNotices: followUps.length + messages.length }
  sidebar.server.answer('GET /api/branches/2/overview', { body: { ...overview, owed, asOf } })
  sidebar.server.answer('GET /api/branches/2/follow-ups', { body: { items: followUps, nextCursor: null } })
  sidebar.server.answer('GET /api/branches/2/undelivered-messages', { body: { items: messages, nextCursor: null } })
  await sidebar.open({ hash: '#/branch/follow-ups?state=undelivered' })
  await sidebar.shows('消息未送达的任务')
}

describe('What WeCom did not deliver', () => {
  it('is listed for the lead with whether it was refused or is not known, digests and reports below the follow-ups', async () => {
    await openList(
      [followUp('f1', '样例：被拒', 'refused'), followUp('f2', '样例：不明', 'unknown')],
      [message('m1', 'overdue', '2026-11-23'), message('m2', 'day-report', '2026-11-20')],
    )
    await sidebar.shows('未送达的提醒与日报')
    const rows = [...document.querySelectorAll('li')].map((row) => row.textContent ?? '')
    const said = (part: string): string => rows.find((row) => row.includes(part)) ?? ''
    expect(said('样例：被拒')).toContain('未送达')
    expect(said('样例：不明')).toContain('不确定是否送达')
    expect(said('逾期提醒')).toContain('今天')
    expect(said('当日日报')).toContain('11-20')
  })

  it('is only follow-ups where every digest and report arrived', async () => {
    await openList([followUp('f1', '样例：被拒', 'refused')], [])
    await sidebar.shows('样例：被拒')
    expect(document.body.textContent).not.toContain('未送达的提醒与日报')
  })

  it('is not hidden by a list that could not be fetched', async () => {
    await openList([], [])
    sidebar.server.answer('GET /api/branches/2/undelivered-messages', {
      status: 500,
      body: problem('server/fault', '服务器出错', 500),
    })
    await sidebar.open({ hash: '#/branch/follow-ups?state=undelivered' })
    await sidebar.shows('重试')
  })
})
