import { useInfiniteQuery, useQuery } from '@pinia/colada'
import type { SidebarGets } from '#contract/api.ts'
import { get } from '../../http/api.ts'

type Gets = SidebarGets
type QueryOf<Path extends keyof Gets> = Omit<NonNullable<Gets[Path]['query']>, 'cursor'>
type Paged = { nextCursor: string | null }

const STALE_MS = 15_000

/** One list of the branch, page by page; everything here is asked for again under `branch`. */
function useList<Page extends Paged>(key: () => string[], query: (cursor: { cursor?: string }) => Promise<Page>) {
  return useInfiniteQuery<Page, Error, string | null>({
    key: () => ['branch', ...key()],
    query: ({ pageParam }) => query(pageParam ? { cursor: pageParam } : {}),
    initialPageParam: null,
    getNextPageParam: (last) => last.nextCursor,
    staleTime: STALE_MS,
  })
}

export const useUncared = (id: () => string) =>
  useList(
    () => [id(), 'uncared'],
    (cursor) => get('/api/branches/:id/uncared', { params: { id: id() }, query: cursor }),
  )

export const useBranchAdds = (id: () => string, query: () => QueryOf<'/api/branches/:id/adds'>) =>
  useList(
    () => [id(), 'adds', JSON.stringify(query())],
    (cursor) => get('/api/branches/:id/adds', { params: { id: id() }, query: { ...query(), ...cursor } }),
  )

export const useBranchCredits = (id: () => string, query: () => QueryOf<'/api/branches/:id/credits'>) =>
  useList(
    () => [id(), 'credits', JSON.stringify(query())],
    (cursor) => get('/api/branches/:id/credits', { params: { id: id() }, query: { ...query(), ...cursor } }),
  )

export const useBranchTargets = (id: () => string, query: () => QueryOf<'/api/branches/:id/targets'>) =>
  useList(
    () => [id(), 'targets', JSON.stringify(query())],
    (cursor) => get('/api/branches/:id/targets', { params: { id: id() }, query: { ...query(), ...cursor } }),
  )

export const useBranchFollowUps = (id: () => string, query: () => QueryOf<'/api/branches/:id/follow-ups'>) =>
  useList(
    () => [id(), 'follow-ups', JSON.stringify(query())],
    (cursor) => get('/api/branches/:id/follow-ups', { params: { id: id() }, query: { ...query(), ...cursor } }),
  )

export const useUndelivered = (id: () => string) =>
  useList(
    () => [id(), 'undelivered'],
    (cursor) => get('/api/branches/:id/undelivered-messages', { params: { id: id() }, query: cursor }),
  )

export const useFunnelAdds = (id: () => string, query: () => QueryOf<'/api/branches/:id/funnel/adds'>) =>
  useList(
    () => [id(), 'funnel-adds', JSON.stringify(query())],
    (cursor) => get('/api/branches/:id/funnel/adds', { params: { id: id() }, query: { ...query(), ...cursor } }),
  )

export const useBranchLeads = (id: () => string) =>
  useList(
    () => [id(), 'leads'],
    (cursor) => get('/api/branches/:id/leads', { params: { id: id() }, query: cursor }),
  )

export function useFunnel(id: () => string, days: () => '1' | '3' | '7' | '30') {
  return useQuery({
    key: () => ['branch', id(), 'funnel', days()],
    query: () => get('/api/branches/:id/funnel', { params: { id: id() }, query: { days: days() } }),
    staleTime: STALE_MS,
  })
}

export const useBoard = (id: () => string) =>
  useList(
    () => [id(), 'board'],
    (cursor) => get('/api/branches/:id/board', { params: { id: id() }, query: cursor }),
  )

export function useTrend(id: () => string) {
  return useQuery({
    key: () => ['branch', id(), 'trend'],
    query: () => get('/api/branches/:id/trend', { params: { id: id() } }),
    staleTime: STALE_MS,
  })
}

export function usePeers(id: () => string) {
  return useQuery({
    key: () => ['branch', id(), 'peers'],
    query: () => get('/api/branches/:id/peers', { params: { id: id() } }),
    staleTime: 600_000,
  })
}
