import { useInfiniteQuery, useQuery } from '@pinia/colada'
import type { SidebarGets } from '#contract/api.ts'
import type { Verdict } from '#contract/add.ts'
import { get } from '../../http/api.ts'

export type AddStatus = Verdict['status']
type AddsPage = SidebarGets['/api/adds']['reply']

/** The employee's adds, page by page. */
export function useAdds(status: () => AddStatus | null) {
  return useInfiniteQuery<AddsPage, Error, string | null>({
    key: () => ['adds', status() ?? 'all'],
    query: ({ pageParam }) => {
      const wanted = status()
      const query = { ...(wanted ? { status: wanted } : {}), ...(pageParam ? { cursor: pageParam } : {}) }
      return get('/api/adds', { query })
    },
    initialPageParam: null,
    getNextPageParam: (last) => last.nextCursor,
    staleTime: 10_000,
  })
}

/** The first few that are still awaiting, the oldest window first. */
export function useAwaitingAdds() {
  return useQuery({
    key: ['adds', 'awaiting-first'],
    query: () => get('/api/adds', { query: { status: 'awaiting' } }),
    staleTime: 10_000,
  })
}

export function useExplanation(addId: () => string) {
  return useQuery({
    key: () => ['adds', 'explanation', addId()],
    query: () => get('/api/adds/:id/explanation', { params: { id: addId() } }),
    staleTime: 0,
  })
}
