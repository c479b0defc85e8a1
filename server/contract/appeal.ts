import { z } from 'zod'
import { appealOutcomes } from '../domain/review.ts'
import { moment } from './shared.ts'

/** The employee's own words against a rejection, and what came of them. */
export const appeal = z.object({
  id: z.string(),
  text: z.string(),
  at: moment,
  state: z.enum(['waiting', ...appealOutcomes]),
  answer: z.string().nullable(),
  decidedAt: moment.nullable(),
})
export type Appeal = z.output<typeof appeal>
