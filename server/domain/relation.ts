export type EndedBy = 'employee' | 'contact' | 'transfer'

export type RelationFact = { kind: 'started'; at: Date } | { kind: 'ended'; at: Date; endedBy: EndedBy }
export type RelationSpan = { startedAt: Date; endedAt: Date | null; endedBy: EndedBy | null }

/**
 * The relations of one employee and one contact, oldest first, from all that was learned of them in whatever order. What is
 * told again while the relation lives changes nothing, so the earliest start counts; an end without a start is kept for later.
 */
export function relationsFrom(facts: readonly RelationFact[]): RelationSpan[] {
  const moments = [...new Set(facts.map((fact) => fact.at.getTime()))].toSorted((a, b) => a - b)
  const spans: RelationSpan[] = []
  for (const moment of moments) {
    const here = facts.filter((fact) => fact.at.getTime() === moment)
    const at = new Date(moment)
    const starts = here.some((fact) => fact.kind === 'started')
    const endedBy = strongest(here)
    const lived = close(spans.at(-1), at, endedBy)
    if (starts && (lived || !isLive(spans.at(-1)))) spans.push({ startedAt: at, endedAt: null, endedBy: null })
    // Begun and ended within one second: there is no relation before it that the end could mean.
    if (!lived) close(spans.at(-1), at, endedBy)
  }
  return spans
}

const isLive = (span: RelationSpan | undefined): span is RelationSpan => span !== undefined && span.endedAt === null

function close(span: RelationSpan | undefined, at: Date, endedBy: EndedBy | null): boolean {
  if (endedBy === null || !isLive(span)) return false
  span.endedAt = at
  span.endedBy = endedBy
  return true
}

/** Of several ends in one second a handover is told before the employee, the employee before the contact. */
function strongest(facts: readonly RelationFact[]): EndedBy | null {
  const told = facts.flatMap((fact) => (fact.kind === 'ended' ? [fact.endedBy] : []))
  return (['transfer', 'employee', 'contact'] as const).find((ending) => told.includes(ending)) ?? null
}
