/**
 * What a failed call leads to. `refresh`: a new token and one retry; `retry`: at most three times with jitter;
 * `wait`: nothing more until the limit's window is over; `stop`: as it stands it cannot succeed.
 */
type Reaction = 'refresh' | 'retry' | 'wait' | 'stop'
/** Which calls are held back afterwards, and for how long: one figure for each block in a row. */
type Hold = { scope: 'path' | 'all'; seconds: readonly [number, ...number[]] }
export type Treatment = { reaction: Reaction; hold?: Hold; setUp?: true }

const minute = 60
const hour = 3600
const day = 86_400

const wrongSetUp = (scope: Hold['scope'], seconds: number): Treatment => ({
  reaction: 'stop',
  hold: { scope, seconds: [seconds] },
  setUp: true,
})

/** Error codes of developer.work.weixin.qq.com/document/path/90313; whatever is not here stops. */
const treatments: Record<number, Treatment> = {
  [-1]: { reaction: 'retry' },
  40014: { reaction: 'refresh' },
  42001: { reaction: 'refresh' },
  45009: { reaction: 'wait', hold: { scope: 'path', seconds: [minute, hour, day] } },
  45033: { reaction: 'retry', hold: { scope: 'path', seconds: [2] } },
  45035: { reaction: 'retry' },
  // Several wrong secrets block the server's address for an hour, so it is not tried more often than that.
  40001: wrongSetUp('all', hour),
  40013: wrongSetUp('all', hour),
  40091: wrongSetUp('all', hour),
  40056: wrongSetUp('path', minute),
  48002: wrongSetUp('path', minute),
  50003: wrongSetUp('all', minute),
  60020: wrongSetUp('all', minute),
  701008: wrongSetUp('path', minute),
}

// gettoken has no published limit: going over it blocks the address for an hour.
const tokenLimit: Treatment = { reaction: 'wait', hold: { scope: 'path', seconds: [hour] } }

export function treatmentOf(errcode: number, path: string): Treatment {
  if (errcode === 45009 && path === 'gettoken') return tokenLimit
  return treatments[errcode] ?? { reaction: 'stop' }
}
