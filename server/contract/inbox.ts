import { z } from 'zod'
import { inboxReasons } from '../domain/inbox-words.ts'
import { route } from './route.ts'
import { listOf, moment } from './shared.ts'

/** An event of WeCom's that is not handled; without whom it is about. */
const inboxEvent = z.object({
  seq: z.number().int(),
  kind: z.string(),
  state: z.enum(['waiting', 'dead']),
  receivedAt: moment,
  attempts: z.number().int(),
  /** When it is tried again; null for one that was given up. */
  dueAt: moment.nullable(),
  reason: z.enum(inboxReasons).nullable(),
  sentence: z.string(),
  /** Also false once its text has been forgotten. */
  may: z.object({ replay: z.boolean() }),
})

export const readInbox = route({
  method: 'get',
  path: '/api/inbox',
  summary:
    "Which of WeCom's events wait or were given up, the first hundred, and what the last reconciliation found. For operators",
  reply: listOf(inboxEvent).extend({
    asOf: moment,
    waiting: z.number().int(),
    dead: z.number().int(),
    reconciliation: z
      .object({
        startedAt: moment,
        finishedAt: moment,
        employees: z.number().int(),
        relations: z.number().int(),
        started: z.number().int(),
        ended: z.number().int(),
        /** Employees whose contacts WeCom did not tell in a way to be believed. */
        doubted: z.number().int(),
      })
      .nullable(),
  }),
})
export const replayEvents = route({
  method: 'post',
  path: '/api/inbox/replay',
  summary: 'Handles an event anew that was given up, or, without one, all of them. For operators',
  body: z.strictObject({ seq: z.number().int().positive().nullable() }),
  reply: z.object({ replayed: z.number().int() }),
})

export const inboxApi = [readInbox, replayEvents]
