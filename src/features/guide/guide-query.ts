import { useQuery } from '@pinia/colada'
import type { SidebarGets } from '#contract/api.ts'
import { get } from '../../http/api.ts'

export type Guide = SidebarGets['/api/counting-guide']['reply']

export function useGuide() {
  return useQuery({ key: ['guide'], query: () => get('/api/counting-guide', {}), staleTime: 60_000 })
}
