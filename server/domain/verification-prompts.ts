import { addDays, businessDayOf, DAY_MS, minuteOfDay, startOfDay } from './business-day.ts'
import type { VerificationState } from './verification.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

const PROMPTS_PER_30_DAYS = 3
export const LINK_MS = 72 * HOUR_MS
/** Made but not sent for so long, a prompt ends. */
export const UNSENT_MS = 10 * MINUTE_MS
export const ATTEMPTS_PER_LINK = 5
/** A text with a code is good for so long; afterwards the contact may begin anew. */
export const CHALLENGE_MS = 10 * MINUTE_MS

const COUNTED_MS = 30 * DAY_MS
const BETWEEN_MS = 24 * HOUR_MS
const STANDING_THERE_MS = 10 * MINUTE_MS
const quiet = { from: 20 * 60, to: 8 * 60 + 30 }

export type PromptFacts = {
  /** `none` where nothing is known of the contact yet. */
  state: VerificationState
  since: Date | null
  /** When each prompt of this contact was sent, by whichever employee. */
  sentAt: Date[]
  /** When another employee made a prompt that is live and not sent yet. */
  otherMadeAt: Date | null
  /** When the asking employee's live relation with the contact began. */
  addedAt: Date | null
}

type PromptRefusal = 'already-verified' | 'declined' | 'too-many-prompts' | 'too-soon' | 'quiet-hours' | 'in-progress'

export type PromptAllowance = {
  allowed: boolean
  reason: PromptRefusal | null
  /** The earliest moment a prompt may go out; null when it may now, or when no time will change it. */
  nextPromptAt: Date | null
  promptsLeft: number
}

/** Whether a prompt may be made now; the first reason in domain.md's order, and until when it holds. */
export function promptAllowance(facts: PromptFacts, now: Date): PromptAllowance {
  const promptsLeft = Math.max(0, PROMPTS_PER_30_DAYS - counted(facts.sentAt, now).length)
  const closed = closedBecause(facts, now)
  if (closed) return { allowed: false, reason: closed, nextPromptAt: null, promptsLeft }
  const limit = frequencyLimit(facts, now)
  if (limit) return { allowed: false, reason: limit.reason, nextPromptAt: outOfQuiet(limit.until), promptsLeft }
  if (isQuiet(now) && !standsThere(facts.addedAt, now))
    return { allowed: false, reason: 'quiet-hours', nextPromptAt: outOfQuiet(now), promptsLeft }
  return { allowed: true, reason: null, nextPromptAt: null, promptsLeft }
}

/** As `promptAllowance`, for a card that lies in the chat already: the time of day no longer matters. */
export function mayStillCountAsSent(facts: PromptFacts, now: Date): boolean {
  return closedBecause(facts, now) === null && frequencyLimit(facts, now) === null
}

function closedBecause({ state, since }: PromptFacts, now: Date): PromptRefusal | null {
  if (state === 'verified') return 'already-verified'
  if (state === 'declined') return 'declined'
  if (state === 'submitted') return 'in-progress'
  const answering = state === 'challenge' && since !== null && now.getTime() < since.getTime() + CHALLENGE_MS
  return answering ? 'in-progress' : null
}

function frequencyLimit(facts: PromptFacts, now: Date): { reason: PromptRefusal; until: Date } | null {
  const sent = counted(facts.sentAt, now)
  const last = sent[0]
  const oldestThatFills = sent[PROMPTS_PER_30_DAYS - 1]
  if (oldestThatFills) {
    const until = Math.max(oldestThatFills.getTime() + COUNTED_MS, (last?.getTime() ?? 0) + BETWEEN_MS)
    return { reason: 'too-many-prompts', until: new Date(until) }
  }
  if (last && now.getTime() < last.getTime() + BETWEEN_MS)
    return { reason: 'too-soon', until: new Date(last.getTime() + BETWEEN_MS) }
  const other = facts.otherMadeAt?.getTime()
  if (other !== undefined && now.getTime() < other + UNSENT_MS)
    return { reason: 'in-progress', until: new Date(other + UNSENT_MS) }
  return null
}

/** Newest first; one of exactly 30 days ago no longer counts. */
function counted(sentAt: Date[], now: Date): Date[] {
  return sentAt.filter((at) => at.getTime() > now.getTime() - COUNTED_MS).toSorted((a, b) => b.getTime() - a.getTime())
}

function isQuiet(moment: Date): boolean {
  const minute = minuteOfDay(moment)
  return minute >= quiet.from || minute < quiet.to
}

function standsThere(addedAt: Date | null, now: Date): boolean {
  return addedAt !== null && now.getTime() < addedAt.getTime() + STANDING_THERE_MS
}

/** The moment itself, or 08:30 after it when it lies in the quiet hours. */
function outOfQuiet(moment: Date): Date {
  if (!isQuiet(moment)) return moment
  const today = businessDayOf(moment)
  const day = minuteOfDay(moment) < quiet.to ? today : addDays(today, 1)
  return new Date(startOfDay(day).getTime() + quiet.to * MINUTE_MS)
}
