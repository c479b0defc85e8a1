import { useQueryCache } from '@pinia/colada'

/** Asks again for everything shown under these names (`contact`, `my-day` …). A failure stays with its query, whose page tells it. */
export function useAskAgain(): (...names: string[]) => void {
  const cache = useQueryCache()
  return (...names) => {
    for (const name of names) cache.invalidateQueries({ key: [name] }).catch(() => undefined)
  }
}
