import { useInfiniteQuery } from '@pinia/colada'
import type { SidebarGets } from '#contract/api.ts'
import { get } from '../../http/api.ts'

export type ReviewState = 'open' | 'closed'
type ReviewsPage = SidebarGets['/api/reviews']['reply']

/** Reviews of one's own adds and of those one may decide, page by page; an operator's with the `reason` for looking, empty without one. */
export function useReviews(state: () => ReviewState, reason: () => string) {
  return useInfiniteQuery<ReviewsPage, Error, string | null>({
    key: () => ['reviews', state(), reason()],
    query: ({ pageParam }) =>
      get('/api/reviews', {
        query: { state: state(), ...(pageParam ? { cursor: pageParam } : {}) },
        reason: reason(),
      }),
    initialPageParam: null,
    getNextPageParam: (last) => last.nextCursor,
    staleTime: 5_000,
  })
}
