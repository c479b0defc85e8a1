import type { Clock } from '../ports.ts'
import { problemOf } from './refusal.ts'

type Limits = { perMinute: number; perHour: number }

/**
 * Three quarters of what WeCom takes from one address (20,000 calls a minute, 600,000 an hour: document/path/90454). The rest is for
 * whoever waits in front of a screen. Each process counts its own calls: several behind one address have to share, so set fewer there.
 */
export const backgroundLimits: Limits = { perMinute: 15_000, perHour: 450_000 }

/** Somebody waits in front of a screen for these; everything else is background work, which can wait. */
const userFacing = new Set([
  'gettoken',
  'auth/getuserinfo',
  'get_jsapi_ticket',
  'ticket/get',
  'externalcontact/remark',
  'externalcontact/mark_tag',
  'externalcontact/groupchat/get',
])

const windows = [
  { limit: 'perMinute', ms: 60_000 },
  { limit: 'perHour', ms: 3_600_000 },
] as const

export type Budget = {
  /** Counts one call; throws, without a call, what WeCom would answer over the limit when background work has used up its part. */
  spend(path: string): void
}

export function createBudget(clock: Clock, limits: Limits): Budget {
  const spent = windows.map(({ limit, ms }) => ({ most: limits[limit], ms, begun: 0, calls: 0 }))
  return {
    spend(path) {
      if (userFacing.has(path)) return
      const now = clock.now().getTime()
      for (const one of spent) if (now - one.begun >= one.ms) Object.assign(one, { begun: now, calls: 0 })
      const full = spent.filter(({ calls, most }) => calls >= most)
      const free = Math.max(...full.map(({ begun, ms }) => begun + ms))
      if (full.length > 0)
        throw problemOf({ path, errcode: OVER_LIMIT, retryAfterSeconds: Math.ceil((free - now) / 1000) })
      for (const one of spent) one.calls += 1
    },
  }
}

const OVER_LIMIT = 45009
