import { z } from 'zod'
import { standInStates } from '../domain/stand-in.ts'
import { route } from './route.ts'
import { day as anyDay, listOf, moment, noParams, ownId, person, wecomId } from './shared.ts'

const day = anyDay.refine((one) => one >= '2020' && one < '2100')

/** From the first day to the last, both included, the deputy acts with the lead's branches. */
export const standIn = z.object({
  id: z.string(),
  lead: person,
  /** Where the lead works. */
  branch: person,
  /** What it lends, while the reader is the deputy on one of its days: each with all below it. */
  lent: z.array(person),
  deputy: person,
  firstDay: anyDay,
  lastDay: anyDay,
  state: z.enum(standInStates),
  may: z.object({ end: z.boolean() }),
})
export type StandIn = z.output<typeof standIn>

const one = z.object({ standIn })

export const readStandIns = route({
  method: 'get',
  path: '/api/stand-ins',
  summary: 'Who stands in for the reader, and for whom the reader does; the latest first',
  reply: listOf(standIn).extend({
    /** The reader's own, each with all below it: whoever works there can be entered. */
    branches: z.array(person),
    moreBranches: z.boolean(),
    asOf: moment,
    may: z.object({ enter: z.boolean() }),
  }),
})
export const enterStandIn = route({
  method: 'post',
  path: '/api/stand-ins',
  summary: "Gives an employee of the lead's branches the lead's own scope for some days; by the lead alone",
  body: z.strictObject({ employeeId: wecomId, firstDay: day, lastDay: day }),
  status: 201,
  reply: one,
})
export const endStandIn = route({
  method: 'post',
  path: '/api/stand-ins/:id/end',
  summary: 'Ends it at once; by the lead who entered it',
  params: z.strictObject({ id: ownId }),
  body: noParams,
  reply: one,
})

export const standInApi = [readStandIns, enterStandIn, endStandIn] as const
