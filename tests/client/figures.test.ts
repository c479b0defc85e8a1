// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import type { SidebarGets } from '../../server/contract/api.ts'
import { useSidebar } from './support/sidebar.ts'

type Month = SidebarGets['/api/my-day/month']['reply']
type Explanation = SidebarGets['/api/my-day/explanation']['reply']

const sidebar = useSidebar()
const asOf = '2026-11-23T10:05:00+08:00'
const figures = { workingDay: true, lost: 0, correction: null, weight: 1, reason: null }
const month: Month = {
  month: '2026-11',
  target: 150,
  effective: 13,
  decidedLater: 0,
  asOf,
  days: [
    { ...figures, day: '2026-11-20', target: 12, effective: 6, gained: 6, closed: true },
    { ...figures, day: '2026-11-23', target: 12, effective: 7, gained: 7, closed: false },
    { ...figures, day: '2026-11-25', target: 11, effective: 0, gained: 0, closed: false },
  ],
}
const explanation: Explanation = {
  figure: 'target',
  day: '2026-11-20',
  value: 12,
  sentences: ['这是虚构的一句。'],
  terms: [],
  entries: [],
  entryCount: 0,
  asOf,
}
const asked = () => sidebar.server.askedFor('GET /api/my-day/explanation').map(({ path }) => path.replace(/.*\?/, ''))

beforeEach(async () => {
  sidebar.server.answer('GET /api/my-day/month', { body: month })
  sidebar.server.answer('GET /api/my-day/explanation', { body: explanation })
  await sidebar.open({ hash: '#/my-day' })
})

async function openDay(label: RegExp): Promise<void> {
  await sidebar.tap(/^本月日历/)
  await sidebar.tap(label)
  await sidebar.tap('这一天是怎么算的')
}

describe('A day of the month', () => {
  it('opens into what it is made of, when it has passed, and goes back to the month', async () => {
    await openDay(/^11-20：有效 6，目标 12/)
    await sidebar.shows(/11-20 ?的数是怎么算的.*当日有效.*当日目标.*这是虚构的一句。/)
    await expect.poll(asked).toEqual(['figure=effective&day=2026-11-20'])
    await sidebar.tap('关闭')
    await sidebar.shows('11-20：有效 6，目标 12')
    await sidebar.shows('已封账')
  })

  it('opens into its target alone, when it is yet to come', async () => {
    await openDay(/^11-25/)
    await sidebar.shows(/11-25 ?的数是怎么算的 .*当日目标 .*这是虚构的一句。/)
    expect(sidebar.screen()).not.toContain('当日有效')
    await expect.poll(asked).toEqual(['figure=target&day=2026-11-25'])
  })

  it('opens into all figures, when it is today', async () => {
    await openDay(/^11-23/)
    await sidebar.shows(/今日目标 今日有效 本月 预计 节奏 .*这是虚构的一句。/)
    await expect.poll(asked).toEqual(['figure=effective'])
  })
})

describe('The sum of a month', () => {
  const october = { ...month, month: '2026-10', effective: 6, decidedLater: 2, days: [] }

  it('opens into all figures, when the month runs, and goes back to it', async () => {
    await sidebar.tap(/^本月日历/)
    await sidebar.tap('有效 13，目标 150')
    await sidebar.shows(/今日目标 今日有效 本月 预计 节奏 .*这是虚构的一句。/)
    await expect.poll(asked).toEqual(['figure=month'])
    await sidebar.tap('关闭')
    await sidebar.shows('有效 13，目标 150')
  })

  it('opens into what was earned in it, with what was decided later, when it is over', async () => {
    sidebar.server.answer('GET /api/my-day/month?month=2026-10', { body: october })
    await sidebar.tap(/^本月日历/)
    await sidebar.tap(/上个月/)
    await sidebar.tap(/^有效 6，目标 150 ?月末之后认定 \+2/)
    await sidebar.shows(/2026 年 10 月的数是怎么算的.*这是虚构的一句。/)
    expect(sidebar.screen()).not.toMatch(/[今当]日(有效|目标)/)
    await expect.poll(asked).toEqual(['figure=month&day=2026-10-01'])
  })
})

it('A figure says how many entries there are, when not all are listed', async () => {
  const entry = {
    addId: 'a1',
    contact: null,
    amount: 1,
    day: '2026-11-23',
    earnedDay: '2026-11-23',
    reason: '添加有效',
  }
  const body = { ...explanation, figure: 'effective', entries: [entry, entry], entryCount: 534 }
  sidebar.server.answer('GET /api/my-day/explanation', { body })
  await sidebar.tap('今天：有效 7，目标 12')
  await sidebar.shows('台账 最新 2 条，共 534 条')
})

it("Tomorrow's target opens into what it is made of", async () => {
  await sidebar.tap('明天目标 12')
  await sidebar.shows(/11-24的数是怎么算的.*这是虚构的一句。/)
  await expect.poll(asked).toEqual(['figure=target&day=2026-11-24'])
})

describe('A bar of the last fourteen days', () => {
  it('opens what became effective on its day, and goes back to the page', async () => {
    await sidebar.tap('昨天：休息日，有效 0，目标 0')
    await sidebar.shows(/11-22的数是怎么算的.*当日有效.*当日目标.*这是虚构的一句。/)
    await expect.poll(asked).toEqual(['figure=effective&day=2026-11-22'])
    await sidebar.tap('关闭')
    await sidebar.hides('这是虚构的一句。')
    expect(sidebar.screen()).not.toContain('上个月')
  })

  it('opens all figures, when it is today', async () => {
    await sidebar.tap('今天：有效 7，目标 12')
    await sidebar.shows(/今日目标 今日有效 本月 预计 节奏 .*这是虚构的一句。/)
    await expect.poll(asked).toEqual(['figure=effective'])
  })
})
