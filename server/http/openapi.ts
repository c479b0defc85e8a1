import { z } from 'zod'
import type { RouteContract } from '../contract/route.ts'
import { problem } from '../contract/shared.ts'

/** The OpenAPI 3.1 document of these contracts. */
export function openApiOf(contracts: readonly RouteContract[], build: string): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const contract of contracts) {
    const path = contract.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [contract.method]: operation(contract) }
  }
  return { openapi: '3.1.0', info: { title: 'Zhenke', version: build }, paths }
}

function operation(contract: RouteContract): object {
  return {
    summary: contract.summary,
    parameters: [...parameters('path', contract.params), ...parameters('query', contract.query)],
    ...(contract.body ? { requestBody: { required: true, content: json(contract.body, 'input') } } : {}),
    responses: {
      [contract.status ?? 200]: { description: contract.summary, content: contentOf(contract) },
      default: {
        description: 'A problem (RFC 9457)',
        content: { 'application/problem+json': { schema: z.toJSONSchema(problem) } },
      },
    },
  }
}

const contentOf = ({ as, reply }: RouteContract) => {
  if (as === 'csv') return { 'text/csv': { schema: { type: 'string' } } }
  if (as === 'picture') return { 'image/*': { schema: { type: 'string', format: 'binary' } } }
  if (as === 'download') return { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
  return json(reply, 'output')
}

const json = (schema: z.ZodType, io: 'input' | 'output') => ({
  'application/json': { schema: z.toJSONSchema(schema, { io }) },
})

function parameters(place: 'path' | 'query', schema: z.ZodObject | undefined): object[] {
  if (!schema) return []
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' })
  return Object.entries(properties).map(([name, field]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: field,
  }))
}
