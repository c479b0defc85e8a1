import { z } from 'zod'
import { halves } from '../domain/leave.ts'
import { fileError } from './calendar.ts'
import { route } from './route.ts'
import { day as anyDay, listOf, moment, ownId, person, wecomId } from './shared.ts'

const day = anyDay.refine((one) => one >= '2020' && one < '2100')
const half = z.enum(halves)
const csv = z.string().min(1).max(60_000)

/** Both ends lie inside: from the first half named to the last. */
export const leave = z.object({
  id: z.string(),
  employee: person,
  firstDay: anyDay,
  firstHalf: half,
  lastDay: anyDay,
  lastHalf: half,
  enteredBy: person,
  enteredAt: moment,
  cancelledAt: moment.nullable(),
  may: z.object({ cancel: z.boolean() }),
})
export type Leave = z.output<typeof leave>

export const readLeave = route({
  method: 'get',
  path: '/api/leave',
  summary: "The employee's own leave, the latest first, what was cancelled included",
  reply: listOf(leave),
})
export const readBranchLeave = route({
  method: 'get',
  path: '/api/branches/:id/leave',
  summary: 'Leave of the employees of a branch and all below it, for its lead; the next 60 days unless told',
  params: z.strictObject({ id: wecomId }),
  query: z.strictObject({ from: day.optional(), to: day.optional(), employee: wecomId.optional() }),
  reply: listOf(leave).extend({
    asOf: moment,
    /** The first day that has not closed, from which leave can be entered. */
    firstOpen: anyDay,
  }),
})
export const enterLeave = route({
  method: 'post',
  path: '/api/leave',
  summary: "Enters an employee's leave; by a lead above them or an operator, never by themselves",
  body: z.strictObject({ employeeId: wecomId, firstDay: day, firstHalf: half, lastDay: day, lastHalf: half }),
  status: 201,
  reply: z.object({ leave }),
})
export const cancelLeave = route({
  method: 'post',
  path: '/api/leave/:id/cancellation',
  summary: 'Takes a leave back from the first open day on; `kept` is its part on days that have closed',
  params: z.strictObject({ id: ownId }),
  body: z.strictObject({}),
  reply: z.object({ leave, kept: leave.nullable() }),
})
export const previewLeaveImport = route({
  method: 'post',
  path: '/api/leave/import/preview',
  summary: 'How many leave a file would enter, or every error in it by row and column; saves nothing. For operators',
  body: z.strictObject({ csv }),
  reply: z.object({ entries: z.number().int(), errors: z.array(fileError) }),
})
export const importLeave = route({
  method: 'post',
  path: '/api/leave/import',
  summary: 'Enters the leave of a file, all of it or nothing. For operators',
  body: z.strictObject({ csv }),
  status: 201,
  reply: z.object({ entered: z.number().int() }),
})

export const leaveApi = [readLeave, readBranchLeave, enterLeave, cancelLeave, previewLeaveImport, importLeave] as const
