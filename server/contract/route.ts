import type { z } from 'zod'

/** One address of the server: what it takes, what it answers. Schemas of requests are strict: an unknown key is refused. */
export type RouteContract = {
  method: 'get' | 'post'
  path: `/${string}`
  summary: string
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodObject
  reply: z.ZodType
  /** Status of the answer that succeeds; 200 unless told. */
  status?: number
  /** How large a request may be: 64 KB unless told, for files. */
  bodyLimit?: '1mb' | '3mb'
  /** The reply is `csvFile`, `picture` or `downloadFile`, and goes out as that file. */
  as?: 'csv' | 'picture' | 'download'
}

export const route = <const R extends RouteContract>(contract: R): R => contract

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined
export type Params<R extends RouteContract> = Parsed<R['params']>
export type Query<R extends RouteContract> = Parsed<R['query']>
export type Body<R extends RouteContract> = Parsed<R['body']>
export type Reply<R extends RouteContract> = z.output<R['reply']>
