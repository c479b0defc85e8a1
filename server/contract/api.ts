import { explainAdd, readAdds } from './add.ts'
import { assignmentApi } from './assignment.ts'
import { findLedBranches, readBranchContacts, readBranchOverview, readMembers, readSeenByLead } from './branch.ts'
import { branchExportApi } from './branch-export.ts'
import { branchListsApi } from './branch-lists.ts'
import { readBranchTargets } from './branch-targets.ts'
import { calendarApi } from './calendar.ts'
import {
  endPrivate,
  markPrivate,
  markTags,
  readContactPage,
  readTagChoices,
  readTimeline,
  writeRemark,
} from './contact.ts'
import {
  assignFollowUps,
  cancelFollowUp,
  completeFollowUp,
  postponeFollowUp,
  readDueChoices,
  readFollowUp,
  readFollowUps,
  reassignFollowUp,
  recordConversation,
  undoCompletion,
} from './follow-up.ts'
import { changeFollowUpRule, previewFollowUpRule, readFollowUpRules } from './follow-up-rule.ts'
import { readGroupChat } from './group-chat.ts'
import { reassignmentApi } from './reassignment.ts'
import { exportMyRecord, readMyRecord } from './record.ts'
import { appealRejection, decideAppeal, decideReview, explainReview, openReview, readReviews } from './review.ts'
import { joiningApi } from './joining-day.ts'
import { roleTagsApi } from './role-tags.ts'
import { leaveApi } from './leave.ts'
import { inboxApi } from './inbox.ts'
import { readLedgerCheck } from './ledger.ts'
import { monthApi } from './month.ts'
import { policyApi } from './policy.ts'
import type { Body, Params, Query, Reply, RouteContract } from './route.ts'
import { standInApi } from './stand-in.ts'
import { readSession, signOut, signPage } from './session.ts'
import { talkScriptApi } from './talk-script.ts'
import { explainFigure, readGuide, readMonth, readMyDay } from './target.ts'
import {
  answerChallenge,
  decline,
  makePrompt,
  markPromptSent,
  readOpening,
  reconsider,
  submitIdentity,
  withdrawConsent,
} from './verification.ts'

/** Every JSON address under /api, for the routes, the typed client and /api/openapi.json. */
export const sidebarApi = [
  readSession,
  signOut,
  signPage,
  readMyDay,
  readMonth,
  explainFigure,
  readGuide,
  readAdds,
  explainAdd,
  readMyRecord,
  exportMyRecord,
  readSeenByLead,
  readReviews,
  openReview,
  explainReview,
  decideReview,
  appealRejection,
  decideAppeal,
  readContactPage,
  readTimeline,
  writeRemark,
  readTagChoices,
  markTags,
  readGroupChat,
  markPrivate,
  endPrivate,
  makePrompt,
  markPromptSent,
  ...assignmentApi,
  ...reassignmentApi,
  readFollowUps,
  readFollowUp,
  readDueChoices,
  assignFollowUps,
  completeFollowUp,
  undoCompletion,
  cancelFollowUp,
  postponeFollowUp,
  reassignFollowUp,
  recordConversation,
  readFollowUpRules,
  changeFollowUpRule,
  previewFollowUpRule,
  findLedBranches,
  readBranchOverview,
  readMembers,
  readBranchContacts,
  ...branchListsApi,
  readBranchTargets,
  ...branchExportApi,
  ...policyApi,
  ...monthApi,
  readLedgerCheck,
  ...inboxApi,
  ...calendarApi,
  ...leaveApi,
  ...joiningApi,
  ...roleTagsApi,
  ...standInApi,
  ...talkScriptApi,
] as const

/** The contact's page's own calls, on VERIFICATION_ORIGIN. */
export const verificationApi = [
  readOpening,
  submitIdentity,
  answerChallenge,
  decline,
  reconsider,
  withdrawConsent,
] as const

type Of<List extends readonly RouteContract[], Method extends string> = {
  [R in Extract<List[number], { method: Method }> as R['path']]: {
    params: Params<R>
    query: Query<R>
    body: Body<R>
    reply: Reply<R>
  }
}
export type SidebarGets = Of<typeof sidebarApi, 'get'>
export type SidebarPosts = Of<typeof sidebarApi, 'post'>
