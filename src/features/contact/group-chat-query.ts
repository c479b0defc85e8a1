import { useQuery } from '@pinia/colada'
import { get } from '../../http/api.ts'

export function useGroupChat(id: () => string) {
  return useQuery({
    key: () => ['group-chat', id()],
    query: () => get('/api/group-chats/:id', { params: { id: id() } }),
    staleTime: 5_000,
  })
}
