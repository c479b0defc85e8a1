import type { Engine } from '../engine.ts'

type Window = { limit: number; ms: number }
type Count = { until: number; used: number }

const minute = 60_000
const hour = 3_600_000
const usual: Window[] = [
  { limit: 10_000, ms: minute },
  { limit: 150_000, ms: hour },
]
const special: Record<string, Window[]> = {
  get_jsapi_ticket: [{ limit: 100, ms: hour }],
  'ticket/get': [{ limit: 100, ms: hour }],
}

export type RateLimits = {
  /** Counts one call; false when the window that it falls into is used up (45009 until that window has passed). */
  allows(call: string): boolean
  /** Counts one use of `subject` in windows of its own, as for messages to one member. */
  within(subject: string, windows: Window[]): boolean
  isUsedUp(subject: string, windows: Window[]): boolean
}

/** Published figures: developer.work.weixin.qq.com/document/path/90454. */
export function createRateLimits(engine: Engine): RateLimits {
  const counts = new Map<string, Count>()
  const within = (subject: string, windows: Window[]) => {
    const now = engine.clock.now().getTime()
    const open = windows.map((window) => {
      const key = `${subject} ${window.ms}`
      const known = counts.get(key)
      const count = known && known.until > now ? known : { until: now + window.ms, used: 0 }
      counts.set(key, count)
      return { count, window }
    })
    if (open.some(({ count, window }) => count.used >= window.limit)) return false
    open.forEach(({ count }) => (count.used += 1))
    return true
  }
  const isUsedUp = (subject: string, windows: Window[]) =>
    windows.some((window) => {
      const count = counts.get(`${subject} ${window.ms}`)
      return count !== undefined && count.until > engine.clock.now().getTime() && count.used >= window.limit
    })
  return { within, isUsedUp, allows: (call) => within(call, special[call] ?? usual) }
}
