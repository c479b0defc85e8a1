import { useQuery } from '@pinia/colada'
import { get } from '../../http/api.ts'

/** Who is new, or may be. Asked for again under `joiners`. */
export function useJoiners() {
  return useQuery({ key: ['joiners'], query: () => get('/api/joiners', {}), staleTime: 30_000 })
}

/** Which tags give a role. Asked for again under `role-tags`. */
export function useRoleTags() {
  return useQuery({ key: ['role-tags'], query: () => get('/api/role-tags', {}), staleTime: 30_000 })
}
