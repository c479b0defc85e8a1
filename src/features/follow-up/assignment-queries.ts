import { useInfiniteQuery, useQuery } from '@pinia/colada'
import type { SidebarGets, SidebarPosts } from '#contract/api.ts'
import { get, post } from '../../http/api.ts'
import { newIntent } from '../../http/intent.ts'

export type PreviewBody = SidebarPosts['/api/follow-ups/preview']['body']
export type Preview = SidebarPosts['/api/follow-ups/preview']['reply']
type AssignmentsPage = SidebarGets['/api/assignments']['reply']

/** What an assignment would do now; asked anew for each body. */
export function useAssignmentPreview(body: () => PreviewBody) {
  return useQuery({
    key: () => ['assignments', 'preview', JSON.stringify(body())],
    query: () => post('/api/follow-ups/preview', { body: body(), key: newIntent().key }),
    placeholderData: (before: Preview | undefined) => before,
    staleTime: 10_000,
  })
}

export function useAssignments() {
  return useInfiniteQuery<AssignmentsPage, Error, string | null>({
    key: ['assignments', 'list'],
    query: ({ pageParam }) => get('/api/assignments', { query: pageParam ? { cursor: pageParam } : {} }),
    initialPageParam: null,
    getNextPageParam: (last) => last.nextCursor,
    staleTime: 5_000,
  })
}
