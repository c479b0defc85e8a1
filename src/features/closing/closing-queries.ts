import { useQuery } from '@pinia/colada'
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
