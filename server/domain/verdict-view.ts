import type { VerdictStatus } from './add.ts'
import { businessDayOf, daysBetween } from './business-day.ts'
import type { Locale } from './employee.ts'
import { defaultParameters, type PolicyParameters } from './policy.ts'
import type { VerdictFacts, VerdictWords } from './verdict-code.ts'
import { verdictWords } from './verdict-words.ts'

/** A verdict as it is kept beside the add. */
export type KeptVerdict = {
  verdictStatus: VerdictStatus
  verdictReason: string | null
  verdictSince: Date
  windowEndsAt: Date | null
  parameters: PolicyParameters | null
}
export type VerdictView = {
  status: VerdictStatus
  reason: string | null
  sentence: string
  since: Date
  daysLeft: number | null
}

const HOUR = 3_600_000

/** Full days until the window ends: 0 on its last day. The minutes it stood still for are no day more. */
export function daysLeft(windowEndsAt: Date | null, now: Date): number | null {
  if (windowEndsAt === null) return null
  const lastDay = businessDayOf(new Date(windowEndsAt.getTime() - HOUR))
  return Math.max(0, daysBetween(businessDayOf(now), lastDay))
}

export function viewVerdict(
  kept: KeptVerdict,
  locale: Locale,
  now: Date,
): { verdict: VerdictView; words: VerdictWords } {
  const { verdictStatus: status, verdictReason: reason, verdictSince: since } = kept
  const { verificationWindowDays, retentionDays } = { ...defaultParameters, ...kept.parameters }
  const standsStill = reason === 'provider-deciding'
  const left = standsStill ? null : daysLeft(kept.windowEndsAt, now)
  const earnedDay = status === 'effective' ? businessDayOf(since).slice(5) : null
  const facts: VerdictFacts = { daysLeft: left, earnedDay, windowDays: verificationWindowDays, retentionDays }
  const words = verdictWords({ status, reason }, facts, locale)
  const daysShown = status === 'awaiting' ? left : null
  return { verdict: { status, reason, sentence: words.sentence, since, daysLeft: daysShown }, words }
}
