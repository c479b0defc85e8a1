import { startOfDay, type BusinessDay } from './business-day.ts'

/** A relation as WeCom tells it. */
type ToldRelation = { employeeId: string; contactId: string; startedAt: Date }
/** The last relation of two as we have it; `seenAt`: when WeCom last told of it, by whatever way. */
export type KnownRelation = ToldRelation & { endedAt: Date | null; seenAt: Date }

/** What no event told: a start at its own moment, an end of which only a range is known. */
export type MissingFact = { employeeId: string; contactId: string } & (
  | { kind: 'started'; at: Date }
  | { kind: 'ended'; notBefore: Date; at: Date }
)

/** Events and details of one add may be told some seconds apart. */
const SAME_MS = 60_000
/** So many contacts are not all lost at once: an answer that says so is not believed. */
const MOST_LOST_AT_ONCE = 20
/** In the evening: what was lost in the day is mended while the day is open, and dated on it. */
const SWEEP_AT_MS = 21 * 3_600_000 + 10 * 60_000

export const sweepDueAt = (day: BusinessDay): Date => new Date(startOfDay(day).getTime() + SWEEP_AT_MS)

/**
 * What is lacking of these employees' relations, from everything that WeCom told of them between `begunAt` and `foundAt`. Nothing when all
 * is known. WeCom goes on telling of a contact who has removed the employee, so only a later beginning shows that the two are related again.
 */
export function missingFacts(
  told: readonly ToldRelation[],
  known: readonly KnownRelation[],
  { begunAt, foundAt }: { begunAt: Date; foundAt: Date },
): MissingFact[] {
  const byPair = new Map(known.map((one) => [keyOf(one), one]))
  const present = new Set(told.map(keyOf))
  const begun = told.flatMap((one) => startsOf(one, byPair.get(keyOf(one))))
  const gone = known.filter((one) => one.endedAt === null && one.seenAt < begunAt && !present.has(keyOf(one)))
  return [...begun, ...gone.map((one) => endOf(one, foundAt))]
}

function startsOf(told: ToldRelation, known: KnownRelation | undefined): MissingFact[] {
  const { employeeId, contactId, startedAt } = told
  const started: MissingFact = { employeeId, contactId, kind: 'started', at: startedAt }
  if (!known) return [started]
  if (known.endedAt !== null) return startedAt > known.endedAt ? [started] : []
  // Begun anew after it was last seen: it ended in between, and neither was told.
  return startedAt.getTime() > known.seenAt.getTime() + SAME_MS ? [endOf(known, startedAt), started] : []
}

const endOf = ({ employeeId, contactId, seenAt }: KnownRelation, at: Date): MissingFact => {
  return { employeeId, contactId, kind: 'ended', notBefore: seenAt, at }
}

/** The employees whose answers say that they lost everybody; they may as well say that WeCom would not tell. */
export function doubtedIn(facts: readonly MissingFact[], told: readonly ToldRelation[]): Set<string> {
  const answered = new Set(told.map(({ employeeId }) => employeeId))
  const lost = new Map<string, number>()
  for (const { kind, employeeId } of facts)
    if (kind === 'ended' && !answered.has(employeeId)) lost.set(employeeId, (lost.get(employeeId) ?? 0) + 1)
  return new Set([...lost].flatMap(([id, count]) => (count > MOST_LOST_AT_ONCE ? [id] : [])))
}

const keyOf = ({ employeeId, contactId }: { employeeId: string; contactId: string }): string =>
  `${employeeId}|${contactId}`
