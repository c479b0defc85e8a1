import { useQuery } from '@pinia/colada'
import type { ManagedTalkScript } from '#contract/talk-script.ts'
import { get } from '../../http/api.ts'

export type LibraryFilter = { contactId: string; search: string; folder: string | null }

/** Approved scripts, filled in for the contact. Everything here is asked for again under `talk-scripts`. */
export function useLibrary(filter: () => LibraryFilter) {
  return useQuery({
    key: () => ['talk-scripts', 'library', filter().contactId, filter().search, filter().folder ?? ''],
    query: () => {
      const { contactId, search, folder } = filter()
      const query = { contact: contactId, ...(search && { search }), ...(folder !== null && { folder }) }
      return get('/api/talk-scripts', { query })
    },
    placeholderData: (before) => before,
    staleTime: 60_000,
  })
}

export function useManaged(filter: () => { state: ManagedTalkScript['state']; search: string }) {
  return useQuery({
    key: () => ['talk-scripts', 'managed', filter().state, filter().search],
    query: () => {
      const { state, search } = filter()
      return get('/api/managed-talk-scripts', { query: { state, ...(search && { search }) } })
    },
    staleTime: 5_000,
  })
}
