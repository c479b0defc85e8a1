import { useQuery } from '@pinia/colada'
import type { SidebarGets } from '#contract/api.ts'
import { get } from '../../http/api.ts'

export type Month = SidebarGets['/api/my-day/month']['reply']
export type Explanation = SidebarGets['/api/my-day/explanation']['reply']
export type FigureName = Explanation['figure']
/** Of today where no day is named. */
export type AskedFigure = { figure: FigureName; day?: string | undefined }

export function useFigure(asked: () => AskedFigure) {
  return useQuery({
    key: () => ['my-day', 'explanation', asked().figure, asked().day ?? ''],
    query: () => get('/api/my-day/explanation', { query: askedOf(asked()) }),
    staleTime: 0,
  })
}

const askedOf = ({ figure, day }: AskedFigure) => (day ? { figure, day } : { figure })

/** `YYYY-MM`; this month for an empty one. */
export function useMonth(month: () => string) {
  return useQuery({
    key: () => ['my-day', 'month', month()],
    query: () => get('/api/my-day/month', { query: month() === '' ? {} : { month: month() } }),
    staleTime: 10_000,
  })
}
