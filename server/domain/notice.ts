import { addDays, businessDayOf, minuteOfDay, startOfDay } from './business-day.ts'
import type { Hours } from './working-hours.ts'

const MINUTE_MS = 60_000
const PLACES = [1, 2, 3] as const
/** What comes in between is told together. */
const BETWEEN_MS = 30 * MINUTE_MS
const DIGEST_MINUTE = 9 * 60
const REPORT_BEFORE_END = 30

const HOUR_MS = 60 * MINUTE_MS
/** WeCom drops a repetition for four hours; kept a little shorter, for a call that takes long. */
const REPEATED_MS = 4 * HOUR_MS - 5 * MINUTE_MS
const RECALLED_MS = 24 * HOUR_MS

/** `begun` while it may have been sent without a note of it, `unknown` once that can no longer be found out. */
export type MessageState = 'waiting' | 'begun' | 'sent' | 'refused' | 'unknown' | 'recalling' | 'recalled'
export const noticeStates = ['waiting', 'sent', 'refused', 'unknown', 'recalled'] as const
export type NoticeState = (typeof noticeStates)[number]

export type MessageKind = 'follow-ups' | 'overdue' | 'day-report'
export type Sent = { kind: MessageKind; place: number | null; createdAt: Date }

/** Which of the day's three messages this one would be; null when there is none left. A lead's last is kept for the day report. */
export function freePlace(kind: MessageKind, today: readonly Sent[], leads: boolean): number | null {
  const free = PLACES.filter((place) => !today.some((one) => one.place === place))
  const isReportToCome = leads && kind !== 'day-report' && !today.some((one) => one.kind === 'day-report')
  return free.length > (isReportToCome ? 1 : 0) ? (free[0] ?? null) : null
}

/** When new follow-ups may be told after those told before; null when they may at once. */
export function nextTellingAt(today: readonly Sent[], now: Date): Date | null {
  const told = today.filter(({ kind, place }) => kind === 'follow-ups' && place !== null)
  const last = Math.max(0, ...told.map(({ createdAt }) => createdAt.getTime()))
  return last + BETWEEN_MS > now.getTime() ? new Date(last + BETWEEN_MS) : null
}

/** Whether the very same sent again is shown once, though it was delivered the first time. */
export const isShownOnce = (begunAt: Date, now: Date): boolean => now.getTime() - begunAt.getTime() < REPEATED_MS

/** What was sent after this moment can be recalled. */
export const recalledSince = (now: Date): Date => new Date(now.getTime() - RECALLED_MS)

/** When the day after begins: a fourth message waits for it. */
export const tomorrow = (now: Date): Date => startOfDay(addDays(businessDayOf(now), 1))

/** What was due before it is told at 09:00 of the day. */
export function digestAt(now: Date): Date {
  return new Date(startOfDay(businessDayOf(now)).getTime() + DIGEST_MINUTE * MINUTE_MS)
}

export const isAtWork = (hours: Hours | null, now: Date): boolean =>
  hours !== null && minuteOfDay(now) >= hours.from && minuteOfDay(now) < hours.to

/** In the last half hour of the working day: from 17:30, on a half day from 11:30. */
export const isReportDue = (hours: Hours | null, now: Date): boolean =>
  hours !== null && isAtWork(hours, now) && minuteOfDay(now) >= hours.to - REPORT_BEFORE_END
