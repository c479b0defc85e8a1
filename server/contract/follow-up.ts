import { z } from 'zod'
import {
  followUpChanges,
  followUpKinds,
  followUpOrigins,
  followUpOutcomes,
  followUpPriorities,
  followUpStates,
} from '../domain/follow-up.ts'
import { route } from './route.ts'
import { cursor, face, listOf, moment, noParams, ownId, person, wecomId } from './shared.ts'

export const followUp = z.object({
  id: z.string(),
  contact: face,
  assignee: person,
  kind: z.enum(followUpKinds),
  title: z.string(),
  reason: z.string(),
  dueAt: moment,
  state: z.enum(followUpStates),
  overdue: z.boolean(),
  priority: z.enum(followUpPriorities),
  origin: z.enum(followUpOrigins),
  createdBy: person.nullable(),
  talkScript: z.object({ id: z.string(), text: z.string() }).nullable(),
  outcome: z.enum(followUpOutcomes).nullable(),
  note: z.string().nullable(),
  closedItself: z.boolean(),
  notice: z.enum(['waiting', 'sent', 'refused']).nullable(),
  history: z.array(z.object({ kind: z.enum(followUpChanges), at: moment, by: z.string() })),
  may: z.object({ complete: z.boolean(), postpone: z.boolean(), cancel: z.boolean() }),
})
export type FollowUp = z.output<typeof followUp>

const changed = z.object({ followUp })
const one = z.strictObject({ id: ownId })

export const readFollowUps = route({
  method: 'get',
  path: '/api/follow-ups',
  summary: 'Follow-ups of one assignee, or those a lead assigned; due first',
  query: z.strictObject({
    state: z
      .string()
      .regex(/^(open|overdue|completed|cancelled)(,(open|overdue|completed|cancelled))*$/)
      .optional(),
    assignee: wecomId.optional(),
    cursor: cursor.optional(),
  }),
  reply: listOf(followUp),
})

export const assignFollowUps = route({
  method: 'post',
  path: '/api/follow-ups',
  summary: 'Assigns a follow-up for contacts; `keep` leaves each with the employee who has the relation',
  body: z.strictObject({
    contactIds: z.array(wecomId).min(1).max(20),
    assigneeIds: z.array(wecomId).min(1).max(20).optional(),
    keep: z.literal(true).optional(),
    kind: z.enum(followUpKinds),
    title: z.string().trim().min(1).max(60),
    reason: z.string().trim().max(200).default(''),
    dueAt: moment,
    priority: z.enum(followUpPriorities).default('normal'),
  }),
  status: 201,
  reply: z.object({
    created: z.array(followUp),
    skipped: z.array(z.object({ contactId: z.string(), reason: z.string() })),
  }),
})

export const completeFollowUp = route({
  method: 'post',
  path: '/api/follow-ups/:id/completion',
  summary: 'Completes with an outcome',
  params: one,
  body: z.strictObject({ outcome: z.enum(followUpOutcomes), note: z.string().trim().max(200).optional() }),
  reply: changed,
})
export const undoCompletion = route({
  method: 'post',
  path: '/api/follow-ups/:id/completion/undo',
  summary: 'Takes a completion back within 10 seconds',
  params: one,
  body: noParams,
  reply: changed,
})
export const cancelFollowUp = route({
  method: 'post',
  path: '/api/follow-ups/:id/cancellation',
  summary: 'Cancels; by the lead or by whoever made it',
  params: one,
  body: z.strictObject({ reason: z.string().trim().max(200).optional() }),
  reply: changed,
})
export const postponeFollowUp = route({
  method: 'post',
  path: '/api/follow-ups/:id/postponement',
  summary: 'Moves the due time',
  params: one,
  body: z.strictObject({ dueAt: moment }),
  reply: changed,
})
