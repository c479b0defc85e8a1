import { z } from 'zod'
import { changeStates } from '../domain/policy-change.ts'
import { problemCodes } from '../domain/problem.ts'
import { assurances } from '../domain/verification.ts'
import { route } from './route.ts'
import { csvFile, cursor, day as anyDay, listOf, moment, noParams, ownId, person, wecomId } from './shared.ts'

const MOST_VERSIONS = 200

/** Further ahead nobody plans, and the days of an open end need no more digits. */
const day = anyDay.refine((one) => one < '2100')
const scopes = ['branch', 'role', 'employee'] as const
const reason = z.string().trim().min(1).max(200)

const parameters = z.strictObject({
  verificationWindowDays: z.number(),
  retentionDays: z.number(),
  requireAccountHolder: z.boolean(),
  leastAssurance: z.enum(assurances),
  /** Under a monthly amount: the most a whole day may ask for; null is twice the even pace. */
  dailyCap: z.number().nullable(),
})

/** `branchId` null is the whole bank; `validTo` is the first day on which it no longer holds. What a number may be, the domain says. */
const version = z.strictObject({
  scope: z.enum(scopes),
  branchId: wecomId.nullable(),
  role: z.string().trim().min(1).max(40).nullable(),
  employeeId: wecomId.nullable(),
  validFrom: day,
  validTo: day.nullable(),
  amount: z.number(),
  per: z.enum(['day', 'month']),
  parameters,
})
export type NewVersion = z.output<typeof version>

const change = z.strictObject({
  versions: z.array(version).max(MOST_VERSIONS).default([]),
  /** Ids of versions that have not begun. */
  withdrawals: z.array(ownId).max(MOST_VERSIONS).default([]),
})

/** For whom: names are null where the directory has none any more. */
const scope = z.object({
  scope: z.enum(scopes),
  branch: person.nullable(),
  role: z.string().nullable(),
  employee: person.nullable(),
})
export type PolicyScope = z.output<typeof scope>

const terms = z.object({
  validFrom: anyDay,
  validTo: anyDay.nullable(),
  amount: z.number().int(),
  per: z.enum(['day', 'month']),
  parameters,
})

const timeLine = scope.extend({
  versions: z.array(
    terms.extend({
      id: z.string(),
      state: z.enum(['past', 'current', 'planned', 'withdrawn']),
      /** The first day on which it no longer holds: its own end, or the begin of the next. */
      until: anyDay.nullable(),
      createdBy: z.string().nullable(),
      createdAt: moment,
      may: z.object({ withdraw: z.boolean() }),
    }),
  ),
})
export type TimeLine = z.output<typeof timeLine>

/** The sums are of the daily targets of those who are affected, on `day`, the first working day of the change. */
const effect = z.object({
  affected: z.number().int(),
  day: anyDay,
  before: z.number().int(),
  after: z.number().int(),
  branches: z.array(
    z.object({ branch: person, employees: z.number().int(), before: z.number().int(), after: z.number().int() }),
  ),
  /** How many branches there are beyond those listed. */
  moreBranches: z.number().int(),
  /** Beyond 100 people, what the operator has changed alone on this day included. */
  needsSecond: z.boolean(),
  /** Years of the versions that end, and of the days that are weighed, whose official calendar is not published: their working days may change. */
  unpublishedYears: z.array(z.number().int()),
  /** Where a version of the change ends and that is felt: the sums on the first working day after it, and how many then lack a target. */
  atEnd: z
    .object({ day: anyDay, before: z.number().int(), after: z.number().int(), withoutTarget: z.number().int() })
    .nullable(),
})
export type PolicyEffect = z.output<typeof effect>

const policyChange = z.object({
  id: z.string(),
  state: z.enum(changeStates),
  versions: z.array(scope.extend(terms.shape)),
  moreVersions: z.number().int(),
  withdrawals: z.array(scope.extend(terms.shape)),
  reason: z.string(),
  affected: z.number().int(),
  before: z.number().int(),
  after: z.number().int(),
  proposedBy: person,
  proposedAt: moment,
  decidedBy: person.nullable(),
  decidedAt: moment.nullable(),
  decisionReason: z.string().nullable(),
  may: z.object({ confirm: z.boolean(), refuse: z.boolean(), withdraw: z.boolean() }),
})
export type PolicyChangeEntry = z.output<typeof policyChange>

