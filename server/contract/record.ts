import { z } from 'zod'
import { addEntry } from './add.ts'
import { route } from './route.ts'
import { csvFile, day, moment, person } from './shared.ts'

/** Everything that is counted of the employee: each add with its entries, each closed day as it was judged. */
export const readMyRecord = route({
  method: 'get',
  path: '/api/my-record',
  summary: "The employee's own record, whole: adds, entries of the ledger, closed days",
  reply: z.object({
    employee: person,
    adds: z.array(addEntry.omit({ may: true, credit: true }).extend({ privateSince: moment.nullable() })),
    /** Every entry of the ledger for the employee; without a contact, somebody else has taken the add over. */
    credits: z.array(
      z.object({ contact: person.nullable(), day, earnedDay: day, amount: z.number().int(), reason: z.string() }),
    ),
    days: z.array(
      z.object({
        day,
        target: z.number().int().nullable(),
        weight: z.number(),
        gained: z.number().int(),
        lost: z.number().int(),
        added: z.number().int(),
      }),
    ),
    asOf: moment,
  }),
})

export const exportMyRecord = route({
  method: 'get',
  path: '/api/my-record.csv',
  summary: "The employee's own record as a file",
  reply: csvFile,
  as: 'csv',
})
