import { useQuery } from '@pinia/colada'
import { get } from '../../http/api.ts'

/** What the reader has to do, due first. */
export function useMyFollowUps() {
  return useQuery({
    key: ['follow-ups', 'mine'],
    query: () => get('/api/follow-ups', { query: { state: 'open,overdue', assignee: 'me' } }),
    staleTime: 15_000,
  })
}
