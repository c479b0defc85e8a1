// @vitest-environment happy-dom
import { describe, it } from 'vitest'
import { branchOverview } from './support/made-up.ts'
import { useSidebar } from './support/sidebar.ts'

const sidebar = useSidebar()
const asOf = '2026-11-23T10:05:00+08:00'
const branch = (name: string, medianHours: number) => ({
  branch: { id: name, name },
  reviews: { decided: 1, lapsed: 0, waiting: 0, medianHours },
  overdue: 3,
  uncared: 20,
})

describe("The leads' own figures", () => {
  it('say what is typical in words, and which of them is not of this moment', async () => {
    const items = [branch('东虚构支行', 0), branch('西虚构支行', 5.5)]
    sidebar.server.answer('GET /api/branches/2/overview', { body: branchOverview({ id: 'zhaoting', name: '赵虚构' }) })
    sidebar.server.answer('GET /api/branches/2/leads', { body: { items, nextCursor: null, asOf } })
    await sidebar.open({ hash: '#/branch/leads?branch=2' })
    await sidebar.shows('近 28 天复核 1 件，用时中位数不到 1 小时')
    await sidebar.shows('近 28 天复核 1 件，用时中位数 5.5 小时')
    await sidebar.shows('待复核 0 · 逾期的分派任务 3 · 没人管 20')
    await sidebar.shows('“没人管”的数每 10 分钟更新一次')
  })
})
