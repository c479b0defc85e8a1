import type { ProblemReply } from '#contract/shared.ts'

/** `offline`: this device has no network; `away`: the server could not be reached or could not answer; `refused`: it answered no. */
export type ProblemKind = 'offline' | 'away' | 'refused'

/** The one error that a request throws. Words are the server's, in the reader's language; empty unless `refused`. */
export class ApiProblem extends Error {
  readonly kind: ProblemKind
  readonly code: ProblemReply['type'] | null
  readonly title: string
  readonly detail: string
  readonly remedy: string
  readonly status: number
  readonly requestId: string
  /** Of a time that was refused: the next that would not be. */
  readonly nextAt: string | null

  constructor(kind: ProblemKind, status = 0, reply: Partial<ProblemReply> = {}) {
    super(reply.title ?? kind)
    this.name = 'ApiProblem'
    this.kind = kind
    this.status = status
    this.code = reply.type ?? null
    this.title = reply.title ?? ''
    this.detail = reply.detail ?? ''
    this.remedy = reply.remedy ?? ''
    this.requestId = reply.requestId ?? ''
    this.nextAt = reply.nextAt ?? null
  }

  /** Whether the same request may succeed without anything else changing first. */
  get mayPass(): boolean {
    return this.kind !== 'refused' || this.status === 429 || this.status >= 500
  }
}

export function networkProblem(): ApiProblem {
  return new ApiProblem(navigator.onLine ? 'away' : 'offline')
}

/** From an answer that was no success. A gateway's own page has no problem in it: then the server is away. */
export function refusal(status: number, body: unknown): ApiProblem {
  const isProblem = typeof body === 'object' && body !== null && 'type' in body && 'title' in body
  return isProblem ? new ApiProblem('refused', status, body as ProblemReply) : new ApiProblem('away', status)
}

/** What a query failed with. Anything that is no ApiProblem is a fault of our own code and rises. */
export function asApiProblem(fault: unknown): ApiProblem {
  if (fault instanceof ApiProblem) return fault
  throw fault
}
