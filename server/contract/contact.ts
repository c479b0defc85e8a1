import { z } from 'zod'
import { timelineKinds } from '../domain/timeline.ts'
import { verdict } from './add.ts'
import { followUp } from './follow-up.ts'
import { route } from './route.ts'
import { cursor, listOf, moment, wecomId } from './shared.ts'
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

/**
 * The one sentence and the one action for the open chat; `label` is null when there is nothing to tap, `quiet` makes it a secondary
 * button. `start-conversation` without a follow-up is recorded by /api/contacts/:id/conversations.
 */
const nextAction = z.object({
  kind: z.enum(nextActionKinds),
  sentence: z.string(),
  label: z.string().nullable(),
  followUpId: z.string().nullable(),
  quiet: z.boolean(),
})

const timelineEvent = z.object({ at: moment, kind: z.enum(timelineKinds), sentence: z.string() })
const tag = z.object({ name: z.string(), group: z.string() })

export const contactPage = z.object({
  contact: z.object({ id: z.string(), name: z.string(), avatar: z.string(), type: z.enum(['wechat', 'wecom']) }),
  relation: z.object({
    startedAt: moment,
    endedAt: moment.nullable(),
    channel: z.string(),
    remark: z.string(),
    tags: z.array(tag),
    /** Since when the employee has marked the contact as private; null otherwise. */
    privateSince: moment.nullable(),
    /** Whether another employee of the bank has the contact too; null once the relation has ended. */
    elsewhere: z.boolean().nullable(),
  }),
  verification,
  verdict: verdict.extend({ addId: z.string() }).nullable(),
  nextAction,
  followUps: z.array(followUp),
  timeline: z.array(timelineEvent),
  /** The cursor of what came before; null when that is all. */
  olderTimeline: z.string().nullable(),
  may: z.object({
    prompt: z.boolean(),
    /** A follow-up for oneself. */
    plan: z.boolean(),
    /** A follow-up for whoever of one's branches has the contact. */
    assign: z.boolean(),
    markPrivate: z.boolean(),
    editProfile: z.boolean(),
  }),
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

export const readTimeline = route({
  method: 'get',
  path: '/api/contacts/:id/timeline',
  summary: "What came before the events of the contact's page, newest first",
  params: z.strictObject({ id: wecomId }),
  query: z.strictObject({ cursor }),
  reply: listOf(timelineEvent),
})

/** WeCom takes 20 characters for a remark, and shows the contact's own name where there is none (document/path/92115). */
const remark = z.string().trim().min(1).max(20)
const tagIds = z.array(wecomId).max(50)

export const writeRemark = route({
  method: 'post',
  path: '/api/contacts/:id/remark',
  summary: 'What the employee calls the contact; answered when WeCom has taken it',
  params: z.strictObject({ id: wecomId }),
  body: z.strictObject({ remark }),
  reply: z.object({ remark: z.string() }),
})

export const readTagChoices = route({
  method: 'get',
  path: '/api/contacts/:id/tag-choices',
  summary: "The bank's tags by group, and which of them the contact has",
  params: z.strictObject({ id: wecomId }),
  reply: z.object({
    groups: z.array(
      z.object({ name: z.string(), tags: z.array(z.object({ id: z.string(), name: z.string(), set: z.boolean() })) }),
    ),
  }),
})

export const markTags = route({
  method: 'post',
  path: '/api/contacts/:id/tags',
  summary: "Adds and removes some of the bank's tags; answered when WeCom has taken it",
  params: z.strictObject({ id: wecomId }),
  body: z.strictObject({ add: tagIds, remove: tagIds }).refine(({ add, remove }) => add.length + remove.length > 0),
  reply: z.object({ tags: z.array(tag) }),
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
