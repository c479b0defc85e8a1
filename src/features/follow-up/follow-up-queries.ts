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

/** Of one's own: what is overdue or due today, all that is to do, or what is done. */
export const whichOwn = ['due', 'todo', 'done'] as const
export type WhichOwn = (typeof whichOwn)[number]
const states: Record<WhichOwn, string> = { due: 'due', todo: 'open,overdue', done: 'completed,cancelled' }

/** Page by page, due first; what is done, the last first. */
export function useOwnFollowUps(which: () => WhichOwn) {
  return useInfiniteQuery<Page, Error, string | null>({
    key: () => ['follow-ups', 'own', which()],
    query: ({ pageParam }) =>
      get('/api/follow-ups', {
        query: { state: states[which()], assignee: 'me', ...(pageParam ? { cursor: pageParam } : {}) },
      }),
    initialPageParam: null,
    getNextPageParam: (last) => last.nextCursor,
    staleTime: 5_000,
  })
}
