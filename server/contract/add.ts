import { z } from 'zod'
import { verdictStatuses } from '../domain/add.ts'
import { route } from './route.ts'
import { cursor, day, face, listOf, moment, ownId } from './shared.ts'

/** `reason` is a void reason, an awaiting reason or null; `sentence` says it in the reader's language with what to do about it. */
export const verdict = z.object({
  status: z.enum(verdictStatuses),
  reason: z.string().nullable(),
  sentence: z.string(),
  since: moment,
  /** Full days until the window ends; null unless awaiting. */
  daysLeft: z.number().int().nullable(),
})
export type Verdict = z.output<typeof verdict>

export const addEntry = z.object({
  id: z.string(),
  contact: face,
  addedAt: moment,
  channel: z.string(),
  verdict,
  credit: z.object({ day }).nullable(),
  may: z.object({ explain: z.boolean() }),
})
export type AddEntry = z.output<typeof addEntry>

export const readAdds = route({
  method: 'get',
  path: '/api/adds',
  summary: "The employee's own adds with their verdicts, newest first; awaiting ones with the oldest window first",
  query: z.strictObject({
    from: day.optional(),
    to: day.optional(),
    status: z.enum(verdictStatuses).optional(),
    cursor: cursor.optional(),
  }),
  reply: listOf(addEntry),
})

export const explainAdd = route({
  method: 'get',
  path: '/api/adds/:id/explanation',
  summary: 'Why one add counts, does not count, or not yet',
  params: z.strictObject({ id: ownId }),
  reply: z.object({
    verdict,
    facts: z.array(z.object({ label: z.string(), value: z.string() })),
    rule: z.string(),
    whatToDo: z.string().nullable(),
    credits: z.array(z.object({ day, amount: z.number().int(), reason: z.string() })),
  }),
})
