import { useInfiniteQuery } from '@pinia/colada'
import type { SidebarGets } from '#contract/api.ts'
import { get } from '../../http/api.ts'

type TimelinePage = SidebarGets['/api/contacts/:id/timeline']['reply']

/** Begins at the cursor that the contact's page named. */
export function useOlderTimeline(contactId: () => string, from: () => string) {
  return useInfiniteQuery<TimelinePage, Error, string>({
    key: () => ['timeline', contactId(), from()],
    query: ({ pageParam }) =>
      get('/api/contacts/:id/timeline', { params: { id: contactId() }, query: { cursor: pageParam } }),
    initialPageParam: from(),
    getNextPageParam: (last) => last.nextCursor,
    staleTime: 60_000,
  })
}
