import { useQuery } from '@pinia/colada'
import { get } from '../../http/api.ts'

export function useTagChoices(contactId: () => string) {
  return useQuery({
    key: () => ['tag-choices', contactId()],
    query: () => get('/api/contacts/:id/tag-choices', { params: { id: contactId() } }),
    staleTime: 0,
  })
}
