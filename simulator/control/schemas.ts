import { z } from 'zod'
import { millisecondsOf } from '../duration.ts'

const duration = z.union([z.number().int().min(0), z.string()]).transform((value, context) => {
  const ms = typeof value === 'number' ? value : millisecondsOf(value)
  if (ms === undefined) context.addIssue({ code: 'custom', message: 'not an ISO 8601 duration' })
  return ms ?? 0
})
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text))
const reason = z.enum([
  'mismatch',
  'not-found',
  'not-eligible',
  'expired-document',
  'too-many-attempts',
  'disputed',
  'other',
])

export const reset = z.object({
  scenario: z.string().optional(),
  seed: z.number().int().optional(),
  startAt: instant.optional(),
})
export const add = z.object({
  employeeId: z.string(),
  contactId: z.string().optional(),
  name: z.string().min(1).optional(),
  addWay: z.number().int().default(1),
  state: z.string().default(''),
  /** Half: the contact added an employee who needs no confirmation and is not yet a contact to the API. */
  half: z.boolean().default(false),
  /** A second account of the same person. */
  identityOf: z.string().optional(),
  /** The new contact sits on WeCom, as a member of this company. */
  corpName: z.string().min(1).optional(),
  accountHolder: z.boolean().optional(),
  isEmployee: z.boolean().optional(),
  startedAt: instant.optional(),
})
export const deletion = z.object({
  employeeId: z.string(),
  contactId: z.string(),
  by: z.enum(['employee', 'contact', 'transfer']),
})
export const edit = z.object({
  employeeId: z.string(),
  contactId: z.string(),
  remark: z.string().optional(),
  tags: z.array(z.string()).optional(),
})
/** `stride`: how far the clock jumps at most between two looks at what waits; an hour unless told. */
export const clock = z.union([
  z.object({ advance: duration, stride: duration.optional() }),
  z.object({ set: instant, stride: duration.optional() }),
])
export const fault = z.object({
  path: z.string().min(1),
  errcode: z.number().int().optional(),
  status: z.number().int().min(400).max(599).optional(),
  delayMs: z.number().min(0).optional(),
  drop: z.boolean().optional(),
  lose: z.boolean().optional(),
  duplicate: z.boolean().optional(),
  shuffle: z.boolean().optional(),
  cancel: z.boolean().optional(),
  times: z.number().int().positive().nullable().default(null),
})
export const identity = z.object({
  contactId: z.string(),
  outcome: z.union([z.enum(['verified', 'challenge', 'pending']), reason]).optional(),
  assurance: z.enum(['elements', 'sms', 'face']).optional(),
  accountHolder: z.boolean().optional(),
  isEmployee: z.boolean().optional(),
  delay: duration.default(0),
  disputeId: z.string().optional(),
})
export const me = z.object({ employeeId: z.string() })
export const phone = z.object({ contactId: z.string() })
export const network = z.object({ state: z.enum(['on', 'slow', 'off']) })
export const oauth = z.object({ refuse: z.boolean().default(false), outsider: z.boolean().default(false) })
const news = z.object({
  link: z.string(),
  title: z.string(),
  desc: z.string().default(''),
  imgUrl: z.string().default(''),
})
export const message = z
  .object({
    employeeId: z.string(),
    contactId: z.string(),
    from: z.enum(['employee', 'contact']),
    text: z.string().min(1).optional(),
    news: news.optional(),
  })
  .refine(({ text, news: card }) => text !== undefined || card !== undefined, 'needs a text or a card')
export const employee = z.object({
  id: z.string().min(1),
  newId: z.string().optional(),
  name: z.string().optional(),
  branchId: z.coerce.number().int().optional(),
  position: z.string().optional(),
  isLead: z.boolean().optional(),
  isOperator: z.boolean().optional(),
  status: z.number().int().optional(),
  hasCustomerContact: z.boolean().optional(),
})
/** A customer group; the owner is in it. */
export const groupChat = z.object({
  name: z.string().min(1),
  ownerId: z.string(),
  employeeIds: z.array(z.string()).default([]),
  contactIds: z.array(z.string()).default([]),
})
export const branch = z.object({ id: z.number().int(), name: z.string(), parentId: z.number().int() })
export const refusal = z.object({
  contactId: z.string(),
  reason: z.enum(['customer_refused', 'customer_limit_exceed']).default('customer_refused'),
})
export const event = z.object({ callback: z.enum(['app', 'directory']).default('app'), xml: z.string() })
