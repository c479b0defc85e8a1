import { useQuery } from '@pinia/colada'
import { get } from './api.ts'
import { readAll } from './read-all.ts'

/** As many as a list to choose from can hold. */
const MOST_CHOICES = 300
const STALE_MS = 60_000

const readPeople = (id: string) => async (query: { cursor?: string }) => {
  const { items, nextCursor } = await get('/api/branches/:id/members', { params: { id }, query })
  return { items: items.map(({ employee }) => employee), nextCursor }
}
const readBelow = (id: string) => async (query: { cursor?: string }) => {
  const { items, nextCursor } = await get('/api/branches/:id/leads', { params: { id }, query })
  return { items: items.map(({ branch }) => branch), nextCursor }
}

/** Everybody who works in these branches or below them, as far as a list can hold them. */
export function usePeopleOf(branchIds: () => string[]) {
  return useQuery({
    key: () => ['choices', 'people', ...branchIds()],
    query: () => readAll(branchIds().map(readPeople), MOST_CHOICES),
    enabled: () => branchIds().length > 0,
    staleTime: STALE_MS,
  })
}

/** The branches directly below these, as far as a list can hold them; asked for once `isWanted`. */
export function useBranchesBelow(branchIds: () => string[], isWanted: () => boolean) {
  return useQuery({
    key: () => ['choices', 'branches', ...branchIds()],
    query: () => readAll(branchIds().map(readBelow), MOST_CHOICES),
    enabled: () => isWanted() && branchIds().length > 0,
    staleTime: STALE_MS,
  })
}
