import type { Engine } from '../engine.ts'
import type { RateLimits } from './rate-limits.ts'
import type { z } from 'zod'
import type { App } from './tokens.ts'

export type CallContext = { engine: Engine; app: App; limits: RateLimits }

/** One call of the API; `empty` are the fields that also a failed answer carries. */
export type Call = {
  path: string
  method: 'GET' | 'POST'
  who: 'app' | 'contact-sync' | 'both'
  empty: Record<string, unknown>
  run(context: CallContext, raw: unknown): Record<string, unknown> | Promise<Record<string, unknown>>
}

type CallOptions<S extends z.ZodType> = {
  who?: Call['who']
  empty?: Record<string, unknown>
  params: S
  answer(context: CallContext, params: z.output<S>): Record<string, unknown> | Promise<Record<string, unknown>>
}

export function get<S extends z.ZodType>(path: string, options: CallOptions<S>): Call {
  return call('GET', path, options)
}

export function post<S extends z.ZodType>(path: string, options: CallOptions<S>): Call {
  return call('POST', path, options)
}

function call<S extends z.ZodType>(method: 'GET' | 'POST', path: string, options: CallOptions<S>): Call {
  return {
    path,
    method,
    who: options.who ?? 'app',
    empty: options.empty ?? {},
    run: (context, raw) => options.answer(context, options.params.parse(raw)),
  }
}
