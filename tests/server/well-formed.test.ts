import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { sidebarApi } from '../../server/contract/api.ts'
import type { Caller } from '../support/caller.ts'
import { type RightsWorld, startRightsWorld } from '../support/rights-world.ts'

let rights: RightsWorld
beforeAll(async () => {
  rights = await startRightsWorld()
})
afterAll(() => rights.world.stop())

const years = ['0000', '0001', '1899', '1999', '2000', '2024', '2026', '2099', '2100', '9999']
const days = years.flatMap((year) => ['01-01', '02-29', '11-23', '12-31'].map((day) => `${year}-${day}`))
const months = years.flatMap((year) => ['01', '11', '12'].map((month) => `${year}-${month}`))
const moments = ['-1', '0', '1763950000000', '8640000000000001', '999999999999999'].map((at) => `${at}_x`)
const texts = [
  '',
  'x',
  '\0',
  "';--",
  '%00',
  '🙂',
  'null',
  '-1',
  '0',
  '1e400',
  '1763950000000_added',
  'AAAA',
  'a'.repeat(200),
]
const ids = ['1', '2', '3', '99', 'linxiaoman', 'wmNOBODY', 'wholeBank', '0198c0de-0000-7000-8000-000000000000']

/** Every word that a contract allows somewhere. */
const words = [
  ...new Set(
    sidebarApi
      .flatMap((contract) => ('query' in contract ? [JSON.stringify(z.toJSONSchema(contract.query))] : []))
      .flatMap((schema) =>
        [...schema.matchAll(/"enum":(\[[^\]]*\])/g)].flatMap(([, list]) => JSON.parse(list ?? '[]')),
      ),
  ),
].map(String)
const pool = [...years, ...days, ...months, ...moments, ...texts, ...ids, ...words, 'open,overdue', 'me']

/** A value for each field that the schema takes, or none where it may be left out. */
function fieldsOf(schema: z.ZodObject | undefined): fc.Arbitrary<Record<string, string | undefined>> {
  const shape = Object.entries(schema?.shape ?? {}).map(([name, field]) => {
    const fitting = pool.filter((value) => (field as z.ZodType).safeParse(value).success)
    const optional = (field as z.ZodType).safeParse(undefined).success
    expect([name, fitting.length > 0 || optional]).toEqual([name, true])
    return [name, optional ? fc.option(fc.constantFrom(...fitting), { nil: undefined }) : fc.constantFrom(...fitting)]
  })
  return fc.record(Object.fromEntries(shape))
}

const reads = sidebarApi.filter((contract) => contract.method === 'get')
const because = { 'x-reason': encodeURIComponent('虚构的理由') }

async function ask(caller: Caller, path: string, params: object, query: object): Promise<string> {
  const address = Object.entries(params).reduce(
    (told, [name, value]) => told.replace(`:${name}`, encodeURIComponent(String(value))),
    path,
  )
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  const asked = given.length > 0 ? `${address}?${new URLSearchParams(given)}` : address
  const { status, body } = await caller.get(asked, because)
  return status >= 500 ? `${asked}: ${status} ${body['type']}` : ''
}

describe('A read whose parameters are well formed', () => {
  it.each(reads)('is answered, or refused in words, and never a fault of ours: $path', async (contract) => {
    const { params, query } = contract as { params?: z.ZodObject; query?: z.ZodObject }
    const asked = fc.tuple(fieldsOf(params), fieldsOf(query), fc.constantFrom('teller', 'lead', 'operator'))
    await fc.assert(
      fc.asyncProperty(asked, async ([given, wanted, role]) => {
        expect(await ask(rights.callers[role], contract.path, given, wanted)).toBe('')
      }),
      { numRuns: params || query ? 25 : 3, seed: 20261123 },
    )
  })

  it.each([
    '/api/my-day?day=9999-12-31',
    '/api/my-day?day=0000-01-01',
    '/api/my-day/month?month=9999-12',
    '/api/my-day/explanation?figure=month&day=9999-12-31',
  ])('names the field when it asks for a time that the bank has not: %s', async (path) => {
    const { status, body } = await rights.callers.teller.get(path)
    expect([status, body['type']]).toEqual([400, 'request/invalid'])
  })
})
