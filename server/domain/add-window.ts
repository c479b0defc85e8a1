import type { AddFacts, ContactFacts } from './add-facts.ts'
import { addDays, businessDayOf, DAY_MS, startOfDay } from './business-day.ts'

/** The provider's deciding stops a window for so long at most. */
const DECIDING_LIMIT_MS = 7 * DAY_MS

type Span = { from: number; to: number }

/** When the add began; removing and adding again starts no new one. */
export const startOf = (add: AddFacts): number => Math.min(...add.relations.map((span) => span.startedAt.getTime()))

/**
 * The moment the window ends: the end of the 30th day after the day of the add, moved by as long as it stood still.
 * Infinity while an open review holds the add.
 */
export function windowEndOf(add: AddFacts, contact: ContactFacts): number {
  const start = startOf(add)
  const lastDay = addDays(businessDayOf(new Date(start)), add.parameters.verificationWindowDays)
  let end = startOfDay(addDays(lastDay, 1)).getTime()
  for (const pause of joined([...held(add), ...deciding(contact)], start)) {
    if (pause.from >= end) break
    end += pause.to - pause.from
  }
  return end
}

const held = (add: AddFacts): Span[] =>
  add.reviews.map((review) => ({ from: review.openedAt.getTime(), to: review.closedAt?.getTime() ?? Infinity }))

const deciding = (contact: ContactFacts): Span[] =>
  contact.deciding.map(({ from, to }) => ({
    from: from.getTime(),
    to: Math.min(to?.getTime() ?? Infinity, from.getTime() + DECIDING_LIMIT_MS),
  }))

/** Overlapping spans count once, and only from `start` on. */
function joined(spans: Span[], start: number): Span[] {
  const result: Span[] = []
  const clipped = spans.map(({ from, to }) => ({ from: Math.max(from, start), to })).filter(({ from, to }) => from < to)
  for (const span of clipped.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1)
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to)
    else result.push({ ...span })
  }
  return result
}
