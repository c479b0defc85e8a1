import { useInfiniteQuery, useQuery } from '@pinia/colada'
import type { SidebarGets } from '#contract/api.ts'
import { get } from '../../http/api.ts'

type ContactsPage = SidebarGets['/api/branches/:id/contacts']['reply']
export type Overview = SidebarGets['/api/branches/:id/overview']['reply']

export function useOverview(branchId: () => string) {
  return useQuery({
    key: () => ['branch', branchId(), 'overview'],
    query: () => get('/api/branches/:id/overview', { params: { id: branchId() } }),
    staleTime: 15_000,
  })
}

/** Of those the reader leads, by a part of their name; asked for once there is one. */
export function useFoundBranches(search: () => string) {
  return useQuery({
    key: () => ['led-branches', search()],
    query: () => get('/api/led-branches', { query: { search: search() } }),
    enabled: () => search() !== '',
    placeholderData: (before: SidebarGets['/api/led-branches']['reply'] | undefined) => before,
    staleTime: 60_000,
  })
}

type MembersPage = SidebarGets['/api/branches/:id/members']['reply']

/** Members after those of the overview, page by page; nothing is asked before somebody wants more. */
export function useMoreMembers(branchId: () => string, first: () => string | null, wanted: () => boolean) {
  return useInfiniteQuery<MembersPage, Error, string | null>({
    key: () => ['branch', branchId(), 'members', first() ?? ''],
    query: ({ pageParam }) => {
      const cursor = pageParam ?? first()
      return get('/api/branches/:id/members', { params: { id: branchId() }, query: cursor ? { cursor } : {} })
    },
    initialPageParam: null,
    getNextPageParam: (last) => last.nextCursor,
    enabled: () => wanted() && first() !== null,
    staleTime: 15_000,
  })
}

/** One member who is on no page that was read. */
export function useMember(branchId: () => string, employeeId: () => string | null) {
  return useQuery({
    key: () => ['branch', branchId(), 'member', employeeId() ?? ''],
    query: () => {
      const query = { employee: employeeId() ?? '' }
      return get('/api/branches/:id/members', { params: { id: branchId() }, query })
    },
    enabled: () => employeeId() !== null,
    staleTime: 15_000,
  })
}

/** The branch's contacts, or those of one of its employees. */
export function useBranchContacts(branchId: () => string, employeeId: () => string | null) {
  return useInfiniteQuery<ContactsPage, Error, string | null>({
    key: () => ['branch', branchId(), 'contacts', employeeId() ?? 'all'],
    query: ({ pageParam }) => {
      const employee = employeeId()
      const query = { ...(employee ? { employee } : {}), ...(pageParam ? { cursor: pageParam } : {}) }
      return get('/api/branches/:id/contacts', { params: { id: branchId() }, query })
    },
    initialPageParam: null,
    getNextPageParam: (last) => last.nextCursor,
    staleTime: 10_000,
  })
}
