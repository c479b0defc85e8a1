import { useQuery } from '@pinia/colada'
import { get } from '../../http/api.ts'

/** The reader's own, and those in which they stand in for somebody. */
export function useStandIns() {
  return useQuery({ key: ['stand-ins'], query: () => get('/api/stand-ins', {}), staleTime: 30_000 })
}
