import { useInfiniteQuery, useQuery } from '@pinia/colada'
import type { SidebarGets } from '#contract/api.ts'
import { get } from '../../http/api.ts'

type Page = SidebarGets['/api/follow-ups']['reply']

/** What the reader has to do, due first. */
export function useMyFollowUps() {
  return useQuery({
    key: ['follow-ups', 'mine'],
    query: () => get('/api/follow-ups', { query: { state: 'open,overdue', assignee: 'me' } }),
    staleTime: 15_000,
  })
}

/** One's own, page by page: what is to do, due first, or what is done, the last first. */
export function useOwnFollowUps(which: () => 'todo' | 'done') {
  return useInfiniteQuery<Page, Error, string | null>({
    key: () => ['follow-ups', 'own', which()],
    query: ({ pageParam }) => {
      const state = which() === 'todo' ? 'open,overdue' : 'completed,cancelled'
      return get('/api/follow-ups', { query: { state, assignee: 'me', ...(pageParam ? { cursor: pageParam } : {}) } })
    },
    initialPageParam: null,
    getNextPageParam: (last) => last.nextCursor,
    staleTime: 5_000,
  })
}
