import { z } from 'zod'
import { verdict } from './add.ts'
import { followUp } from './follow-up.ts'
import { route } from './route.ts'
import { moment, wecomId } from './shared.ts'
import { verification } from './verification.ts'

const nextActionKinds = [
  'overdue-follow-up',
  'send-prompt',
  'send-prompt-again',
  'wait-for-contact',
  'wait-to-prompt',
  'respect-decline',
  'no-prompts-left',
  'start-conversation',
  'next-follow-up',
  'nothing',
] as const

/** The one sentence and the one action for the open chat; `label` is null when there is nothing to tap, `quiet` makes it a secondary button. */
const nextAction = z.object({
  kind: z.enum(nextActionKinds),
  sentence: z.string(),
  label: z.string().nullable(),
  followUpId: z.string().nullable(),
  quiet: z.boolean(),
})

const timelineKinds = [
  'added',
  'ended',
  'prompted',
  'opened',
  'submitted',
  'verified',
  'failed',
  'declined',
  'revoked',
  'follow-up',
] as const

export const contactPage = z.object({
  contact: z.object({ id: z.string(), name: z.string(), avatar: z.string(), type: z.enum(['wechat', 'wecom']) }),
  relation: z.object({
    startedAt: moment,
    endedAt: moment.nullable(),
    channel: z.string(),
    remark: z.string(),
    tags: z.array(z.object({ name: z.string(), group: z.string() })),
    /** Since when the employee has marked the contact as private; null otherwise. */
    privateSince: moment.nullable(),
  }),
  verification,
  verdict: verdict.extend({ addId: z.string() }).nullable(),
  nextAction,
  followUps: z.array(followUp),
  timeline: z.array(z.object({ at: moment, kind: z.enum(timelineKinds), sentence: z.string() })),
  may: z.object({ prompt: z.boolean(), assign: z.boolean(), markPrivate: z.boolean() }),
  asOf: moment,
})
export type ContactPage = z.output<typeof contactPage>

export const readContactPage = route({
  method: 'get',
  path: '/api/contacts/:id',
  summary: 'Everything the sidebar shows for the contact in the open chat',
  params: z.strictObject({ id: wecomId }),
  reply: contactPage,
})

const privateMark = z.object({
  privateSince: moment.nullable(),
  verdict: verdict.extend({ addId: z.string() }),
})

export const markPrivate = route({
  method: 'post',
  path: '/api/contacts/:id/private',
  summary:
    'Family or a supplier: this contact is neither counted nor prompted for the employee; a credit that was given stays',
  params: z.strictObject({ id: wecomId }),
  body: z.strictObject({}),
  reply: privateMark,
})

export const endPrivate = route({
  method: 'post',
  path: '/api/contacts/:id/private/end',
  summary: 'The contact is no longer private',
  params: z.strictObject({ id: wecomId }),
  body: z.strictObject({}),
  reply: privateMark,
})
