import { z } from 'zod'
import { route } from './route.ts'
import { day, listOf, moment, person, wecomId } from './shared.ts'

/** `foundOn` is null for whoever was there at the first import, `joinedOn` while nobody has told it. */
const joiner = z.object({
  employee: person,
  branch: person,
  foundOn: day.nullable(),
  joinedOn: day.nullable(),
})

export const readJoiners = route({
  method: 'get',
  path: '/api/joiners',
  summary:
    'Employees whose joining day is missing, or lies in the last four weeks, the latest found first. For operators',
  reply: listOf(joiner).extend({ asOf: moment }),
})
export const enterJoiningDay = route({
  method: 'post',
  path: '/api/employees/:id/joining-day',
  summary: "Enters or corrects an employee's first day; null takes it back. For operators, never their own",
  params: z.strictObject({ id: wecomId }),
  body: z.strictObject({ day: day.nullable(), reason: z.string().trim().min(1).max(200) }),
  reply: z.object({ joiner }),
})

export const joiningApi = [readJoiners, enterJoiningDay] as const
