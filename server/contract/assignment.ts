import { z } from 'zod'
import {
  assignmentStates,
  contestedStates,
  filterChoices,
  followedStates,
  MOST_CONTACTS,
} from '../domain/assignment.ts'
import { followUpKinds, followUpPriorities } from '../domain/follow-up.ts'
import { funnelSides, funnelSteps, horizons } from '../domain/funnel.ts'
import { owedStates } from '../domain/reassignment.ts'
import { repetitions } from '../domain/recurrence.ts'
import { route } from './route.ts'
import { askedDay, cursor, face, listOf, moment, ownId, person, wecomId } from './shared.ts'

const days = z.number().int().min(1).max(365)

/**
 * Which contacts: those of the reader's own and of the branches they lead, private ones left out, for whom all that is named holds.
 * The page `#/branch/assign?state=awaiting&days=3` takes the same names in its query.
 */
export const assignmentFilter = z.strictObject({
  /** Where the real-name verification stands. */
  state: z.enum(followedStates).optional(),
  /** Related for at least so many full days. */
  days: days.optional(),
  /** Related for so many days, nothing open, and no follow-up done in them. */
  quiet: days.optional(),
  /** Nobody has ever talked with them, and nothing is open: of what is owed, what nobody is asked to do yet. */
  uncared: z.literal(true).optional(),
  /** Of the branch's funnel: whose add reached this step within `horizon` days (7 unless told), or could go it next. */
  step: z.enum(funnelSteps).optional(),
  which: z.enum(funnelSides).optional(),
  horizon: z.union(horizons.map((horizon) => z.literal(horizon))).optional(),
  /** Whose add is held by an open review, or whose rejection is appealed against. */
  review: z.enum(contestedStates).optional(),
  tag: z.string().trim().min(1).max(60).optional(),
  channel: z.string().trim().min(1).max(60).optional(),
  employee: wecomId.optional(),
  /** With all below it. */
  branch: wecomId.optional(),
  /** The relation began in `[addedFrom, addedTo)`. */
  addedFrom: askedDay.optional(),
  addedTo: askedDay.optional(),
})
export type AssignmentFilter = z.output<typeof assignmentFilter>

/** Contacts by id or by filter, and among whom they are shared out. */
export const whom = {
  contactIds: z.array(wecomId).min(1).max(MOST_CONTACTS).optional(),
  filter: assignmentFilter.optional(),
  assigneeIds: z.array(wecomId).min(1).max(500).optional(),
  keep: z.literal(true).optional(),
  /** Also to those who are on leave today or on the day it is due. */
  includeOnLeave: z.boolean().optional(),
}
export const what = {
  kind: z.enum(followUpKinds),
  title: z.string().trim().min(1).max(60),
  /** Why it exists. A lead gives one where neither the filter nor the kind says it. */
  reason: z.string().trim().max(200).default(''),
  priority: z.enum(followUpPriorities).default('normal'),
  talkScriptId: ownId.optional(),
  /** It comes again so often, once it is completed. */
  repeats: z.enum(repetitions).optional(),
}
type Whom = { contactIds?: unknown; filter?: unknown; assigneeIds?: unknown; keep?: unknown }
/** Contacts are named in one way, and so is who gets them. */
export const isPlain = ({ contactIds, filter, assigneeIds, keep }: Whom): boolean =>
  (contactIds === undefined) !== (filter === undefined) && (assigneeIds === undefined || keep === undefined)

const skippedBecause = z.object({ reason: z.string(), contacts: z.number().int() })
const share = z.object({ employee: person, open: z.number().int(), new: z.number().int() })

export const assignment = z.object({
  id: z.string(),
  state: z.enum(assignmentStates),
  /** Which open follow-ups it hands on, each of which keeps its own kind, reason and due time; null where it makes them. */
  reassigns: z.enum([...owedStates, 'chosen']).nullable(),
  kind: what.kind,
  title: z.string(),
  reason: z.string(),
  dueAt: moment,
  by: person,
  createdAt: moment,
  /** Or follow-ups, where it hands them on. */
  contacts: z.number().int(),
  /** Made or handed on. */
  created: z.number().int(),
  /** Contacts that have not been looked at: while it runs, or because it was ended before. */
  waiting: z.number().int(),
  /** Somebody has completed, postponed or cancelled it, or its purpose came true. */
  workedOn: z.number().int(),
  takenBack: z.number().int(),
  /** Of what was taken back, how many the assignee was, or may have been, told of before. */
  told: z.number().int(),
  /** Of these, how many by a message that WeCom has taken back. */
  recalled: z.number().int(),
  skipped: z.array(skippedBecause),
  /** Null once it can no longer be undone. */
  undoUntil: moment.nullable(),
  may: z.object({ undo: z.boolean() }),
})
export type Assignment = z.output<typeof assignment>

const one = z.strictObject({ id: ownId })

export const previewAssignment = route({
  method: 'post',
  path: '/api/follow-ups/preview',
  summary:
    'What an assignment would do: how many, who gets how many, who is on leave, who is skipped and why. Writes nothing',
  bodyLimit: '1mb',
  body: z.strictObject({ ...whom, ...what, dueAt: moment.optional() }).refine(isPlain),
  reply: z.object({
    /** Contacts that were named or that the filter found. */
    contacts: z.number().int(),
    /** More whom nobody has talked with, but somebody is asked to already; 0 unless the filter is `uncared`. */
    inHand: z.number().int(),
    /** Follow-ups that would be made. */
    count: z.number().int(),
    load: z.array(share),
    onLeave: z.array(z.object({ employee: person, contacts: z.number().int() })),
    /** `first` are a few of them, each with whoever of the reader's branches is related with the contact. */
    skipped: z.array(skippedBecause.extend({ first: z.array(z.object({ contact: face, related: z.array(person) })) })),
    /** As asked, else the next sensible one. */
    dueAt: moment,
    /** Sensible due times on working days, the next first. */
    dueChoices: z.array(moment),
    /** What is said where no reason is given; empty where one has to be. */
    reason: z.string(),
    /** How many more follow-ups the reader can assign today. */
    leftToday: z.number().int(),
    asOf: moment,
  }),
})

export const readFilterChoices = route({
  method: 'get',
  path: '/api/filter-choices',
  summary:
    "Tags or channels of the reader's contacts and of those of a branch, the most used first; `more` of them by search",
  query: z.strictObject({
    of: z.enum(filterChoices),
    branch: wecomId.optional(),
    search: z.string().trim().max(60).optional(),
  }),
  reply: z.object({ items: z.array(z.string()), more: z.boolean() }),
})

export const readAssignment = route({
  method: 'get',
  path: '/api/assignments/:id',
  summary: 'How far an assignment has come, and what became of it',
  params: one,
  reply: z.object({ assignment, asOf: moment }),
})
export const readAssignments = route({
  method: 'get',
  path: '/api/assignments',
  summary: "The reader's assignments and those of the leads below, newest first",
  query: z.strictObject({ cursor: cursor.optional() }),
  reply: listOf(assignment).extend({ asOf: moment }),
})
export const undoAssignment = route({
  method: 'post',
  path: '/api/assignments/:id/undo',
  summary: 'Within 10 minutes of its end: takes back what nobody has worked on yet, and says how many somebody has',
  params: one,
  body: z.strictObject({}),
  reply: z.object({ assignment, cancelled: z.number().int(), kept: z.number().int(), told: z.number().int() }),
})

/** In the order of the routes. */
export const assignmentApi = [
  previewAssignment,
  readFilterChoices,
  readAssignments,
  readAssignment,
  undoAssignment,
] as const
