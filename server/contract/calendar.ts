import { z } from 'zod'
import { route } from './route.ts'
import { cursor, day as anyDay, listOf, moment, person, wecomId } from './shared.ts'

const day = anyDay.refine((one) => one >= '2020' && one < '2100')
const year = z.number().int().min(2020).max(2099)
const weight = z.literal([0, 0.5, 1])

/** Days on which a year differs from Monday to Friday; all others follow the week. `updatedBy` is null for what the product knew itself. */
export const calendarYear = z.object({
  year,
  state: z.enum(['published', 'statutory']),
  source: z.string(),
  days: z.array(z.object({ day: anyDay, weight, name: z.string() })),
  /** Said while the year goes by the law alone although its notice is due. */
  warning: z.string().nullable(),
  updatedBy: person.nullable(),
  updatedAt: moment.nullable(),
  asOf: moment,
})
export type CalendarYear = z.output<typeof calendarYear>

/** `column` is the heading as it stands in the file. */
export const fileError = z.object({ row: z.number().int(), column: z.string(), sentence: z.string() })

const file = z.strictObject({ year, csv: z.string().min(1).max(60_000) })

export const readCalendar = route({
  method: 'get',
  path: '/api/calendar',
  summary:
    "A year's holidays and adjusted working days, and whether its notice is known. For operators, as all of these",
  query: z.strictObject({ year: z.coerce.number().pipe(year).optional() }),
  reply: calendarYear,
})
export const previewCalendar = route({
  method: 'post',
  path: '/api/calendar/preview',
  summary:
    'What a file (day, weight, name) would change in a year, or every error in it by row and column; saves nothing',
  body: file,
  reply: z.object({
    days: z.number().int(),
    /** A closed day keeps the target it was judged by. */
    changes: z.array(z.object({ day: anyDay, before: weight, after: weight, name: z.string(), closed: z.boolean() })),
    errors: z.array(fileError),
  }),
})
export type CalendarPreview = z.output<typeof previewCalendar.reply>
export const importCalendar = route({
  method: 'post',
  path: '/api/calendar/import',
  summary: 'Takes the file for the year, all of it or nothing; the year is published from then on',
  body: file.extend({ source: z.string().trim().min(1).max(120) }),
  status: 201,
  reply: calendarYear,
})

export const branchDay = z.object({
  branch: person,
  day: anyDay,
  weight,
  note: z.string(),
  enteredBy: person,
  enteredAt: moment,
  may: z.object({ remove: z.boolean() }),
})
export type BranchDay = z.output<typeof branchDay>
const span = { branchId: wecomId, firstDay: day, lastDay: day }

export const readBranchDays = route({
  method: 'get',
  path: '/api/branch-days',
  summary: 'Days on which branches open or close on their own, from today unless told',
  query: z.strictObject({ from: day.optional(), cursor: cursor.optional() }),
  reply: listOf(branchDay).extend({ asOf: moment }),
})
export const saveBranchDays = route({
  method: 'post',
  path: '/api/branch-days',
  summary: 'Opens or closes a branch and all below it on some days; what stood there before is replaced',
  body: z.strictObject({ ...span, weight, note: z.string().trim().min(1).max(60) }),
  status: 201,
  reply: z.object({ items: z.array(branchDay) }),
})
export const removeBranchDays = route({
  method: 'post',
  path: '/api/branch-days/removal',
  summary: 'The calendar holds again for the branch on these days',
  body: z.strictObject(span),
  reply: z.object({ removed: z.number().int() }),
})

export const calendarApi = [
  readCalendar,
  previewCalendar,
  importCalendar,
  readBranchDays,
  saveBranchDays,
  removeBranchDays,
] as const
