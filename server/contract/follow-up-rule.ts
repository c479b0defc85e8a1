import { z } from 'zod'
import { followUpRuleNames, LEAST_HOURS, MOST_HOURS } from '../domain/follow-up-rule.ts'
import { route } from './route.ts'
import { listOf, moment, ownId, person } from './shared.ts'

const hours = z.number().int().min(LEAST_HOURS).max(MOST_HOURS)
const title = z.string().trim().min(1).max(60)

export const followUpRule = z.object({
  rule: z.enum(followUpRuleNames),
  enabled: z.boolean(),
  /** Hours after what it waits for. */
  afterHours: z.number().int(),
  /** Null: the rule's own words, `ownTitle`, in the assignee's language. */
  title: z.string().nullable(),
  ownTitle: z.string(),
  /** What it does, in one sentence. */
  sentence: z.string(),
  talkScript: z.object({ id: z.string(), title: z.string() }).nullable(),
  /** What happened before is left to the leads. */
  looksFrom: moment,
  /** Null as long as it is as at the beginning. */
  changedBy: person.nullable(),
  changedAt: moment,
  /** Follow-ups of the rule that are open now. */
  open: z.number().int(),
})
export type FollowUpRule = z.output<typeof followUpRule>

const one = z.strictObject({ rule: z.enum(followUpRuleNames) })
const change = z.strictObject({
  enabled: z.boolean(),
  afterHours: hours,
  title: title.nullable(),
  talkScriptId: ownId.nullable(),
  /** Also what happened in the last 30 days, before the rule was switched on. */
  includePast: z.boolean().default(false),
})
export type FollowUpRuleChange = z.output<typeof change>

export const readFollowUpRules = route({
  method: 'get',
  path: '/api/follow-up-rules',
  summary: 'The rules that make follow-ups by themselves. For operators, as all of these',
  reply: listOf(followUpRule).extend({ asOf: moment }),
})
export const changeFollowUpRule = route({
  method: 'post',
  path: '/api/follow-up-rules/:rule',
  summary: 'Switches a rule on or off, or sets its hours, words and talk script; what it has made stays',
  params: one,
  body: change,
  reply: z.object({ rule: followUpRule }),
})
export const previewFollowUpRule = route({
  method: 'post',
  path: '/api/follow-up-rules/:rule/preview',
  summary: 'How many follow-ups the rule would make at once if it were set so',
  params: one,
  body: change,
  /** `more`: at least so many. */
  reply: z.object({ count: z.number().int(), more: z.boolean() }),
})
