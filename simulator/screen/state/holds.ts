import { computed } from 'vue'
import { log, world } from './simulation.ts'
import type { LogEntry } from './world.ts'

const MINUTE = 60_000
/** A caller who keeps WeCom's rules leaves a path alone for a minute after 45009, then for an hour, then for a day. */
const LIMITED = [MINUTE, 60 * MINUTE, 24 * 60 * MINUTE]
const UNTRUSTED = [MINUTE]

type Hold = { until: number; inARow: number }

const errcodeOf = ({ response }: LogEntry) =>
  typeof response === 'object' && response !== null && 'errcode' in response ? response.errcode : 0

/** Until when the product asks WeCom nothing after what the log shows, in milliseconds; 0 when it need not wait. */
export function waitsUntil(entries: readonly LogEntry[]): number {
  const holds = new Map<string, Hold>()
  for (const entry of entries) if (entry.kind === 'api') follow(holds, entry)
  return Math.max(0, ...[...holds.values()].map(({ until }) => until))
}

function follow(holds: Map<string, Hold>, entry: LogEntry): void {
  if (entry.ok) {
    holds.delete(entry.title)
    holds.delete('*')
    return
  }
  const errcode = errcodeOf(entry)
  if (errcode !== 45009 && errcode !== 60020) return
  const [scope, steps] = errcode === 45009 ? [entry.title, LIMITED] : ['*', UNTRUSTED]
  const at = Date.parse(entry.at)
  const known = holds.get(scope)
  if (known && known.until > at) return
  const inARow = known ? known.inARow + 1 : 0
  holds.set(scope, { inARow, until: at + (steps[Math.min(inARow, steps.length - 1)] ?? MINUTE) })
}

const isRefusing = computed(() => world.value?.faults.some(({ errcode }) => errcode === 45009 || errcode === 60020))

/** As `waitsUntil` for the log as it is, once WeCom would answer again. */
export const heldUntil = computed(() => (isRefusing.value ? 0 : waitsUntil(log.value)))
