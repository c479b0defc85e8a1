// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { contactPage } from './support/made-up.ts'
import { problem } from './support/server.ts'
import { useSidebar } from './support/sidebar.ts'
import { PATIENCE } from '../support/patience.ts'

const sidebar = useSidebar()
const ended = { status: 401, body: problem('session/required', '需要登录', 401) }
const signIn = `/sign-in?to=${encodeURIComponent('/')}`

describe('Live updates that come all at once', () => {
  it('are asked for in two rounds, however many there are', async () => {
    await sidebar.open()
    await sidebar.shows('春天的风')
    for (let times = 0; times < 20; times += 1) sidebar.hears('verification')
    await vi.waitFor(() => expect(sidebar.server.askedFor('GET /api/my-day')).toHaveLength(2), PATIENCE)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(sidebar.server.askedFor('GET /api/my-day')).toHaveLength(2)
  })
})

describe('A session that ended while the page was open', () => {
  const assign = vi.fn<(address: string) => void>()
  beforeEach(() => {
    assign.mockClear()
    vi.spyOn(window.location, 'assign').mockImplementation((address) => assign(String(address)))
  })

  async function openAndEnd(): Promise<void> {
    await sidebar.open()
    await sidebar.shows('春天的风')
    for (const call of ['GET /api/contacts/wmSPRING', 'GET /api/my-day', 'GET /api/follow-ups'])
      sidebar.server.answer(call, ended)
  }

  it('is signed in again once, at the same place, however much has changed meanwhile', async () => {
    await openAndEnd()
    for (let times = 0; times < 20; times += 1) sidebar.hears('verification')
    await vi.waitFor(() => expect(assign).toHaveBeenCalled(), PATIENCE)
    for (let times = 0; times < 20; times += 1) sidebar.hears('follow-up')
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(assign.mock.calls).toEqual([[signIn]])
    // The due times are fetched once while the page is idle, whenever that is.
    expect(sidebar.server.asked.filter(({ path }) => path !== '/api/due-choices').length).toBeLessThanOrEqual(4)
  })

  it('is refused one request only when the page had rested', async () => {
    await openAndEnd()
    await vi.waitFor(() => expect(sidebar.server.askedFor('GET /api/due-choices')).toHaveLength(1), PATIENCE)
    const before = sidebar.server.asked.length
    const later = performance.now() + 3_600_000
    vi.spyOn(performance, 'now').mockImplementation(() => later)
    sidebar.hears('verification')
    await vi.waitFor(() => expect(assign).toHaveBeenCalled(), PATIENCE)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(sidebar.server.asked.length - before).toBe(1)
  })

  it('is not taken for a sign-in that does not help, soon after another', async () => {
    sessionStorage.setItem('zhenke-signed-in-at', String(Date.now()))
    await openAndEnd()
    sidebar.hears('verification')
    await vi.waitFor(() => expect(assign).toHaveBeenCalledTimes(1), PATIENCE)
    await sidebar.hides('需要重新登录')
  })

  it('stays and says so where signing in was just tried and nothing has been answered since', async () => {
    sessionStorage.setItem('zhenke-signed-in-at', String(Date.now()))
    for (const call of ['GET /api/contacts/wmSPRING', 'GET /api/due-choices']) sidebar.server.answer(call, ended)
    await sidebar.open()
    await sidebar.shows('需要重新登录')
    expect(assign).not.toHaveBeenCalled()
    sidebar.server.answer('GET /api/contacts/wmSPRING', { body: contactPage() })
  })
})
