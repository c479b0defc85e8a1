import { useQuery } from '@pinia/colada'
import { get } from '../../http/api.ts'

const FAR_AHEAD = '2099-12-31'

/** Leave of the branch in the next 60 days. Everything here is asked for again under `leave`. */
export function useBranchLeave(branchId: () => string) {
  return useQuery({
    key: () => ['leave', branchId(), 'soon'],
    query: () => get('/api/branches/:id/leave', { params: { id: branchId() }, query: {} }),
    staleTime: 30_000,
  })
}

/** All leave of one employee that is still to come. */
export function useLeaveOf(branchId: () => string, employee: () => string) {
  return useQuery({
    key: () => ['leave', branchId(), employee()],
    query: () =>
      get('/api/branches/:id/leave', { params: { id: branchId() }, query: { employee: employee(), to: FAR_AHEAD } }),
    staleTime: 10_000,
  })
}
