import type { Clock } from '../ports.ts'
import { treatmentOf } from './error-table.ts'
import { problemOf, type Refusal } from './refusal.ts'

type Held = Refusal & { until: Date; inARow: number }

export type Holds = {
  /** Throws what was refused while calls of this path are held back. */
  check(path: string): void
  refused(refusal: Refusal): void
  succeeded(path: string): void
}

/** Remembers which calls would only be refused again; a limit's block grows from a minute to an hour to a day. */
export function createHolds(clock: Clock): Holds {
  const held = new Map<string, Held>()
  return {
    check(path) {
      const now = clock.now()
      for (const scope of [path, '*']) {
        const known = held.get(scope)
        if (!known || known.until <= now) continue
        throw problemOf({ ...known, retryAfterSeconds: Math.ceil((known.until.getTime() - now.getTime()) / 1000) })
      }
    },
    refused(refusal) {
      const { hold } = treatmentOf(refusal.errcode, refusal.path)
      if (!hold) return
      const now = clock.now()
      const scope = hold.scope === 'all' ? '*' : refusal.path
      const known = held.get(scope)
      // Calls that were already under way when the block began do not lengthen it.
      if (known && known.until > now && known.errcode === refusal.errcode) return
      const inARow = known?.errcode === refusal.errcode ? known.inARow + 1 : 0
      const seconds = hold.seconds[Math.min(inARow, hold.seconds.length - 1)] ?? hold.seconds[0]
      held.set(scope, { ...refusal, inARow, until: new Date(now.getTime() + seconds * 1000) })
    },
    succeeded(path) {
      held.delete(path)
      held.delete('*')
    },
  }
}
