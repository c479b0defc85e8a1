import { z } from 'zod'
import { verdictStatuses } from '../domain/add.ts'
import { followUpKinds, followUpOutcomes, followUpStates } from '../domain/follow-up.ts'
import { funnelSides, funnelSteps, horizons } from '../domain/funnel.ts'
import { peerFigures } from '../domain/peers.ts'
import { repetitions } from '../domain/recurrence.ts'
import { verdict } from './add.ts'
import { route } from './route.ts'
import { askedDay, cursor, day, face, listOf, moment, person, wecomId } from './shared.ts'

const params = z.strictObject({ id: wecomId })
const horizon = z.enum(horizons.map(String) as ['1', '3', '7', '30'])
const count = z.number().int()

const figures = {
  added: count,
  prompted: count,
  opened: count,
  verified: count,
  /** Null below seven days. */
  kept: count.nullable(),
  followedUp: count,
}
/** Add days `from` to `to` (half-open), of which every add has had `horizon` days of its own. */
export const funnel = z.object({
  horizon: count,
  from: day,
  to: day,
  sums: z.object(figures),
  /** One cohort a day; days without an add are missing. */
  days: z.array(z.object({ day, ...figures })),
})

export const readFunnel = route({
  method: 'get',
  path: '/api/branches/:id/funnel',
  summary: 'From added to followed up within 1, 3, 7 or 30 days of the add: cohorts by the day of the add',
  params,
  query: z.strictObject({ days: horizon.optional() }),
  reply: z.object({ funnel }),
})

export const readFunnelAdds = route({
  method: 'get',
  path: '/api/branches/:id/funnel/adds',
  summary: 'The adds a step of the funnel is the number of, or those who could go it next',
  params,
  query: z.strictObject({
    days: horizon.optional(),
    step: z.enum(funnelSteps).optional(),
    which: z.enum(funnelSides).optional(),
    cursor: cursor.optional(),
  }),
  reply: listOf(z.object({ id: z.string(), contact: face, employee: person, addedAt: moment })),
})

export const readUncared = route({
  method: 'get',
  path: '/api/branches/:id/uncared',
  summary: 'Verified contacts for whom nobody did or has to do anything, the longest verified first',
  params,
  query: z.strictObject({ cursor: cursor.optional() }),
  reply: listOf(z.object({ contact: face, verifiedSince: moment, employees: z.array(person) })),
})

export const readBranchAdds = route({
  method: 'get',
  path: '/api/branches/:id/adds',
  summary: 'Adds of the branch, or of one of its employees, each with its verdict; newest first',
  params,
  query: z.strictObject({
    employee: wecomId.optional(),
    from: askedDay.optional(),
    to: askedDay.optional(),
    status: z.enum(verdictStatuses).optional(),
    cursor: cursor.optional(),
  }),
  reply: listOf(
    z.object({ id: z.string(), contact: face, employee: person, addedAt: moment, channel: z.string(), verdict }),
  ),
})

export const readBranchCredits = route({
  method: 'get',
  path: '/api/branches/:id/credits',
  summary: "The ledger's entries that the effective adds of a day, of its month, or of several days are the sum of",
  params,
  query: z.strictObject({
    day: askedDay.optional(),
    span: z.enum(['day', 'month']).optional(),
    /** Instead of `day`: booked from this day to that. */
    from: askedDay.optional(),
    to: askedDay.optional(),
    cursor: cursor.optional(),
  }),
  reply: listOf(
    z.object({
      id: z.string(),
      contact: face,
      employee: person,
      amount: count,
      day,
      earnedDay: day,
      reason: z.string(),
    }),
  ),
})

/** Whether WeCom refused the message, it did not go out on its day, or nobody can find out what became of it. */
const undelivered = ['refused', 'missed', 'unknown'] as const

/** `owed`: overdue ones that a lead or a rule gave out. `left`: open ones of people who left. */
export const boardStates = ['open', 'overdue', 'owed', 'completed', 'cancelled', 'undelivered', 'left'] as const
const boardSums = { open: count, overdue: count, completed: count, cancelled: count }

export const readBoard = route({
  method: 'get',
  path: '/api/branches/:id/board',
  summary: 'Follow-ups of the branch by state and per assignee; closed ones of the last seven days',
  params,
  query: z.strictObject({ cursor: cursor.optional() }),
  reply: z.object({
    sums: z.object(boardSums),
    /** `isGone`: left, or their account is disabled. */
    assignees: z.array(z.object({ employee: person, isGone: z.boolean(), ...boardSums })),
    nextCursor: z.string().nullable(),
    closedSince: day,
    asOf: moment,
  }),
})

export const readBoardFollowUps = route({
  method: 'get',
  path: '/api/branches/:id/follow-ups',
  summary: 'Follow-ups of the branch in one state, or of one assignee in it',
  params,
  query: z.strictObject({
    state: z.enum(boardStates).optional(),
    employee: wecomId.optional(),
    cursor: cursor.optional(),
  }),
  reply: listOf(
    z.object({
      id: z.string(),
      contact: face,
      assignee: person,
      title: z.string(),
      kind: z.enum(followUpKinds),
      state: z.enum(followUpStates),
      dueAt: moment,
      overdue: z.boolean(),
      closedAt: moment.nullable(),
      outcome: z.enum(followUpOutcomes).nullable(),
      closedItself: z.boolean(),
      /** How often it comes again; null for once. */
      repeats: z.enum(repetitions).nullable(),
      /** Null unless its assignee was not told, or may not have been. */
      delivery: z.enum(undelivered).nullable(),
    }),
  ),
})

export const readUndelivered = route({
  method: 'get',
  path: '/api/branches/:id/undelivered-messages',
  summary: 'Overdue digests and day reports of the last seven days that did not reach whom they were for',
  params,
  query: z.strictObject({ cursor: cursor.optional() }),
  reply: listOf(
    z.object({
      id: z.string(),
      employee: person,
      kind: z.enum(['overdue', 'day-report']),
      day,
      delivery: z.enum(undelivered),
    }),
  ),
})

export const readTrend = route({
  method: 'get',
  path: '/api/branches/:id/trend',
  summary: 'The last 28 days of the branch, today included',
  params,
  reply: z.object({
    days: z.array(z.object({ day, added: count, effective: count, workingDay: z.boolean() })),
    asOf: moment,
  }),
})

export const readPeerComparison = route({
  method: 'get',
  path: '/api/branches/:id/peers',
  summary: 'The branch beside the median of the branches with the same parent; empty with fewer than five of them',
  params,
  reply: z.object({
    items: z.array(z.object({ figure: z.enum(peerFigures), own: z.number(), median: z.number() })),
  }),
})

export const readBranchLeads = route({
  method: 'get',
  path: '/api/branches/:id/leads',
  summary: 'What the leads of the branches below owe and how long they take to decide, without a name of a person',
  params,
  query: z.strictObject({ cursor: cursor.optional() }),
  reply: listOf(
    z.object({
      branch: person,
      /** Of the last 28 days; `lapsed` were accepted because nobody had decided. */
      reviews: z.object({ decided: count, lapsed: count, waiting: count, medianHours: z.number().nullable() }),
      overdue: count,
      /** As it was kept last, at most ten minutes ago. */
      uncared: count,
    }),
  ).extend({ asOf: moment }),
})

export const branchListsApi = [
  readFunnel,
  readFunnelAdds,
  readUncared,
  readBranchAdds,
  readBranchCredits,
  readBoard,
  readBoardFollowUps,
  readUndelivered,
  readTrend,
  readPeerComparison,
  readBranchLeads,
] as const
