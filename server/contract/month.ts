import { z } from 'zod'
import { route } from './route.ts'
import { askedMonth, csvFile, cursor, day, listOf, moment, person, wecomId } from './shared.ts'

const month = askedMonth
const params = z.strictObject({ month })

/** As the month closed; `effective` is what was earned and booked in it. `valid` says that nothing was changed since it was signed. */
const statement = z.object({
  month,
  branch: person,
  weight: z.number(),
  target: z.number().int().nullable(),
  effective: z.number().int(),
  closedAt: moment,
  signature: z.object({ keyId: z.string(), signature: z.string(), signed: z.string(), valid: z.boolean() }),
})

const result = z.object({
  /** Earned in the month and booked after it had closed: gained less lost. */
  decidedLater: z.number().int(),
  /** What the month is judged by: `effective` and what was decided later. */
  result: z.number().int(),
})

export const readMonths = route({
  method: 'get',
  path: '/api/months',
  summary: "The employee's closed months, newest first",
  reply: z.object({ items: z.array(statement.omit({ signature: true, branch: true }).extend(result.shape)) }),
})

export const readStatement = route({
  method: 'get',
  path: '/api/months/:month/statement',
  summary: "The employee's own statement of a closed month: figures, days, what was decided later",
  params,
  reply: statement.extend(result.shape).extend({
    days: z.array(
      z.object({
        day,
        weight: z.number(),
        target: z.number().int().nullable(),
        gained: z.number().int(),
        lost: z.number().int(),
        added: z.number().int(),
      }),
    ),
    /** A contact who is with somebody else by now has no name, unless the reader leads them. */
    later: z.array(
      z.object({
        day,
        earnedDay: day,
        amount: z.number().int(),
        reason: z.string(),
        addId: z.string(),
        contact: person.nullable(),
      }),
    ),
  }),
})

const scope = z.strictObject({ branch: wecomId.optional() })

export const readStatements = route({
  method: 'get',
  path: '/api/months/:month/statements',
  summary: 'The statements of a closed month, of all whom the reader may see; an operator says why (X-Reason)',
  params,
  query: scope.extend({ cursor: cursor.optional() }),
  reply: listOf(statement.extend(result.shape).extend({ employee: person })),
})

export const exportStatements = route({
  method: 'get',
  path: '/api/months/:month/statements/export',
  summary: 'The same as a CSV file whose last line is a signature over all before it; an operator says why (X-Reason)',
  params,
  query: scope,
  reply: csvFile,
  as: 'csv',
})

export const monthApi = [readMonths, readStatement, readStatements, exportStatements] as const
