import { z } from 'zod'
import { MOST_CONTACTS } from '../domain/assignment.ts'
import { owedStates } from '../domain/reassignment.ts'
import { assignment, previewAssignment, whom } from './assignment.ts'
import { route } from './route.ts'
import { ownId, wecomId } from './shared.ts'

const body = z
  .strictObject({
    /** All of this list of the branch, with all below it, or of one assignee in it. */
    list: z.strictObject({ branch: wecomId, state: z.enum(owedStates), employee: wecomId.optional() }).optional(),
    followUpIds: z.array(ownId).min(1).max(MOST_CONTACTS).optional(),
    /** Among whom they are shared out; without it everybody who is related with the contact. */
    assigneeIds: whom.assigneeIds,
    includeOnLeave: whom.includeOnLeave,
  })
  .refine(({ list, followUpIds }) => (list === undefined) !== (followUpIds === undefined))

const { count, load, onLeave, skipped, leftToday, asOf } = previewAssignment.reply.shape

export const previewReassignment = route({
  method: 'post',
  path: '/api/reassignments/preview',
  summary:
    'What handing on would do: how many, who gets how many, who is on leave, which are left where they are and why. Writes nothing',
  bodyLimit: '1mb',
  body,
  reply: z.object({
    /** Open follow-ups that were named or that are in the list. */
    followUps: z.number().int(),
    count,
    load,
    onLeave,
    skipped,
    leftToday,
    asOf,
  }),
})
export const reassignFollowUps = route({
  method: 'post',
  path: '/api/reassignments',
  summary:
    'Hands open follow-ups on to others who are related with their contacts, fairly by load; by the lead. More than 50 are a job. `assignment` is null where there are none',
  bodyLimit: '1mb',
  body,
  status: 201,
  reply: z.object({ assignment: assignment.nullable() }),
})

/** In the order of the routes. */
export const reassignmentApi = [previewReassignment, reassignFollowUps] as const
