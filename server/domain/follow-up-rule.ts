import type { FollowUpKind, FollowUpState } from './follow-up.ts'
import { isConversation } from './follow-up-rules.ts'
import type { EndedBy } from './relation.ts'
import { promptAllowance } from './verification-prompts.ts'
import type { VerificationState } from './verification.ts'

export const followUpRuleNames = ['promptAgain', 'firstConversation', 'cameBack'] as const
/** Each makes follow-ups of the kind of its own name. */
export type FollowUpRule = (typeof followUpRuleNames)[number]

export const LEAST_HOURS = 1
export const MOST_HOURS = 720
export const defaultHours: Record<FollowUpRule, number> = { promptAgain: 24, firstConversation: 72, cameBack: 1 }

const HOUR_MS = 3_600_000
/** What is older is shown to the leads as what they owe; no rule goes after it. */
const LOOK_BACK_MS = 30 * 24 * HOUR_MS
/** As many prompts as a contact may get: nobody is sent after the same contact for ever. */
const MOST_PROMPT_AGAIN = 3

export type RuleTerms = { rule: FollowUpRule; enabled: boolean; afterHours: number; looksFrom: Date }
export type Life = { employeeId: string; startedAt: Date; endedAt: Date | null; endedBy: EndedBy | null }
export type KnownFollowUp = {
  id: string
  kind: FollowUpKind
  rule: FollowUpRule | null
  repeats: string | null
  assigneeId: string
  state: FollowUpState
  createdAt: Date
  closedAt: Date | null
  closedItself: boolean
}
/** What decides about one contact. `relations` are those of active employees. */
export type ContactStanding = {
  verification: { state: VerificationState; since: Date } | null
  promptsSentAt: Date[]
  relations: Life[]
  /** Who has left while the contact was theirs: what they had to do waits for whoever takes it over, or for the lead. */
  leavers: string[]
  /** Starts of adds that await, private ones left out. */
  awaiting: { employeeId: string; startedAt: Date }[]
  privateFor: string[]
  followUps: KnownFollowUp[]
}

/** The moments between which what the rule waits for has to lie; empty when `from` is not before `to`. */
export function lookedAt({ afterHours, looksFrom }: RuleTerms, now: Date): { from: Date; to: Date } {
  const from = Math.max(looksFrom.getTime(), now.getTime() - LOOK_BACK_MS)
  return { from: new Date(from), to: new Date(now.getTime() - afterHours * HOUR_MS) }
}

/** Employees of whom one is to get the rule's follow-up for this contact now; none where it is not wanted. */
export function wantedFrom(terms: RuleTerms, standing: ContactStanding, now: Date): string[] {
  if (!terms.enabled) return []
  if (standing.followUps.some(({ state, kind }) => state === 'open' && kind === terms.rule)) return []
  const chosen = { promptAgain: forPrompt, firstConversation: forFirst, cameBack: forReturn }[terms.rule]
  return chosen(terms, standing, now)
}

function forPrompt(terms: RuleTerms, standing: ContactStanding, now: Date): string[] {
  if (!mayBePrompted(standing, now)) return []
  const { from, to } = lookedAt(terms, now)
  const made = standing.followUps.filter(({ rule }) => rule === 'promptAgain')
  // Whoever called it off has decided that it is not wanted.
  if (made.length >= MOST_PROMPT_AGAIN || made.some(({ state }) => state === 'cancelled')) return []
  if (made.some(({ closedAt }) => closedAt !== null && closedAt > to)) return []
  const due = standing.awaiting.filter(({ startedAt }) => startedAt >= from && startedAt <= to)
  return holders(standing).filter((id) => due.some(({ employeeId }) => employeeId === id))
}

function mayBePrompted({ verification, promptsSentAt }: ContactStanding, now: Date): boolean {
  const known = { state: verification?.state ?? ('none' as const), since: verification?.since ?? null }
  const allowance = promptAllowance({ ...known, sentAt: promptsSentAt, otherMadeAt: null, addedAt: null }, now)
  return allowance.allowed || allowance.reason === 'quiet-hours'
}

function forFirst(terms: RuleTerms, standing: ContactStanding, now: Date): string[] {
  const { verification, followUps } = standing
  if (verification?.state !== 'verified' || followUps.some(isConversation)) return []
  const { from, to } = lookedAt(terms, now)
  const { since } = verification
  if (since < from || since > to) return []
  if (followUps.some(({ rule, createdAt }) => rule === 'firstConversation' && createdAt >= since)) return []
  return holders(standing)
}

function forReturn(terms: RuleTerms, standing: ContactStanding, now: Date): string[] {
  const { from, to } = lookedAt(terms, now)
  const back = standing.relations.filter(
    ({ employeeId, startedAt, endedAt }) =>
      endedAt === null &&
      startedAt >= from &&
      startedAt <= to &&
      standing.relations.some((one) => one.employeeId === employeeId && one.endedBy === 'contact'),
  )
  const fresh = back.filter(
    ({ startedAt }) =>
      !standing.followUps.some(
        (one) =>
          (one.rule === 'cameBack' && one.createdAt >= startedAt) ||
          (isConversation(one) && Number(one.closedAt) >= +startedAt),
      ),
  )
  return holders(standing).filter((id) => fresh.some(({ employeeId }) => employeeId === id))
}

/** Who has the contact and has not marked it as private. */
function holders({ relations, privateFor }: ContactStanding): string[] {
  const live = relations.filter(({ endedAt }) => endedAt === null).map(({ employeeId }) => employeeId)
  return [...new Set(live)].filter((id) => !privateFor.includes(id))
}

/** Whether nobody needs this open follow-up any more, by the facts alone. */
export function isFulfilled(one: KnownFollowUp, standing: ContactStanding): boolean {
  const state = standing.verification?.state
  if (one.kind === 'promptAgain') {
    if (state === 'verified' || state === 'declined' || standing.privateFor.includes(one.assigneeId)) return true
  }
  if (one.rule === null && one.repeats === null) return false
  if (!holders(standing).includes(one.assigneeId) && !isBeingHandedOver(one.assigneeId, standing)) return true
  if (one.rule === 'firstConversation') return state !== 'verified' || standing.followUps.some(isConversation)
  if (one.rule === 'cameBack')
    return standing.followUps.some((other) => isConversation(other) && Number(other.closedAt) >= +one.createdAt)
  return false
}

/** They have left, or their relation ended by a handover whose taker is not told yet; the follow-up will move along. */
function isBeingHandedOver(employeeId: string, { relations, leavers, privateFor }: ContactStanding): boolean {
  if (privateFor.includes(employeeId)) return false
  if (leavers.includes(employeeId)) return true
  const own = relations.filter((one) => one.employeeId === employeeId)
  const last = own.toSorted((a, b) => a.startedAt.getTime() - b.startedAt.getTime()).at(-1)
  return last?.endedBy === 'transfer'
}
