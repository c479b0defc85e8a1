// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import type { Leave } from '../../server/contract/leave.ts'
import { branchOverview, opening } from './support/made-up.ts'
import { problem } from './support/server.ts'
import { useSidebar } from './support/sidebar.ts'

const sidebar = useSidebar()
const asOf = opening.myDay.asOf
const member = { id: 'zhaoting', name: '赵虚构' }
const leave = (change: Partial<Leave> = {}): Leave => ({
  id: '00000000-0000-7000-8000-0000000000cc',
  employee: member,
  firstDay: '2026-11-25',
  firstHalf: 'afternoon',
  lastDay: '2026-11-26',
  lastHalf: 'afternoon',
  enteredBy: { id: 'wangmin', name: '王敏' },
  enteredAt: asOf,
  cancelledAt: null,
  may: { cancel: true },
  ...change,
})
const list = (items: Leave[]) => ({ body: { items, nextCursor: null, asOf, firstOpen: '2026-11-23' } })

async function openSheet(items: Leave[]): Promise<void> {
  sidebar.server.answer('GET /api/branches/2/overview', { body: branchOverview(member) })
  sidebar.server.answer('GET /api/branches/2/contacts', { body: { items: [], nextCursor: null } })
  sidebar.server.answer('GET /api/branches/2/leave', list(items))
  await sidebar.open({ hash: '#/branch' })
  await sidebar.shows('待认证 3')
  document.querySelector<HTMLElement>('button[aria-pressed=false]')?.click()
  await sidebar.tap('请假')
  await sidebar.shows('赵虚构的请假')
}

describe('Leave on the branch page', () => {
  it('is entered by halves of days for the member who is chosen', async () => {
    await openSheet([])
    await sidebar.shows('今后没有登记请假。')
    sidebar.server.answer('POST /api/leave', { status: 201, body: { leave: leave() } })
    const afternoons = [...document.querySelectorAll<HTMLInputElement>('input[value=afternoon]')]
    afternoons[0]?.click()
    sidebar.server.answer('GET /api/branches/2/leave', list([leave()]))
    await sidebar.tap('登记')
    await sidebar.shows('11-25 下午 至 11-26 王敏登记')
    expect(JSON.parse(sidebar.server.askedFor('POST /api/leave')[0]?.body ?? '')).toEqual({
      employeeId: 'zhaoting',
      firstDay: '2026-11-23',
      firstHalf: 'afternoon',
      lastDay: '2026-11-23',
      lastHalf: 'afternoon',
    })
    expect(sidebar.announced()).toBe('已登记赵虚构的请假')
  })

  it('says why the server refused', async () => {
    await openSheet([])
    sidebar.server.answer('POST /api/leave', { status: 409, body: problem('leave/overlap', '与已有请假重叠', 409) })
    await sidebar.tap('登记')
    await sidebar.shows('与已有请假重叠 发生了什么。 可以怎么做。')
  })

  it('is cancelled only after it was asked once more, and not at all where the server says so', async () => {
    const other = leave({ id: '00000000-0000-7000-8000-0000000000dd', firstDay: '2026-12-01', may: { cancel: false } })
    await openSheet([leave(), { ...other, lastDay: '2026-12-01' }])
    const cancellation = `POST /api/leave/${leave().id}/cancellation`
    sidebar.server.answer(cancellation, { body: { leave: leave({ cancelledAt: asOf }), kept: null } })
    await sidebar.shows('12-01 下午')
    await sidebar.tap('撤销 11-25 下午 至 11-26 的请假')
    await sidebar.shows('撤销这次请假？')
    expect(sidebar.server.askedFor(cancellation)).toEqual([])
    await sidebar.tap('确定撤销')
    await expect.poll(() => sidebar.announced()).toBe('已撤销')
    expect(sidebar.server.askedFor(cancellation)).toHaveLength(1)
  })
})
