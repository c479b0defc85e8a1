import type { Body, Params, Query, Reply, RouteContract } from '../contract/route.ts'
import type { ContactActor, EmployeeActor } from '../domain/employee.ts'
import type { Ports } from '../ports.ts'

export type Call<R extends RouteContract, A> = {
  actor: A
  params: Params<R>
  query: Query<R>
  body: Body<R>
  ports: Ports
  /** Id of the session that asks; empty on the contact's page. */
  session: string
  /** What the caller gives as the reason for looking at persons (X-Reason); null without one. */
  reason: string | null
}

/** A contract with what answers it. `audience` decides which session is asked for before anything is parsed. */
export type Route = EmployeeRoute | ContactRoute
export type EmployeeRoute = {
  audience: 'employee'
  contract: RouteContract
  answer(call: Call<RouteContract, EmployeeActor>): Promise<unknown>
  /** The answer also takes the session's cookie away. */
  endsSession?: true
}
export type ContactRoute = {
  audience: 'contact'
  contract: RouteContract
  answer(call: Call<RouteContract, ContactActor>): Promise<unknown>
}

/** Binds a contract under /api to its use case. */
export function forEmployee<R extends RouteContract>(
  contract: R,
  answer: (call: Call<R, EmployeeActor>) => Promise<Reply<R>>,
): EmployeeRoute {
  return { audience: 'employee', contract, answer: answer as never }
}

/** Binds a contract of the contact's page to its use case. */
export function forContact<R extends RouteContract>(
  contract: R,
  answer: (call: Call<R, ContactActor>) => Promise<Reply<R>>,
): ContactRoute {
  return { audience: 'contact', contract, answer: answer as never }
}
