import type { SidebarGets, SidebarPosts } from '#contract/api.ts'
import { ApiProblem, networkProblem } from './api-problem.ts'
import type { axiosClient } from './axios-client.ts'
import { firstAlone } from './first-alone.ts'
import { checkSignedIn, noteAnswered, tellSignedOut } from './signed-out.ts'
import { whenIdle } from './when-idle.ts'

type Needs<Call extends { params: unknown }> = Call['params'] extends undefined
  ? { params?: undefined }
  : { params: Call['params'] }
type Query<Call extends { query: unknown }> = Call['query'] extends undefined
  ? { query?: undefined }
  : { query?: Call['query'] }
type Body<Call extends { body: unknown }> = { body: Call['body']; key: string; reason?: string }

/** Asks one address of the contract, an operator with a `reason` where it shows persons; throws ApiProblem. */
export async function get<Path extends keyof SidebarGets>(
  path: Path,
  { params, query, reason }: Needs<SidebarGets[Path]> & Query<SidebarGets[Path]> & { reason?: string },
): Promise<SidebarGets[Path]['reply']> {
  return request((client) => client.get(addressOf(path, params), { params: query, headers: because(reason) }))
}

/** Percent-encoded, since a header takes no Chinese. */
export const because = (reason?: string): Record<string, string> =>
  reason ? { 'X-Reason': encodeURIComponent(reason) } : {}

/** Writes under an intent's key: the same key and body gives the same reply, however often it is sent; an operator with a `reason` where it shows persons. Throws ApiProblem. */
export async function post<Path extends keyof SidebarPosts>(
  path: Path,
  { params, body, key, reason }: Needs<SidebarPosts[Path]> & Body<SidebarPosts[Path]>,
): Promise<SidebarPosts[Path]['reply']> {
  return request((client) =>
    client.post(addressOf(path, params), body, { headers: { ...because(reason), 'Idempotency-Key': key } }),
  )
}

/** Fetches the code for further requests while nothing else is to be done, so that a tap, or a lost network, finds it here. */
export function prepareRequests(): void {
  whenIdle(() => import('./axios-client.ts'))
}

type Client = typeof axiosClient

async function request<Reply>(send: (client: Client) => Promise<{ data: Reply }>): Promise<Reply> {
  const loaded = await import('./axios-client.ts').catch(() => {
    throw networkProblem()
  })
  return firstAlone(() => answerOf(() => send(loaded.axiosClient)))
}

async function answerOf<Reply>(sent: () => Promise<{ data: Reply }>): Promise<Reply> {
  checkSignedIn()
  try {
    const { data } = await sent()
    noteAnswered()
    return data
  } catch (fault) {
    if (fault instanceof ApiProblem && fault.code === 'session/required') tellSignedOut(fault)
    throw fault
  }
}

export function addressOf(path: string, params: object | undefined): string {
  return Object.entries(params ?? {}).reduce(
    (address, [name, value]) => address.replace(`:${name}`, encodeURIComponent(String(value))),
    path,
  )
}
