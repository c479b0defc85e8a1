import { z } from 'zod'
import { route } from './route.ts'
import { day, moment } from './shared.ts'

/** `target` is null when no policy names the employee: "no target set", never 0/0. `effective` is `gained - lost`. */
export const myDay = z.object({
  day,
  workingDay: z.boolean(),
  target: z.number().int().nullable(),
  effective: z.number().int(),
  gained: z.number().int(),
  lost: z.number().int(),
  awaiting: z.number().int(),
  added: z.number().int(),
  asOf: moment,
  month: z.object({
    target: z.number().int().nullable(),
    effective: z.number().int(),
    /** Null while there is too little to go by. */
    expected: z.number().int().nullable(),
    workingDaysLeft: z.number(),
  }),
  history: z.array(
    z.object({ day, target: z.number().int().nullable(), effective: z.number().int(), workingDay: z.boolean() }),
  ),
  followUpsDue: z.number().int(),
  /** Said in the reader's language: what is missing today, and the month's pace. */
  sentences: z.object({ today: z.string(), month: z.string() }),
})
export type MyDay = z.output<typeof myDay>

export const readMyDay = route({
  method: 'get',
  path: '/api/my-day',
  summary: "The employee's own day: target, effective adds, what awaits",
  query: z.strictObject({ day: day.optional() }),
  reply: myDay,
})
