import { z } from 'zod'
import { appealOutcomes, reviewOutcomes } from '../domain/review.ts'
import { verdict } from './add.ts'
import { appeal } from './appeal.ts'
import { route } from './route.ts'
import { cursor, face, listOf, moment, ownId, person } from './shared.ts'

/** What somebody writes for others to read: at most 500 characters, and not only blanks. */
const words = z.string().trim().min(1).max(500)
const perhapsWords = z.string().trim().max(500).optional()

/** Who did it is told to those who decide, not to the employee whose add it is. */
const step = z.object({ at: moment, by: person.nullable(), reason: z.string().nullable() })

/** A review as one reader sees it; the employee reads the same reason as whoever decides. */
export const review = z.object({
  id: z.string(),
  add: z.object({ id: z.string(), contact: face, employee: person }),
  verdict,
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  origin: z.enum(['signal', 'lead', 'appeal']),
  reason: z.string(),
  innocent: z.string(),
  openedAt: moment,
  openedBy: person.nullable(),
  /** Undecided until then it is accepted by itself. */
  dueAt: moment,
  explanation: z.object({ text: z.string(), at: moment }).nullable(),
  /** A rejection that waits for a second person. */
  proposal: step.nullable(),
  outcome: z.enum(reviewOutcomes).nullable(),
  decision: step.nullable(),
  appeal: appeal.nullable(),
  may: z.object({
    explain: z.boolean(),
    accept: z.boolean(),
    propose: z.boolean(),
    confirm: z.boolean(),
    appeal: z.boolean(),
    decideAppeal: z.boolean(),
  }),
})
export type Review = z.output<typeof review>

const one = z.object({ review })
const params = z.strictObject({ id: ownId })

export const readReviews = route({
  method: 'get',
  path: '/api/reviews',
  summary:
    "Reviews of one's own adds and of those one may decide, the oldest first; open ones, waiting appeals included, unless told",
  query: z.strictObject({ state: z.enum(['open', 'closed']).optional(), cursor: cursor.optional() }),
  reply: listOf(review),
})

export const openReview = route({
  method: 'post',
  path: '/api/adds/:id/review',
  summary: 'Holds an add until somebody has looked at it, with a written reason',
  params,
  body: z.strictObject({ reason: words }),
  reply: one,
  status: 201,
})

export const explainReview = route({
  method: 'post',
  path: '/api/reviews/:id/explanation',
  summary: 'What the employee says to an open review; a later text replaces the one before',
  params,
  body: z.strictObject({ text: words }),
  reply: one,
})

export const decideReview = route({
  method: 'post',
  path: '/api/reviews/:id/decision',
  summary: 'Accepts the add, or rejects it: the first rejection is a proposal, that of a second person decides',
  params,
  body: z
    .strictObject({ outcome: z.enum(reviewOutcomes), reason: perhapsWords })
    .refine(({ outcome, reason }) => outcome === 'accepted' || Boolean(reason), { path: ['reason'] }),
  reply: one,
})

export const appealRejection = route({
  method: 'post',
  path: '/api/adds/:id/appeal',
  summary: 'Asks somebody outside the branch to look again at a rejected add',
  params,
  body: z.strictObject({ text: words }),
  reply: z.object({ appeal }),
  status: 201,
})

export const decideAppeal = route({
  method: 'post',
  path: '/api/appeals/:id/decision',
  summary: 'Undoes the rejection, or refuses the appeal with a reason',
  params,
  body: z
    .strictObject({ outcome: z.enum(appealOutcomes), reason: perhapsWords })
    .refine(({ outcome, reason }) => outcome === 'upheld' || Boolean(reason), { path: ['reason'] }),
  reply: one,
})
