import { useQueryCache } from '@pinia/colada'

/** Asks again for everything shown under these names (`contact`, `my-day` …). Resolves when all have been answered; a failure stays with its query, whose page tells it. */
export function useAskAgain(): (...names: string[]) => Promise<unknown> {
  const cache = useQueryCache()
  return (...names) => Promise.all(names.map((name) => cache.invalidateQueries({ key: [name] }).catch(() => undefined)))
}
