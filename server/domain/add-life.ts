import type { AddFacts, RelationSpan } from './add-facts.ts'
import { startOf } from './add-window.ts'
import { DAY_MS } from './business-day.ts'

/** Related again within so long, an add that ended lives on; later, it does not. */
const REVIVAL_MS = 7 * DAY_MS

/** How long the relation lived. `bearing` are the relations that carry the add; what comes after too long a gap does not. */
export type Life = { start: number; all: RelationSpan[]; bearing: RelationSpan[]; retainedFrom: number }

export function lifeOf(add: AddFacts): Life {
  const all = add.relations.toSorted((a, b) => a.startedAt.getTime() - b.startedAt.getTime())
  const bearing: RelationSpan[] = []
  for (const span of all) {
    const end = bearing.at(-1)?.endedAt
    if (end && span.startedAt.getTime() - end.getTime() > REVIVAL_MS) break
    bearing.push(span)
  }
  const start = startOf(add)
  return { start, all, bearing, retainedFrom: start + add.parameters.retentionDays * DAY_MS }
}

const livesIn = (span: RelationSpan, at: number): boolean =>
  span.startedAt.getTime() <= at && (span.endedAt === null || at < span.endedAt.getTime())

/** The relation that carries the add at that moment. */
export const bearerAt = (life: Life, at: number): RelationSpan | null =>
  life.bearing.find((span) => livesIn(span, at)) ?? null

/** Related at that moment, be it after too long a gap. */
export const relatedAt = (life: Life, at: number): boolean => life.all.some((span) => livesIn(span, at))

export function lastEndBefore(life: Life, at: number): RelationSpan | null {
  const ended = life.bearing.filter((span) => span.endedAt !== null && span.endedAt.getTime() <= at)
  return ended.toSorted((a, b) => Number(b.endedAt) - Number(a.endedAt))[0] ?? null
}

/** A credit is lost only to an end before the retention is over, and never to one after a handover. */
export function endedEarlyAt(life: Life, at: number): boolean {
  const last = lastEndBefore(life, at)
  if (bearerAt(life, at) !== null || last === null || last.endedAt === null) return false
  if (last.endedAt.getTime() >= life.retainedFrom) return false
  return !life.bearing.some((span) => span.endedBy === 'transfer' && Number(span.endedAt) <= at)
}
