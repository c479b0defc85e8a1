import { useInfiniteQuery, useQuery } from '@pinia/colada'
import type { SidebarGets } from '#contract/api.ts'
import { get } from '../../http/api.ts'

type Lines = SidebarGets['/api/target-policies']['reply']

/** Everything here is asked for again under `policies`. */
export function useTimeLines() {
  return useInfiniteQuery<Lines, Error, string | null>({
    key: ['policies', 'lines'],
    query: ({ pageParam }) => get('/api/target-policies', { query: pageParam ? { cursor: pageParam } : {} }),
    initialPageParam: null,
    getNextPageParam: (last) => last.nextCursor,
    staleTime: 10_000,
  })
}

export function usePolicyChanges() {
  return useQuery({
    key: ['policies', 'changes'],
    query: () => get('/api/policy-changes', { query: {} }),
    staleTime: 10_000,
  })
}

/** What a waiting change would do now; not asked for one that is decided, and so not along with `policies`. */
export function useChangeEffect(id: string, isWaiting: () => boolean) {
  return useQuery({
    key: ['policy-effect', id],
    query: () => get('/api/policy-changes/:id/effect', { params: { id } }),
    enabled: isWaiting,
    staleTime: 10_000,
  })
}

export function useBranches() {
  return useQuery({ key: ['branches'], query: () => get('/api/branches', {}), staleTime: 300_000 })
}
