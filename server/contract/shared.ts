import { z } from 'zod'
import { problemCodes } from '../domain/problem.ts'
import { pictureTypes } from '../domain/talk-script.ts'

/** ISO 8601 with offset, as Shanghai reads it: `2026-11-22T16:02:00+08:00`. */
export const moment = z.iso.datetime({ offset: true })
export const day = z.iso.date()
/** A day, or a month, that may be asked for: of this century, so that there is one before it and one after it. */
export const askedDay = day.refine((one) => one >= '2000' && one < '2100')
export const askedMonth = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/)
/** WeCom's ids: letters, digits and `_-@.`, at most 64. */
export const wecomId = z.string().regex(/^[\w@.-]{1,64}$/)
export const ownId = z.uuid()
export const cursor = z
  .string()
  .max(200)
  .regex(/^\P{Cc}*$/u)
export const noParams = z.strictObject({})

export const listOf = <T extends z.ZodType>(entry: T) =>
  z.object({ items: z.array(entry), nextCursor: z.string().nullable() })

/** RFC 9457. `type` is permanent; title, detail and remedy are in the reader's language. */
export const problem = z.object({
  type: z.enum(problemCodes),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  remedy: z.string(),
  /** Of a time that was refused: the next that would not be. */
  nextAt: moment.optional(),
  requestId: z.string(),
})
export type ProblemReply = z.output<typeof problem>

/** Text made by `writeCsv`, and the name to save it under. */
export const csvFile = z.object({ name: z.string().regex(/^[\w-]+\.csv$/), text: z.string() })

/** A picture of one of the two kinds, by its first bytes. */
export const picture = z.object({ mediaType: z.enum(pictureTypes), base64: z.string() })

/** A file of any bytes, and the name to save it under. */
export const downloadFile = z.object({
  name: z.string().regex(/^[\w-]+\.(csv|xlsx)$/),
  type: z.enum(['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']),
  base64: z.string(),
})

export const person = z.object({ id: z.string(), name: z.string() })
export const face = z.object({ id: z.string(), name: z.string(), avatar: z.string() })
