import { useInfiniteQuery } from '@pinia/colada'
import type { SidebarGets } from '#contract/api.ts'
import { get } from '../../http/api.ts'

export type ReviewState = 'open' | 'closed'
type ReviewsPage = SidebarGets['/api/reviews']['reply']

/** Reviews of one's own adds and of those one may decide, page by page. */
export function useReviews(state: () => ReviewState) {
  return useInfiniteQuery<ReviewsPage, Error, string | null>({
    key: () => ['reviews', state()],
    query: ({ pageParam }) =>
      get('/api/reviews', { query: { state: state(), ...(pageParam ? { cursor: pageParam } : {}) } }),
    initialPageParam: null,
    getNextPageParam: (last) => last.nextCursor,
    staleTime: 5_000,
  })
}
