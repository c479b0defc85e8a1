import { useQuery } from '@pinia/colada'
import { readContactPage } from '../../http/first-contact.ts'

/** Everything about the contact in the open chat; the first request was begun by the page itself. */
export function useContact(id: () => string) {
  return useQuery({
    key: () => ['contact', id()],
    query: () => readContactPage(id()),
    staleTime: 5_000,
  })
}
