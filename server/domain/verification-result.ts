import type { FailureReason } from './verification.ts'

export type ResultVersion = {
  requestId: string
  version: number
  outcome: 'verified' | 'failed'
  reason: FailureReason | null
  decidedAt: Date
}

/** Of each request the highest version, the one decided first in front. */
export function latestResults<R extends ResultVersion>(results: R[]): R[] {
  const latest = new Map<string, R>()
  for (const result of results) {
    const known = latest.get(result.requestId)
    if (!known || known.version < result.version) latest.set(result.requestId, result)
  }
  return [...latest.values()].toSorted((a, b) => a.decidedAt.getTime() - b.decidedAt.getTime())
}
