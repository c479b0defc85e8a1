import { z } from 'zod'
import { differenceKinds } from '../domain/ledger-check.ts'
import { route } from './route.ts'
import { moment } from './shared.ts'

/** The nightly proof that the ledger says what the facts say, for operators. */
export const readLedgerCheck = route({
  method: 'get',
  path: '/api/ledger/check',
  summary: 'What the last check of the ledger found, and how far the running one is',
  reply: z.object({
    running: z.object({ phase: z.string(), checked: z.number().int(), startedAt: moment }).nullable(),
    last: z
      .object({
        startedAt: moment,
        finishedAt: moment,
        checked: z.number().int(),
        differences: z.number().int(),
        /** The first hundred of them. */
        items: z.array(z.object({ kind: z.enum(differenceKinds), sentence: z.string() })),
      })
      .nullable(),
  }),
})
