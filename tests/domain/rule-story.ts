import type {
  ContactStanding,
  FollowUpRule,
  KnownFollowUp,
  Life,
  RuleTerms,
} from '../../server/domain/follow-up-rule.ts'
import { defaultHours, isFulfilled, wantedFrom } from '../../server/domain/follow-up-rule.ts'
import type { VerificationState } from '../../server/domain/verification.ts'

const HOUR_MS = 3_600_000
/** A Monday at ten. */
const now = new Date('2026-11-23T10:00:00+08:00')
export const hoursAgo = (hours: number): Date => new Date(now.getTime() - hours * HOUR_MS)
export const daysAgo = (days: number): Date => hoursAgo(days * 24)

export const related = (employeeId: string, hours: number, ended: Partial<Life> = {}): Life => ({
  employeeId,
  startedAt: hoursAgo(hours),
  endedAt: null,
  endedBy: null,
  ...ended,
})
export const standing = (state: VerificationState, hours: number): Partial<ContactStanding> => ({
  verification: { state, since: hoursAgo(hours) },
})
export const followUp = (rule: FollowUpRule | null, more: Partial<KnownFollowUp> = {}): KnownFollowUp => ({
  id: 'f1',
  kind: rule ?? 'call',
  rule,
  repeats: null,
  assigneeId: 'xiaoman',
  state: 'open',
  createdAt: hoursAgo(48),
  closedAt: null,
  closedItself: false,
  ...more,
})
export const completed = (rule: FollowUpRule | null, hours: number, more: Partial<KnownFollowUp> = {}): KnownFollowUp =>
  followUp(rule, { state: 'completed', closedAt: hoursAgo(hours), ...more })

/** Somebody nobody knows anything of, on the employee xiaoman's list for two days. */
const known = (more: Partial<ContactStanding>): ContactStanding => ({
  verification: null,
  promptsSentAt: [],
  relations: [related('xiaoman', 48)],
  leavers: [],
  awaiting: [],
  privateFor: [],
  followUps: [],
  ...more,
})

/** Who may get the rule's follow-up, with the hours the rules have from the start. */
export function wanted(rule: FollowUpRule, more: Partial<ContactStanding>, terms: Partial<RuleTerms> = {}, at = now) {
  const started = { rule, enabled: true, afterHours: defaultHours[rule], looksFrom: daysAgo(365) }
  return wantedFrom({ ...started, ...terms }, known(more), at)
}
export const fulfilled = (one: KnownFollowUp, more: Partial<ContactStanding> = {}): boolean =>
  isFulfilled(one, known({ followUps: [one], ...more }))
