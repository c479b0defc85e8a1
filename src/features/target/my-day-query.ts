import { useQuery } from '@pinia/colada'
import { get } from '../../http/api.ts'
import { openedAt, readOpening } from '../../http/opening.ts'

/** The employee's day; the first one came with the page. */
export function useMyDay() {
  const first = readOpening()?.myDay
  return useQuery({
    key: ['my-day'],
    query: () => get('/api/my-day', {}),
    ...(first ? { initialData: () => first, initialDataUpdatedAt: openedAt } : {}),
    staleTime: 30_000,
  })
}
