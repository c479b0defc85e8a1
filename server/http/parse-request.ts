import type { Request } from 'express'
import { z } from 'zod'
import type { RouteContract } from '../contract/route.ts'
import { Problem } from '../domain/problem.ts'

export type ParsedRequest = { params: Fields; query: Fields; body: Fields }
type Fields = Record<string, unknown>

const nothing = z.strictObject({})

/** Params, query and body as the contract wants them; strict, so an unknown key and a repeated query parameter are refused. */
export function parseRequest(contract: RouteContract, req: Request): ParsedRequest {
  return {
    params: parse('params', contract.params ?? nothing, req.params),
    query: parse('query', contract.query ?? nothing, { ...req.query }),
    body: contract.method === 'get' ? {} : parse('body', contract.body ?? nothing, req.body),
  }
}

function parse(part: string, schema: z.ZodObject, value: unknown): Fields {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const path = parsed.error.issues[0]?.path.map(String).join('.')
  throw new Problem('request/invalid', { place: path ? `${part}.${path}` : part })
}
