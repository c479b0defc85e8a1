// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest'
import { PATIENCE } from '../support/patience.ts'
import { useSidebar } from './support/sidebar.ts'

const sidebar = useSidebar()
const partIsMissing = () => window.dispatchEvent(new Event('vite:preloadError'))

describe('A part of the page that cannot be fetched', () => {
  it('reloads the page once where the server answers, since a newer build may be served', async () => {
    const reload = vi.spyOn(window.location, 'reload').mockImplementation(() => undefined)
    await sidebar.open()
    await sidebar.shows('春天的风')
    partIsMissing()
    await vi.waitFor(() => expect(reload).toHaveBeenCalledTimes(1), PATIENCE)
    partIsMissing()
    await sidebar.shows('真客已更新')
    expect(reload).toHaveBeenCalledTimes(1)
  })

  it('leaves what is shown where it is when nothing answers', async () => {
    const reload = vi.spyOn(window.location, 'reload').mockImplementation(() => undefined)
    await sidebar.open()
    await sidebar.shows('春天的风')
    const away = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('Failed to fetch'))
    partIsMissing()
    await vi.waitFor(() => expect(away).toHaveBeenCalled(), PATIENCE)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(reload).not.toHaveBeenCalled()
    await sidebar.shows('春天的风')
  })
})
