/** `unknown`: nobody told of the end; a later reading found the relation gone. */
export type EndedBy = 'employee' | 'contact' | 'transfer' | 'unknown'

/** An end that nobody told of is known as a range only: not before `notBefore`, by `at` at the latest. */
export type RelationFact =
  | { kind: 'started'; at: Date }
  | { kind: 'ended'; at: Date; endedBy: EndedBy; notBefore?: Date | null }
/** Where only a range is known, `endedAt` is its earlier end, which decides the order, and `endFoundAt` the later one, which decides the day. */
export type RelationSpan = { startedAt: Date; endedAt: Date | null; endedBy: EndedBy | null; endFoundAt?: Date | null }

/**
 * The relations of one employee and one contact, oldest first, from all that was learned of them in whatever order. What is
 * told again while the relation lives changes nothing, so the earliest start counts; an end without a start is kept for later.
 * An end that was told takes the place of a range that it lies in.
 */
export function relationsFrom(facts: readonly RelationFact[]): RelationSpan[] {
  const told = facts.filter((fact) => rangeOf(fact) === null)
  const ranges = facts
    .flatMap((fact) => rangeOf(fact) ?? [])
    .filter((range) => !told.some((one) => isEndIn(one, range)))
  const gone = ranges.map((range) => ({ ...range, from: earliest(range, told) }))
  const times = [...told.map(({ at }) => at.getTime()), ...gone.map(({ from }) => from)]
  const spans: RelationSpan[] = []
  for (const moment of [...new Set(times)].toSorted((a, b) => a - b)) {
    passMoment(
      spans,
      moment,
      told.filter(({ at }) => at.getTime() === moment),
    )
    // After what was told of that moment: the range begins with a time at which the relation was seen to live.
    for (const { from, to } of gone) if (from === moment) close(spans.at(-1), new Date(from), 'unknown', new Date(to))
  }
  return spans
}

function passMoment(spans: RelationSpan[], moment: number, here: readonly RelationFact[]): void {
  const at = new Date(moment)
  const starts = here.some((fact) => fact.kind === 'started')
  const endedBy = strongest(here)
  const lived = close(spans.at(-1), at, endedBy)
  if (starts && (lived || !isLive(spans.at(-1)))) spans.push({ startedAt: at, endedAt: null, endedBy: null })
  // Begun and ended within one second: there is no relation before it that the end could mean.
  if (!lived) close(spans.at(-1), at, endedBy)
}

type Range = { from: number; to: number }

function rangeOf(fact: RelationFact): Range | null {
  if (fact.kind === 'started' || !fact.notBefore) return null
  return { from: fact.notBefore.getTime(), to: fact.at.getTime() }
}

const isEndIn = (fact: RelationFact, { from, to }: Range): boolean =>
  fact.kind === 'ended' && from <= fact.at.getTime() && fact.at.getTime() <= to

/** Whoever was found gone had not begun after it: a start inside the range came before the end. */
const earliest = ({ from, to }: Range, told: readonly RelationFact[]): number =>
  Math.max(from, ...told.flatMap(({ kind, at }) => (kind === 'started' && at.getTime() < to ? [at.getTime()] : [])))

const isLive = (span: RelationSpan | undefined): span is RelationSpan => span !== undefined && span.endedAt === null

function close(span: RelationSpan | undefined, at: Date, endedBy: EndedBy | null, foundAt?: Date): boolean {
  if (endedBy === null || !isLive(span)) return false
  span.endedAt = at
  span.endedBy = endedBy
  if (foundAt) span.endFoundAt = foundAt
  return true
}

/** Of several ends in one second a handover is told before the employee, the employee before the contact. */
function strongest(facts: readonly RelationFact[]): EndedBy | null {
  const told = facts.flatMap((fact) => (fact.kind === 'ended' ? [fact.endedBy] : []))
  return (['transfer', 'employee', 'contact', 'unknown'] as const).find((ending) => told.includes(ending)) ?? null
}
