import { AxiosError, create, type AxiosInstance } from 'axios'
import { networkProblem, refusal } from './api-problem.ts'

/** Its own chunk: nothing before the first contact needs it. Throws ApiProblem. */
export const axiosClient: AxiosInstance = create({
  timeout: 15_000,
  headers: { 'X-Requested-With': 'zhenke', Accept: 'application/json' },
})

axiosClient.interceptors.response.use(undefined, (fault: unknown) => {
  if (!(fault instanceof AxiosError)) throw fault
  throw fault.response ? refusal(fault.response.status, fault.response.data) : networkProblem()
})
