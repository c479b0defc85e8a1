import { useInfiniteQuery, useQuery } from '@pinia/colada'
import type { SidebarGets } from '#contract/api.ts'
import { get } from '../../http/api.ts'

type Days = SidebarGets['/api/branch-days']['reply']

/** Everything here is asked for again under `calendar`. Without a year it is this one. */
export function useYear(year: () => number | null) {
  return useQuery({
    key: () => ['calendar', 'year', year() ?? 'this'],
    query: () => {
      const asked = year()
      return get('/api/calendar', { query: asked === null ? {} : { year: asked } })
    },
    staleTime: 30_000,
  })
}

export function useBranchDays() {
  return useInfiniteQuery<Days, Error, string | null>({
    key: ['calendar', 'branch-days'],
    query: ({ pageParam }) => get('/api/branch-days', { query: pageParam ? { cursor: pageParam } : {} }),
    initialPageParam: null,
    getNextPageParam: (last) => last.nextCursor,
    staleTime: 10_000,
  })
}

export function useBranches() {
  return useQuery({ key: ['branches'], query: () => get('/api/branches', {}), staleTime: 300_000 })
}
