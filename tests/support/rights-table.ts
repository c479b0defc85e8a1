import { defaultParameters } from '../../server/domain/policy.ts'
import type { ObjectKind, Role } from './rights-world.ts'

/** `seen`: answered, or refused for a reason that only somebody who may know of it is told. */
export type Outcome = 'seen' | 'hidden' | 'forbidden' | 'signed out' | 'link ended'
export type Rights = {
  /** What the path's id names; without one, whose it is does not matter. */
  of?: ObjectKind
  body?: object
  /** What a GET cannot do without. */
  query?: string
  /** For own, same branch, other branch, left and none, in this order. */
  may: Partial<Record<Role, Outcome[]>>
}

const [seen, hidden, forbidden] = ['seen', 'hidden', 'forbidden'] as const
const everybody = [seen, seen, seen, seen, seen] satisfies Outcome[]
const ownOnly = [seen, hidden, hidden, hidden, hidden] satisfies Outcome[]
const ownBranch = [seen, seen, hidden, seen, hidden] satisfies Outcome[]
const nothing = [hidden, hidden, hidden, hidden, hidden] satisfies Outcome[]
const employees = (may: Outcome[]): Rights['may'] => ({ teller: may, accountManager: may, lead: may, operator: may })
const withLead = (may: Outcome[], lead: Outcome[]): Rights['may'] => ({ ...employees(may), lead })
/** Settings: for everybody but operators there is nothing. */
const operators = (may: Outcome[]): Rights['may'] => ({ ...employees(nothing), operator: may })
/** Names and entries of a branch: for its lead. */
const leadsOnly = withLead(nothing, [seen, seen, hidden, hidden, hidden])
const anyBranch = [seen, seen, seen, seen, hidden] satisfies Outcome[]
/** A branch's talk scripts are for whoever works there, and for operators. */
const scripts = { ...employees(ownBranch), operator: anyBranch } satisfies Rights['may']
const writers = { ...withLead(nothing, everybody), operator: everybody } satisfies Rights['may']
/** Persons, to an operator with a reason. */
const withReason = { ...leadsOnly, operator: anyBranch } satisfies Rights['may']
const rule = { enabled: true, afterHours: 1, title: null, talkScriptId: null }
const because = { reason: '虚构的理由' }
const hello = { kind: 'text', folder: '', title: '虚构的问候', text: '您好' }
const everyTeller = {
  scope: 'role',
  branchId: '2',
  role: 'teller',
  employeeId: null,
  amount: 9,
  per: 'day',
  parameters: defaultParameters,
}
const newVersion = { versions: [{ ...everyTeller, validFrom: '2027-03-01', validTo: null }] }
const newRow = 'scope,role,branch_id,first_day,amount,per\nrole,teller,2,2027-04-01,9,day'
const tomorrow = '2026-11-24T10:00:00+08:00'
const lawOf2027 = ['01-01', '02-05', '02-08', '04-05', '06-09', '09-15', '10-01'].map((day) => `2027-${day},0,假日`)
const yearFile = { year: 2027, csv: ['日期,权重,名称', ...lawOf2027].join('\n') }
const closedDay = { branchId: '2', firstDay: '2027-01-04', lastDay: '2027-01-04' }
const twoDays = { firstDay: '2026-12-01', lastDay: '2026-12-02' }
const oneDay = { firstDay: '2026-12-01', firstHalf: 'morning', lastDay: '2026-12-01', lastHalf: 'afternoon' }
const leaveFile = { csv: '员工账号,开始日期,开始时段,结束日期,结束时段\nLinXiaoMan,2027-02-01,,2027-02-02,上午' }
/** Nobody enters or cancels their own. */
const leaveOfOthers = {
  ...employees([forbidden, hidden, hidden, hidden, hidden]),
  lead: [forbidden, seen, hidden, seen, hidden],
  operator: [forbidden, seen, seen, seen, hidden],
} satisfies Rights['may']

/** Leads for their branches, operators for the bank, and nobody for an add of their own. */
const decidersOnly = leaveOfOthers

/** The table of rights under /api, for callers who say why they ask. Whoever is not named is signed out. */
const handingOn: Rights = {
  of: 'followUp',
  body: { followUpIds: ['ID'] },
  may: withLead([forbidden, hidden, hidden, hidden, hidden], ownBranch),
}