const changed = z.object({ change: policyChange })
const one = z.strictObject({ id: ownId })
const csv = z.string().min(1).max(1_000_000)

export const readPolicies = route({
  method: 'get',
  path: '/api/target-policies',
  summary: 'The time line of every scope: its versions, the newest first. For operators, as all of these',
  query: z.strictObject({ scope: z.enum(scopes).optional(), cursor: cursor.optional() }),
  reply: listOf(timeLine).extend({ today: anyDay }),
})
export const previewPolicies = route({
  method: 'post',
  path: '/api/target-policies/preview',
  summary: 'Whom a change touches and what it does to the sum of their targets; saves nothing',
  body: change,
  reply: effect,
})
export const changePolicies = route({
  method: 'post',
  path: '/api/target-policies',
  summary: 'Adds versions and withdraws planned ones, all or nothing; more than 100 people wait for a second operator',
  body: change.extend({ reason }),
  status: 201,
  reply: changed,
})
export const withdrawPolicy = route({
  method: 'post',
  path: '/api/target-policies/:id/withdrawal',
  summary: 'Withdraws a version that has not begun',
  params: one,
  body: z.strictObject({ reason }),
  reply: changed,
})
export const exportPolicies = route({
  method: 'get',
  path: '/api/target-policies/export',
  summary: 'All versions that are not withdrawn, as a file',
  as: 'csv',
  reply: csvFile,
})
export const previewImport = route({
  method: 'post',
  path: '/api/target-policies/import/preview',
  summary: 'What a file would change, or every error in it by row and column; saves nothing',
  body: z.strictObject({ csv }),
  bodyLimit: '1mb',
  reply: z.object({
    /** Rows that add a version; those that say what is there already are left out. */
    versions: z.number().int(),
    unchanged: z.number().int(),
    errors: z.array(
      z.object({ row: z.number().int(), column: z.string(), code: z.enum(problemCodes), sentence: z.string() }),
    ),
    moreErrors: z.number().int(),
    effect: effect.nullable(),
  }),
})
export type ImportPreview = z.output<typeof previewImport.reply>
export const importPolicies = route({
  method: 'post',
  path: '/api/target-policies/import',
  summary: 'Adds the versions of a file, all or nothing',
  body: z.strictObject({ csv, reason }),
  bodyLimit: '1mb',
  status: 201,
  reply: changed,
})

export const readPolicyChanges = route({
  method: 'get',
  path: '/api/policy-changes',
  summary: 'Changes of target policies, the newest first; those that wait for a second operator by `state=waiting`',
  query: z.strictObject({ state: z.enum(changeStates).optional(), cursor: cursor.optional() }),
  reply: listOf(policyChange),
})
export const readPolicyEffect = route({
  method: 'get',
  path: '/api/policy-changes/:id/effect',
  summary: 'Whom a waiting change touches and what it does, by all that is known now',
  params: one,
  reply: effect,
})
export const confirmPolicyChange = route({
  method: 'post',
  path: '/api/policy-changes/:id/confirmation',
  summary: 'Makes a waiting change, by another operator than proposed it',
  params: one,
  body: noParams,
  reply: changed,
})
export const refusePolicyChange = route({
  method: 'post',
  path: '/api/policy-changes/:id/refusal',
  summary: 'Refuses a waiting change, by another operator than proposed it',
  params: one,
  body: z.strictObject({ reason }),
  reply: changed,
})
export const withdrawPolicyChange = route({
  method: 'post',
  path: '/api/policy-changes/:id/withdrawal',
  summary: 'Takes back a waiting change, by who proposed it',
  params: one,
  body: noParams,
  reply: changed,
})

export const readBranches = route({
  method: 'get',
  path: '/api/branches',
  summary: 'Every branch with the one above it, for operators to choose from',
  reply: listOf(person.extend({ parentId: z.string().nullable() })),
})

export const policyApi = [
  readPolicies,
  previewPolicies,
  changePolicies,
  withdrawPolicy,
  exportPolicies,
  previewImport,
  importPolicies,
  readPolicyChanges,
  readPolicyEffect,
  confirmPolicyChange,
  refusePolicyChange,
  withdrawPolicyChange,
  readBranches,
] as const
