import { useInfiniteQuery, useQuery } from '@pinia/colada'
import type { SidebarGets } from '#contract/api.ts'
import { get } from '../../http/api.ts'

export function useMonths() {
  return useQuery({ key: ['months'], query: () => get('/api/months', {}), staleTime: 60_000 })
}

export function useStatement(month: () => string) {
  return useQuery({
    key: () => ['months', month()],
    query: () => get('/api/months/:month/statement', { params: { month: month() } }),
    staleTime: 60_000,
  })
}

export type StatementsAsked = { month: string; branch: string; reason: string }
type Page = SidebarGets['/api/months/:month/statements']['reply']

/** The statements of one closed month, a page at a time; an empty `branch` is everything the reader may see. */
export function useStatements(asked: () => StatementsAsked) {
  return useInfiniteQuery<Page, Error, string | null>({
    key: () => ['statements', JSON.stringify(asked())],
    query: ({ pageParam }) => {
      const { month, reason } = asked()
      const query = { ...scopeOf(asked()), ...(pageParam ? { cursor: pageParam } : {}) }
      return get('/api/months/:month/statements', { params: { month }, query, reason })
    },
    initialPageParam: null,
    getNextPageParam: (last) => last.nextCursor,
    staleTime: 60_000,
  })
}

export const scopeOf = ({ branch }: StatementsAsked): { branch?: string } => (branch ? { branch } : {})
