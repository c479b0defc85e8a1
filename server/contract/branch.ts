import { z } from 'zod'
import { route } from './route.ts'
import { cursor, day, face, listOf, moment, person, wecomId } from './shared.ts'
import { verification } from './verification.ts'

/** The small lead page: sums, who is in the branch, whose contacts a follow-up can be assigned for. An operator who does not lead it reads the sums only. */
export const readBranchOverview = route({
  method: 'get',
  path: '/api/branches/:id/overview',
  summary: 'The branch today, for its lead',
  params: z.strictObject({ id: wecomId }),
  query: z.strictObject({ day: day.optional() }),
  reply: z.object({
    branch: person,
    today: z.object({ day, target: z.number().nullable(), effective: z.number(), added: z.number() }),
    month: z.object({ target: z.number().nullable(), effective: z.number() }),
    owed: z.object({ overdue: z.number(), verifiedWithoutFollowUp: z.number(), undeliveredNotices: z.number() }),
    members: z.array(
      z.object({
        employee: person,
        target: z.number().nullable(),
        effective: z.number(),
        awaiting: z.number(),
        overdue: z.number(),
        onLeave: z.boolean(),
      }),
    ),
    may: z.object({ assign: z.boolean() }),
    asOf: moment,
  }),
})

export const readBranchContacts = route({
  method: 'get',
  path: '/api/branches/:id/contacts',
  summary: "Contacts of the branch's employees, the ones nobody has looked after first",
  params: z.strictObject({ id: wecomId }),
  query: z.strictObject({ cursor: cursor.optional(), employee: wecomId.optional() }),
  reply: listOf(
    z.object({
      contact: face,
      employee: person,
      state: verification.shape.state,
      addedAt: moment,
      openFollowUps: z.number().int(),
    }),
  ),
})
