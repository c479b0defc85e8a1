import { z } from 'zod'
import { verdictStatuses } from '../domain/add.ts'
import { reviewOutcomes } from '../domain/review.ts'
import { appeal } from './appeal.ts'
import { route } from './route.ts'
import { askedDay, cursor, day, face, listOf, moment, ownId, person } from './shared.ts'

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
  /** `explain`: the explanation can be opened. */
  may: z.object({ explain: z.boolean(), appeal: z.boolean() }),
})
export type AddEntry = z.output<typeof addEntry>

export const readAdds = route({
  method: 'get',
  path: '/api/adds',
  summary: "The employee's own adds with their verdicts, newest first; awaiting ones with the oldest window first",
  query: z.strictObject({
    from: askedDay.optional(),
    to: askedDay.optional(),
    status: z.enum(verdictStatuses).optional(),
    cursor: cursor.optional(),
  }),
  reply: listOf(addEntry),
})

/** The latest review as the employee and whoever decides read it alike: every reason, no names. */
const latestReview = z.object({
  id: z.string(),
  reason: z.string(),
  openedAt: moment,
  /** Undecided until then it is accepted by itself. */
  dueAt: moment,
  explanation: z.object({ text: z.string(), at: moment }).nullable(),
  proposal: z.object({ at: moment, reason: z.string().nullable() }).nullable(),
  outcome: z.enum(reviewOutcomes).nullable(),
  decision: z.object({ at: moment, reason: z.string().nullable() }).nullable(),
  appeal: appeal.nullable(),
})

export const explanation = z.object({
  add: z.object({ contact: face, employee: person }),
  verdict,
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  rule: z.string(),
  /** The version of the rules that the add keeps; `validFrom` is null for those the product begins with. */
  policy: z.object({ validFrom: day.nullable(), sentence: z.string() }),
  whatToDo: z.string().nullable(),
  /** Entries of the ledger, oldest first; `earnedDay` is an earlier day where it was decided later. */
  credits: z.array(z.object({ day, earnedDay: day, amount: z.number().int(), reason: z.string() })),
  review: latestReview.nullable(),
  may: z.object({ explain: z.boolean(), appeal: z.boolean(), review: z.boolean() }),
})
export type AddExplanation = z.output<typeof explanation>

export const explainAdd = route({
  method: 'get',
  path: '/api/adds/:id/explanation',
  summary: "Why one add counts, does not count, or not yet; a lead's look at it is in the audit log",
  params: z.strictObject({ id: ownId }),
  reply: explanation,
})
