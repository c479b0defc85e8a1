import { useQuery } from '@pinia/colada'
import { get } from '../../http/api.ts'

export function useFollowUpRules() {
  return useQuery({ key: ['follow-up-rules'], query: () => get('/api/follow-up-rules', {}), staleTime: 10_000 })
}

/** Approved scripts that the whole bank may use. */
export function useBankScripts() {
  return useQuery({
    key: ['talk-scripts', 'bank'],
    query: async () => (await get('/api/talk-scripts', { query: {} })).items.filter(({ branch }) => branch === null),
    staleTime: 60_000,
  })
}
