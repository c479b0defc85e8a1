import { useQuery } from '@pinia/colada'
import type { SidebarGets } from '#contract/api.ts'
import { get } from '../../http/api.ts'

export type Month = SidebarGets['/api/my-day/month']['reply']
export type Explanation = SidebarGets['/api/my-day/explanation']['reply']
export type FigureName = Explanation['figure']

export function useFigure(figure: () => FigureName) {
  return useQuery({
    key: () => ['my-day', 'explanation', figure()],
    query: () => get('/api/my-day/explanation', { query: { figure: figure() } }),
    staleTime: 0,
  })
}

/** `YYYY-MM`; this month for an empty one. */
export function useMonth(month: () => string) {
  return useQuery({
    key: () => ['my-day', 'month', month()],
    query: () => get('/api/my-day/month', { query: month() === '' ? {} : { month: month() } }),
    staleTime: 10_000,
  })
}
