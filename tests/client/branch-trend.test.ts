// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import { branchOverview } from './support/made-up.ts'
import { useSidebar } from './support/sidebar.ts'

const sidebar = useSidebar()
const asOf = '2026-11-23T10:05:00+08:00'
const days = [
  { day: '2026-11-22', added: 0, effective: 0, workingDay: false },
  { day: '2026-11-23', added: 5, effective: 3, workingDay: true },
]
const links = () =>
  [...document.querySelectorAll('figcaption a, td a')].map((link) => [
    (link.getAttribute('aria-label') ?? link.textContent ?? '').trim().replaceAll(/\s+/g, ' '),
    link.getAttribute('href'),
  ])
const overview = branchOverview({ id: 'zhaoting', name: '赵虚构' })

beforeEach(() => {
  sidebar.server.answer('GET /api/branches/2/trend', { body: { days, asOf } })
  sidebar.server.answer('GET /api/branches/2/overview', { body: overview })
})

describe('The last 28 days of the branch', () => {
  it('open, each sum and each day, into the adds and the entries that they are the sum of', async () => {
    await sidebar.open({ hash: '#/branch' })
    await sidebar.shows('近 28 天')
    const span = 'from=2026-11-22&to=2026-11-23'
    const today = 'from=2026-11-23&to=2026-11-23'
    const sunday = 'from=2026-11-22&to=2026-11-22'
    expect(links()).toEqual([
      ['添加 5', `#/branch/adds?branch=2&${span}`],
      ['有效 3', `#/branch/credits?branch=2&${span}`],
      ['11-23 添加 5，查看明细', `#/branch/adds?branch=2&${today}`],
      ['11-23 有效 3，查看明细', `#/branch/credits?branch=2&${today}`],
      ['11-22 添加 0，查看明细', `#/branch/adds?branch=2&${sunday}`],
      ['11-22 有效 0，查看明细', `#/branch/credits?branch=2&${sunday}`],
    ])
  })

  it('are figures only for whoever does not lead the branch', async () => {
    sidebar.server.answer('GET /api/branches/2/overview', {
      body: { ...overview, may: { ...overview.may, assign: false } },
    })
    await sidebar.open({ hash: '#/branch' })
    await sidebar.shows('近 28 天')
    expect(links()).toEqual([])
  })

  it('are told by their days above the list, and asked for by them', async () => {
    const empty = { items: [], nextCursor: null }
    sidebar.server.answer('GET /api/branches/2/adds', { body: empty })
    sidebar.server.answer('GET /api/branches/2/credits', { body: empty })
    await sidebar.open({ hash: '#/branch/credits?branch=2&from=2026-10-27&to=2026-11-23' })
    await sidebar.shows('10-27 – 11-23 的有效添加')
    await sidebar.open({ hash: '#/branch/adds?branch=2&from=2026-11-20&to=2026-11-20' })
    await sidebar.shows('11-20 的添加')
    const asked = (what: string) => sidebar.server.askedFor(`GET /api/branches/2/${what}`).map(({ path }) => path)
    expect(asked('credits')).toEqual(['/api/branches/2/credits?span=day&from=2026-10-27&to=2026-11-23'])
    expect(asked('adds')).toEqual(['/api/branches/2/adds?from=2026-11-20&to=2026-11-20'])
  })
})
