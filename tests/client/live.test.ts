// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { followLiveUpdates } from '../../src/http/live-updates.ts'
import { verified } from './support/made-up.ts'
import { problem } from './support/server.ts'
import { useSidebar } from './support/sidebar.ts'
import { FakeEventSource } from './support/wecom.ts'

describe('Live updates on the open page', () => {
  const sidebar = useSidebar()

  it('turns green by itself when the contact has been verified, and says so', async () => {
    await sidebar.open()
    await sidebar.shows('未实名')
    sidebar.server.answer('GET /api/contacts/wmSPRING', { body: verified() })
    sidebar.hears('verification')
    await sidebar.shows('已实名')
    expect(sidebar.announced()).toContain('春天的风 已完成实名认证')
    await expect.poll(() => sidebar.server.askedFor('GET /api/my-day').length).toBeGreaterThan(0)
  })

  it('shows a contact who was opened before WeCom told of the add, as soon as it has', async () => {
    const body = problem('contact/not-found', '没有此联系人')
    sidebar.server.answer('GET /api/contacts/wmSPRING', { status: 404, body })
    await sidebar.open()
    await sidebar.shows('没有此联系人')
    sidebar.server.answer('GET /api/contacts/wmSPRING', { body: verified() })
    sidebar.hears('my-day')
    await sidebar.shows('已实名')
  })

  it('offers to refresh when the server runs a newer build, and only then', async () => {
    await sidebar.open()
    await sidebar.shows('春天的风')
    sidebar.hears('updated', 'build-1')
    await sidebar.hides('有新版本')
    sidebar.hears('updated', 'build-2')
    await sidebar.shows('有新版本')
  })
})

describe('Where the stream brings nothing', () => {
  const poll = vi.fn<() => void>()
  let isDeciding = false
  let stop: (() => void) | undefined
  const follow = () => {
    vi.useFakeTimers()
    vi.stubGlobal('EventSource', FakeEventSource)
    stop = followLiveUpdates({ heard: () => undefined, poll, isDeciding: () => isDeciding })
  }
  afterEach(() => {
    stop?.()
    isDeciding = false
    poll.mockClear()
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('asks every minute once five seconds have passed without an event', () => {
    follow()
    vi.advanceTimersByTime(65_000)
    expect(poll).toHaveBeenCalledTimes(1)
  })

  it('asks every ten seconds while a result is awaited', () => {
    isDeciding = true
    follow()
    vi.advanceTimersByTime(35_000)
    expect(poll).toHaveBeenCalledTimes(3)
  })

  it('stops asking when an event arrives after all', () => {
    follow()
    vi.advanceTimersByTime(6_000)
    FakeEventSource.tell('updated', 'build-1')
    vi.advanceTimersByTime(300_000)
    expect(poll).not.toHaveBeenCalled()
  })

  it('closes the stream and asks nothing while the page is hidden', () => {
    follow()
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    document.dispatchEvent(new Event('visibilitychange'))
    vi.advanceTimersByTime(300_000)
    expect(FakeEventSource.open.size).toBe(0)
    expect(poll).not.toHaveBeenCalled()
    vi.restoreAllMocks()
  })
})
