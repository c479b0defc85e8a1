import { ANSWER_WITHIN_MS } from './verification-standing.ts'

const MINUTE_MS = 60_000

/** By the age of the request: the younger, the oftener. */
const steps = [
  { younger: 10 * MINUTE_MS, every: MINUTE_MS },
  { younger: 60 * MINUTE_MS, every: 5 * MINUTE_MS },
  { younger: 24 * 60 * MINUTE_MS, every: 30 * MINUTE_MS },
  { younger: ANSWER_WITHIN_MS, every: 180 * MINUTE_MS },
]

/** When the provider is to be asked again about a request without an answer; null once 7 days have passed. */
export function nextAskAt(submittedAt: Date, now: Date): Date | null {
  const age = now.getTime() - submittedAt.getTime()
  const step = steps.find(({ younger }) => age < younger)
  if (!step) return null
  return new Date(Math.min(now.getTime() + step.every, submittedAt.getTime() + ANSWER_WITHIN_MS))
}