export const rightsTable: Record<string, Rights> = {
  'GET /api/session': { may: employees(everybody) },
  'POST /api/sign-out': { may: employees(everybody) },
  'POST /api/wecom/signature': { may: employees(everybody), body: { url: 'OWN' } },
  'GET /api/my-day': { may: employees(everybody) },
  'GET /api/my-day/month': { may: employees(everybody) },
  'GET /api/my-day/explanation': { may: employees(everybody), query: 'figure=target' },
  'GET /api/counting-guide': { may: employees(everybody) },
  'GET /api/adds': { may: employees(everybody) },
  'GET /api/adds/:id/explanation': {
    of: 'add',
    may: { ...withLead(ownOnly, ownBranch), operator: anyBranch },
  },
  'POST /api/adds/:id/review': { of: 'add', body: because, may: decidersOnly },
  'POST /api/adds/:id/appeal': {
    of: 'add',
    body: { text: '虚构的申诉' },
    may: {
      ...withLead(ownOnly, [seen, forbidden, hidden, forbidden, hidden]),
      operator: [seen, forbidden, forbidden, forbidden, hidden],
    },
  },
  'GET /api/reviews': { may: employees(everybody) },
  'POST /api/reviews/:id/explanation': {
    of: 'review',
    body: { text: '虚构的说明' },
    may: {
      ...withLead(ownOnly, [seen, forbidden, hidden, forbidden, hidden]),
      operator: [seen, forbidden, forbidden, forbidden, hidden],
    },
  },
  'POST /api/reviews/:id/decision': { of: 'review', body: { outcome: 'accepted' }, may: decidersOnly },
  'POST /api/appeals/:id/decision': {
    of: 'appeal',
    body: { outcome: 'upheld' },
    may: {
      ...withLead([forbidden, hidden, hidden, hidden, hidden], [forbidden, forbidden, hidden, forbidden, hidden]),
      operator: [forbidden, seen, seen, seen, hidden],
    },
  },
  'GET /api/my-record': { may: employees(everybody) },
  'GET /api/my-record.csv': { may: employees(everybody) },
  'GET /api/my-day/seen-by-lead': { may: employees(everybody) },
  'GET /api/contacts/:id': { of: 'contact', may: withLead(ownOnly, ownBranch) },
  'GET /api/contacts/:id/timeline': {
    of: 'contact',
    query: 'cursor=1763950000000_added',
    may: withLead(ownOnly, ownBranch),
  },
  'POST /api/contacts/:id/remark': { of: 'contact', body: { remark: '虚构的备注' }, may: employees(ownOnly) },
  'GET /api/contacts/:id/tag-choices': { of: 'contact', may: employees(ownOnly) },
  'POST /api/contacts/:id/tags': { of: 'contact', body: { add: ['etNOWHERE'], remove: [] }, may: employees(ownOnly) },
  'GET /api/group-chats/:id': { of: 'groupChat', may: employees(ownOnly) },
  'POST /api/contacts/:id/private': { of: 'contact', body: {}, may: employees(ownOnly) },
  'POST /api/contacts/:id/private/end': { of: 'contact', body: {}, may: employees(ownOnly) },
  'POST /api/contacts/:id/prompts': { of: 'contact', body: {}, may: withLead(ownOnly, ownBranch) },
  'POST /api/prompts/:id/sent': { of: 'prompt', body: {}, may: employees(ownOnly) },
  'GET /api/follow-ups': { may: employees(everybody) },
  'GET /api/follow-ups/:id': { of: 'followUp', may: withLead(ownOnly, ownBranch) },
  'GET /api/due-choices': { may: employees(everybody) },
  'POST /api/follow-ups': {
    of: 'contact',
    body: { contactIds: ['ID'], keep: true, kind: 'other', title: '虚构的任务', ...because, dueAt: tomorrow },
    may: withLead(ownOnly, [seen, seen, hidden, hidden, hidden]),
  },
  'POST /api/follow-ups/preview': {
    of: 'contact',
    body: { contactIds: ['ID'], keep: true, kind: 'other', title: '虚构的任务', dueAt: tomorrow },
    may: withLead(ownOnly, [seen, seen, hidden, hidden, hidden]),
  },
  'GET /api/filter-choices': { may: employees(everybody), query: 'of=tag' },
  'GET /api/assignments': { may: employees(everybody) },
  'GET /api/assignments/:id': { of: 'assignment', may: withLead(ownOnly, ownBranch) },
  'POST /api/assignments/:id/undo': { of: 'assignment', body: {}, may: withLead(ownOnly, ownBranch) },
  'POST /api/reassignments/preview': handingOn,
  'POST /api/reassignments': handingOn,
  'POST /api/contacts/:id/conversations': { of: 'contact', body: { outcome: 'reached' }, may: employees(ownOnly) },
  'POST /api/follow-ups/:id/completion': {
    of: 'followUp',
    body: { outcome: 'reached' },
    may: withLead(ownOnly, [seen, forbidden, hidden, forbidden, hidden]),
  },
  'POST /api/follow-ups/:id/completion/undo': { of: 'completedFollowUp', body: {}, may: withLead(ownOnly, ownBranch) },
  'POST /api/follow-ups/:id/cancellation': { of: 'followUp', body: {}, may: withLead(ownOnly, ownBranch) },
  'POST /api/follow-ups/:id/assignment': {
    of: 'followUp',
    body: { assigneeId: 'ZhaoTing' },
    may: withLead([forbidden, hidden, hidden, hidden, hidden], ownBranch),
  },
  'POST /api/follow-ups/:id/postponement': {
    of: 'followUp',
    body: { dueAt: tomorrow },
    may: withLead(ownOnly, ownBranch),
  },
  'GET /api/follow-up-rules': { may: operators(everybody) },
  'POST /api/follow-up-rules/:rule': { may: operators(everybody), body: rule },
  'POST /api/follow-up-rules/:rule/preview': { may: operators(everybody), body: rule },
  'GET /api/branches/:id/overview': {
    of: 'branch',
    may: { ...withLead(nothing, [seen, seen, hidden, hidden, hidden]), operator: [seen, seen, seen, seen, hidden] },
  },
  'GET /api/branches/:id/members': { of: 'branch', may: leadsOnly },
  'GET /api/branches/:id/funnel': { of: 'branch', may: { ...leadsOnly, operator: anyBranch } },
  'GET /api/branches/:id/trend': { of: 'branch', may: { ...leadsOnly, operator: anyBranch } },
  'GET /api/branches/:id/peers': { of: 'branch', may: { ...leadsOnly, operator: anyBranch } },
  'GET /api/branches/:id/leads': { of: 'branch', may: { ...leadsOnly, operator: anyBranch } },
  'GET /api/branches/:id/funnel/adds': { of: 'branch', may: leadsOnly },
  'GET /api/branches/:id/uncared': { of: 'branch', may: leadsOnly },
  'GET /api/branches/:id/adds': { of: 'branch', may: leadsOnly },
  'GET /api/branches/:id/credits': { of: 'branch', may: leadsOnly },
  'GET /api/branches/:id/targets': { of: 'branch', may: leadsOnly },
  'GET /api/branches/:id/board': { of: 'branch', may: leadsOnly },
  'GET /api/branches/:id/follow-ups': { of: 'branch', may: leadsOnly },
  'GET /api/branches/:id/undelivered-messages': { of: 'branch', may: leadsOnly },
  'POST /api/branches/:id/exports': {
    of: 'branch',
    body: { kind: 'members', format: 'csv' },
    may: withReason,
  },
  'GET /api/exports': { may: employees(everybody) },
  'GET /api/exports/:id/file': { of: 'export', may: { ...employees(nothing), lead: ownOnly, operator: ownOnly } },
  'GET /api/stand-ins': { may: employees(everybody) },
  'GET /api/led-branches': { may: employees(everybody), query: 'search=%E8%A1%8C' },
  'POST /api/stand-ins': { of: 'employee', body: { employeeId: 'ID', ...twoDays }, may: leadsOnly },
  'POST /api/stand-ins/:id/end': { of: 'standIn', body: {}, may: employees(ownOnly) },
  'GET /api/branches/:id/contacts': { of: 'branch', may: withLead(nothing, [seen, seen, hidden, hidden, hidden]) },
  'GET /api/months': { may: employees(everybody) },
  'GET /api/months/:month/statement': { may: employees(everybody) },
  'GET /api/months/:month/statements': { of: 'branch', query: 'branch=ID', may: withReason },
  'GET /api/months/:month/statements/export': { of: 'branch', query: 'branch=ID', may: withReason },
  'GET /api/ledger/check': { may: operators(everybody) },
  'GET /api/inbox': { may: operators(everybody) },
  'POST /api/inbox/replay': { may: operators(everybody), body: { seq: null } },
  'GET /api/branches/:id/leave': { of: 'branch', may: withLead(nothing, [seen, seen, hidden, hidden, hidden]) },
  'GET /api/leave': { may: employees(everybody) },
  'POST /api/leave': { of: 'employee', body: { employeeId: 'ID', ...oneDay }, may: leaveOfOthers },
  'POST /api/leave/:id/cancellation': { of: 'leave', body: {}, may: leaveOfOthers },
  'GET /api/role-tags': { may: operators(everybody) },
  'POST /api/role-tags': { may: operators(everybody), body: { accountManager: null, teller: null } },
  'GET /api/joiners': { may: operators(everybody) },
  'POST /api/employees/:id/joining-day': {
    of: 'employee',
    body: { day: '2026-11-02', ...because },
    may: { ...employees(nothing), operator: [forbidden, seen, seen, seen, hidden] },
  },
  'POST /api/leave/import/preview': { may: operators(everybody), body: leaveFile },
  'POST /api/leave/import': { may: operators(everybody), body: leaveFile },
  'GET /api/calendar': { may: operators(everybody) },
  'POST /api/calendar/preview': { may: operators(everybody), body: yearFile },
  'POST /api/calendar/import': { may: operators(everybody), body: { ...yearFile, source: '虚构的通知' } },
  'GET /api/branch-days': { may: operators(everybody) },
  'POST /api/branch-days': { may: operators(everybody), body: { ...closedDay, weight: 0, note: '虚构的停业' } },
  'POST /api/branch-days/removal': { may: operators(everybody), body: closedDay },
  'GET /api/branches': { may: operators(everybody) },
  'GET /api/target-policies': { may: operators(everybody) },
  'GET /api/target-policies/export': { may: operators(everybody) },
  'POST /api/target-policies/preview': { may: operators(everybody), body: newVersion },
  'POST /api/target-policies': { may: operators(everybody), body: { ...newVersion, ...because } },
  'POST /api/target-policies/:id/withdrawal': { of: 'plannedPolicy', body: because, may: operators(anyBranch) },
  'POST /api/target-policies/import/preview': { may: operators(everybody), body: { csv: 'x' } },
  'POST /api/target-policies/import': { may: operators(everybody), body: { csv: newRow, ...because } },
  'GET /api/talk-scripts': { may: employees(everybody) },
  'GET /api/talk-scripts/:id': { of: 'talkScript', may: scripts },
  'POST /api/talk-scripts/:id/picture': { of: 'talkScript', body: {}, may: scripts },
  'POST /api/talk-scripts/:id/uses': { of: 'talkScript', body: {}, may: scripts },
  'POST /api/talk-scripts/:id/favourite': { of: 'talkScript', body: { favourite: true }, may: scripts },
  'GET /api/managed-talk-scripts': { may: writers, query: 'state=draft' },
  'POST /api/talk-scripts': {
    may: { ...withLead(nothing, [forbidden]), operator: everybody },
    body: { branchId: null, content: hello },
  },
  'POST /api/talk-scripts/:id/draft': {
    of: 'talkScript',
    body: { content: hello },
    may: { ...withLead(nothing, ownBranch), operator: [forbidden, forbidden, forbidden, forbidden, hidden] },
  },
  'POST /api/talk-scripts/:id/approval': {
    of: 'talkScript',
    body: { version: 1 },
    may: { ...withLead(nothing, [forbidden, forbidden, hidden, forbidden, hidden]), operator: anyBranch },
  },
  'POST /api/talk-scripts/:id/retirement': {
    of: 'talkScript',
    body: { version: 1 },
    may: { ...withLead(nothing, ownBranch), operator: anyBranch },
  },
  'POST /api/talk-script-pictures': { may: writers, body: { base64: 'iVBORw0KGgo=' } },
  'GET /api/talk-script-pictures/:id': { of: 'picture', may: scripts },
  'GET /api/policy-changes': { may: operators(everybody) },
  'GET /api/policy-changes/:id/effect': { of: 'policyChange', may: operators(anyBranch) },
  'POST /api/policy-changes/:id/confirmation': { of: 'policyChange', body: {}, may: operators(anyBranch) },
  'POST /api/policy-changes/:id/refusal': { of: 'policyChange', body: because, may: operators(anyBranch) },
  'POST /api/policy-changes/:id/withdrawal': { of: 'policyChange', body: {}, may: operators(anyBranch) },
}
