import { z } from 'zod'
import {
  followUpChanges,
  followUpKinds,
  followUpOrigins,
  followUpOutcomes,
  followUpPriorities,
  followUpStates,
} from '../domain/follow-up.ts'
import { followUpRuleNames } from '../domain/follow-up-rule.ts'
import { noticeStates } from '../domain/notice.ts'
import { repetitions } from '../domain/recurrence.ts'
import { assignment, isPlain, what, whom } from './assignment.ts'
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
  talkScript: z.object({ id: z.string(), title: z.string() }).nullable(),
  /** The rule that made it; null where somebody did. */
  rule: z.enum(followUpRuleNames).nullable(),
  /** How often it comes again once it is completed; null for once. */
  repeats: z.enum(repetitions).nullable(),
  outcome: z.enum(followUpOutcomes).nullable(),
  note: z.string().nullable(),
  closedItself: z.boolean(),
  /** Whether the assignee was told; `unknown` where that cannot be found out, `recalled` where the message was taken back. */
  notice: z.enum(noticeStates).nullable(),
  history: z.array(z.object({ kind: z.enum(followUpChanges), at: moment, by: z.string() })),
  may: z.object({ complete: z.boolean(), postpone: z.boolean(), cancel: z.boolean(), assign: z.boolean() }),
})
export type FollowUp = z.output<typeof followUp>

const changed = z.object({ followUp })
const one = z.strictObject({ id: ownId })

export const readFollowUps = route({
  method: 'get',
  path: '/api/follow-ups',
  summary:
    'Follow-ups of one assignee, or those a lead assigned; due first, and where all are closed the last closed first. `due`: by the end of today',
  query: z.strictObject({
    state: z
      .string()
      .regex(/^(open|due|overdue|completed|cancelled)(,(open|due|overdue|completed|cancelled))*$/)
      .optional(),
    assignee: wecomId.optional(),
    cursor: cursor.optional(),
  }),
  reply: listOf(followUp).extend({ asOf: moment }),
})

export const readFollowUp = route({
  method: 'get',
  path: '/api/follow-ups/:id',
  summary: 'One follow-up as it stands, with who did what to it; for the lead with whom it can be given to',
  params: one,
  reply: changed.extend({ takers: z.array(person), asOf: moment }),
})

export const readDueChoices = route({
  method: 'get',
  path: '/api/due-choices',
  summary: 'Sensible due times on working days, the next first',
  reply: z.object({ items: z.array(moment), asOf: moment }),
})

/** `assignment` is null for what somebody makes for themselves, and its follow-ups are in `created` once they are done before the answer. */
export const assignFollowUps = route({
  method: 'post',
  path: '/api/follow-ups',
  summary:
    'Assigns a follow-up for contacts; `keep` leaves each with the employee who has the relation. More than 50, or a filter, are a job',
  bodyLimit: '1mb',
  body: z.strictObject({ ...whom, ...what, dueAt: moment }).refine(isPlain),
  status: 201,
  reply: z.object({
    created: z.array(followUp),
    skipped: z.array(z.object({ contactId: z.string(), reason: z.string(), related: z.array(person) })),
    assignment: assignment.nullable(),
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
export const recordConversation = route({
  method: 'post',
  path: '/api/contacts/:id/conversations',
  summary:
    'Completes the first conversation with an own contact, which is made in the same act where nobody has made it',
  params: z.strictObject({ id: wecomId }),
  body: z.strictObject({ outcome: z.enum(followUpOutcomes), note: z.string().trim().max(200).optional() }),
  status: 201,
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
  summary:
    'Cancels; by the lead or by whoever made it. `once`: of one that repeats only this time, else the series ends',
  params: one,
  body: z.strictObject({ reason: z.string().trim().max(200).optional(), once: z.boolean().default(false) }),
  reply: changed,
})
export const reassignFollowUp = route({
  method: 'post',
  path: '/api/follow-ups/:id/assignment',
  summary: 'Gives it to somebody else who is related with the contact; by the lead',
  params: one,
  body: z.strictObject({ assigneeId: wecomId }),
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
