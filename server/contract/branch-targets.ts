import { z } from 'zod'
import { route } from './route.ts'
import { askedDay, cursor, day, listOf, moment, wecomId } from './shared.ts'

const count = z.number().int()
const asked = { id: z.string(), name: z.string(), target: count.nullable() }

export const readBranchTargets = route({
  method: 'get',
  path: '/api/branches/:id/targets',
  summary: "What the branch's target of a day, or of its month, is the sum of, each with why it is so much",
  params: z.strictObject({ id: wecomId }),
  query: z.strictObject({
    day: askedDay.optional(),
    span: z.enum(['day', 'month']).optional(),
    /** Of its own employees alone, without the branches below. */
    whose: z.enum(['all', 'own']).optional(),
    cursor: cursor.optional(),
  }),
  reply: listOf(
    z.discriminatedUnion('of', [
      z.object({ ...asked, of: z.literal('member'), sentences: z.array(z.string()) }),
      /** Of a large part of the bank: a branch with all below it, or the branch's own employees together. */
      z.object({ ...asked, of: z.enum(['branch', 'own']) }),
    ]),
  ).extend({
    day,
    /** The sum of all entries, on whatever page; null where nobody has a target. */
    total: count.nullable(),
    /** As it was kept last, at `asOf`. */
    kept: z.boolean(),
    asOf: moment,
  }),
})
