import { z } from 'zod'
import { funnel } from './branch-lists.ts'
import { route } from './route.ts'
import { askedDay, cursor, day, face, listOf, moment, person, wecomId } from './shared.ts'
import { verification } from './verification.ts'

/** What a lead sees of an employee. */
const member = z.object({
  employee: person,
  target: z.number().nullable(),
  effective: z.number(),
  awaiting: z.number(),
  overdue: z.number(),
  onLeave: z.boolean(),
})

/** The small lead page: sums, who is in the branch, whose contacts a follow-up can be assigned for. An operator who does not lead it reads the sums only. */
export const readBranchOverview = route({
  method: 'get',
  path: '/api/branches/:id/overview',
  summary: 'The branch today, for its lead',
  params: z.strictObject({ id: wecomId }),
  query: z.strictObject({ day: askedDay.optional() }),
  reply: z.object({
    branch: person,
    today: z.object({ day, target: z.number().nullable(), effective: z.number(), added: z.number() }),
    month: z.object({ target: z.number().nullable(), effective: z.number() }),
    funnel,
    owed: z.object({
      overdue: z.number(),
      /** Open follow-ups of people who left: nobody does them until they are handed on. */
      ofLeavers: z.number(),
      /** Nobody has talked with them; what is only assigned is still owed. */
      verifiedWithoutFollowUp: z.number(),
      undeliveredNotices: z.number(),
      /** Open reviews, and appeals that wait for an operator. */
      reviews: z.number(),
      appeals: z.number(),
    }),
    members: z.array(member),
    /** Where the next page of members begins. */
    nextMembers: z.string().nullable(),
    /** Whoever does not lead the branch gives a reason for a file with persons in it. */
    may: z.object({ assign: z.boolean(), export: z.enum(['freely', 'with-reason']) }),
    asOf: moment,
  }),
})

export const findLedBranches = route({
  method: 'get',
  path: '/api/led-branches',
  summary: "Branches of the reader's, and below them, by a part of their name; `more` of them by a longer part",
  query: z.strictObject({ search: z.string().trim().min(1).max(60) }),
  reply: z.object({ items: z.array(person), more: z.boolean() }),
})

export const readMembers = route({
  method: 'get',
  path: '/api/branches/:id/members',
  summary: "The branch's employees, who needs help first; or one of them",
  params: z.strictObject({ id: wecomId }),
  query: z.strictObject({ day: day.optional(), employee: wecomId.optional(), cursor: cursor.optional() }),
  reply: listOf(member),
})

export const readBranchContacts = route({
  method: 'get',
  path: '/api/branches/:id/contacts',
  summary:
    "Contacts of the branch's employees, the ones nobody has looked after first; of a large part of the bank the newest",
  params: z.strictObject({ id: wecomId }),
  query: z.strictObject({ cursor: cursor.optional(), employee: wecomId.optional() }),
  reply: listOf(
    z.object({
      contact: face,
      employee: person,
      state: verification.shape.state,
      addedAt: moment,
      openFollowUps: z.number().int(),
      /** The employee has marked the contact as private. */
      private: z.boolean(),
    }),
  ).extend({ order: z.enum(['need', 'newest']) }),
})

export const readSeenByLead = route({
  method: 'get',
  path: '/api/my-day/seen-by-lead',
  summary: "What the employee's lead sees of them: the row of the branch's page, and why adds are held",
  reply: z.object({
    day,
    member,
    held: z.array(
      z.object({
        reviewId: z.string(),
        addId: z.string(),
        contact: face,
        reason: z.string(),
        since: moment,
        dueAt: moment,
      }),
    ),
    asOf: moment,
  }),
})
