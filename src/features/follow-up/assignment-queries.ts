import { useInfiniteQuery, useQuery } from '@pinia/colada'
import { shallowRef, watch } from 'vue'
import type { SidebarGets, SidebarPosts } from '#contract/api.ts'
import { get, post } from '../../http/api.ts'
import { newIntent } from '../../http/intent.ts'

export type PreviewBody = SidebarPosts['/api/follow-ups/preview']['body']
export type Preview = SidebarPosts['/api/follow-ups/preview']['reply']
type ReassignmentBody = SidebarPosts['/api/reassignments/preview']['body']
type AssignmentsPage = SidebarGets['/api/assignments']['reply']

/** What an assignment would do now; asked anew for each body. A body that was refused leaves what was told before. */
export const useAssignmentPreview = (body: () => PreviewBody) =>
  usePreview('preview', body, (asked) => post('/api/follow-ups/preview', { body: asked, key: newIntent().key }))

/** As `useAssignmentPreview`, of follow-ups that are handed on. */
export const useReassignmentPreview = (body: () => ReassignmentBody) =>
  usePreview('reassignment', body, (asked) => post('/api/reassignments/preview', { body: asked, key: newIntent().key }))

function usePreview<Body, Told>(name: string, body: () => Body, ask: (body: Body) => Promise<Told>) {
  const told = shallowRef<Told>()
  const { data, ...rest } = useQuery<Told>({
    key: () => ['assignments', name, JSON.stringify(body())],
    query: () => ask(body()),
    placeholderData: (before) => before,
    staleTime: 10_000,
  })
  watch(
    data,
    (preview) => {
      if (preview) told.value = preview
    },
    { immediate: true },
  )
  return { ...rest, data: told }
}

type ChoicesAsked = NonNullable<SidebarGets['/api/filter-choices']['query']>

/** The approved scripts that can go with a follow-up. */
export function useScriptChoices() {
  return useQuery({
    key: ['talk-scripts', 'to-assign'],
    query: async () => (await get('/api/talk-scripts', { query: {} })).items.map(({ id, title }) => ({ id, title })),
    staleTime: 60_000,
  })
}

/** The tags or channels that can be filtered by. */
export function useFilterChoices(asked: () => ChoicesAsked) {
  return useQuery({
    key: () => ['filter-choices', JSON.stringify(asked())],
    query: () => get('/api/filter-choices', { query: asked() }),
    placeholderData: (before: SidebarGets['/api/filter-choices']['reply'] | undefined) => before,
    staleTime: 60_000,
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

export function useAssignment(id: () => string) {
  return useQuery({
    key: () => ['assignments', 'one', id()],
    query: () => get('/api/assignments/:id', { params: { id: id() } }),
    staleTime: 0,
  })
}
