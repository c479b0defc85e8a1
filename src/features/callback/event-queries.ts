import { useQuery } from '@pinia/colada'
import { get } from '../../http/api.ts'

/** What WeCom told and is not handled yet, and the last reconciliation. Asked for again under `inbox`. */
export function useInbox() {
  return useQuery({ key: ['inbox'], query: () => get('/api/inbox', {}), staleTime: 10_000 })
}
