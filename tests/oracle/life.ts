import type { AddFacts, RelationSpan, Surroundings } from '../../server/domain/add-facts.ts'
import { contactOf } from './answers.ts'
import { covered, DAY, midnightBefore, ms, type Stretch } from './time.ts'

/** "startedAt and window stay": the first beginning, whatever ended and began again. */
export const startOf = (add: AddFacts): number => Math.min(...add.relations.map(({ startedAt }) => ms(startedAt)))

/** Whoever has the relation that began last. "Handover moves the relation." */
export function holderAt(add: AddFacts, moment: number): string {
  const begun = add.relations.filter(({ startedAt }) => ms(startedAt) <= moment)
  return begun.toSorted((a, b) => ms(a.startedAt) - ms(b.startedAt)).at(-1)?.employeeId ?? add.employeeId
}

/** "nothing undecided is credited to a leaver" */
export function hasLeft(world: Surroundings, employeeId: string, moment: number): boolean {
  return world.employees.some(({ id, leftAt }) => id === employeeId && ms(leftAt) <= moment)
}

/** "held: a review is open" */
export const isHeld = (add: AddFacts, moment: number): boolean =>
  add.reviews.some(({ openedAt, closedAt }) => ms(openedAt) <= moment && moment < ms(closedAt))

/** Accepted, it is as if there had been no review: "earnedDay as without the review" (case 30). */
export const isHeldBack = (add: AddFacts, moment: number): boolean =>
  isHeld({ ...add, reviews: add.reviews.filter(({ outcome }) => outcome !== 'accepted') }, moment)

/** The review that closed last decides; an appeal that succeeds overturns a rejection. */
export function isRejected(add: AddFacts, moment: number): boolean {
  const closed = add.reviews.filter(({ closedAt }) => ms(closedAt) <= moment)
  return closed.toSorted((a, b) => ms(a.closedAt) - ms(b.closedAt)).at(-1)?.outcome === 'rejected'
}

/** "It stands still while held, or while the provider decides (7 days at most)." */
const stillStretches = (world: Surroundings, add: AddFacts, now: number): Stretch[] => [
  ...add.reviews.map(({ openedAt, closedAt }) => ({ from: ms(openedAt), to: Math.min(ms(closedAt), now) })),
  ...contactOf(world, add).deciding.map(({ from, to }) => ({
    from: ms(from),
    to: Math.min(ms(to), ms(from) + 7 * DAY, now),
  })),
]

/** "Until the end of the 30th day after the day of the add", and as much later as it stood still until then. */
export function windowEnd(world: Surroundings, add: AddFacts, now: number): number {
  const start = startOf(add)
  const plain = midnightBefore(start) + (add.parameters.verificationWindowDays + 1) * DAY
  const still = stillStretches(world, add, now)
  let end = plain
  for (;;) {
    const longer = plain + covered(still, start, end)
    if (longer === end) return end
    end = longer
  }
}

const livesAt = (spans: readonly RelationSpan[], moment: number): boolean =>
  spans.some(({ startedAt, endedAt }) => ms(startedAt) <= moment && moment < ms(endedAt))

/** "before retentionDays full days after startedAt have passed (not when it ends after a handover)" */
export function isEarlyEnd(add: AddFacts, end: number): boolean {
  const handedOver = add.relations.some(({ endedAt, endedBy }) => endedBy === 'transfer' && ms(endedAt) <= end)
  return !handedOver && end < startOf(add) + add.parameters.retentionDays * DAY
}

/** The last end that has come and is not healed by a relation that lives; null while the two are related. */
export function lastEnd(add: AddFacts, moment: number): number | null {
  const begun = add.relations.filter(({ startedAt }) => ms(startedAt) <= moment)
  if (livesAt(begun, moment)) return null
  const last = begun.toSorted((a, b) => ms(a.endedAt) - ms(b.endedAt)).at(-1)
  return last && last.endedBy !== 'transfer' ? ms(last.endedAt) : null
}

/**
 * `over`: "its relation no longer lives, nothing was credited" (case 10). "An add that ended early revives when the same two are related again
 * within 7 days"; `no-new-chance`: they are related again, but later than that.
 */
export function lifeAt(add: AddFacts, moment: number): 'lives' | 'over' | 'no-new-chance' {
  const begun = add.relations
    .filter(({ startedAt }) => ms(startedAt) <= moment)
    .toSorted((a, b) => ms(a.startedAt) - ms(b.startedAt))
  const missed = begun.some((span, index) => {
    const before = begun[index - 1]
    return before !== undefined && ms(span.startedAt) - ms(before.endedAt) > 7 * DAY
  })
  if (lastEnd(add, moment) !== null) return 'over'
  return missed ? 'no-new-chance' : 'lives'
}

/** The ends after which the two were not related again, or too late to revive. */
export function endsForGood(add: AddFacts, moment: number): number[] {
  const begun = add.relations
    .filter(({ startedAt }) => ms(startedAt) <= moment)
    .toSorted((a, b) => ms(a.startedAt) - ms(b.startedAt))
  return begun.flatMap(({ endedAt }, index) => {
    const next = begun[index + 1]
    const lasts = ms(endedAt) <= moment && (next === undefined || ms(next.startedAt) - ms(endedAt) > 7 * DAY)
    return lasts ? [ms(endedAt)] : []
  })
}

/** Of the moves that had happened the last one tells; before the first, the first. */
export function workplaceAt(world: Surroundings, employeeId: string, moment: number): string {
  const stays = world.employees.find(({ id }) => id === employeeId)?.branches ?? []
  const order = stays.map(({ branchId, from }) => ({ branchId, key: `${ms(from)}`.padStart(16, '0') + branchId, from }))
  const inOrder = order.toSorted((a, b) => (a.key < b.key ? -1 : 1))
  return (inOrder.filter(({ from }) => ms(from) <= moment).at(-1) ?? inOrder[0])?.branchId ?? ''
}

/** "From a reconciliation sweep the later end of the range decides the day, the earlier end the order." */
export function dayMoment(world: Surroundings, add: AddFacts, moment: number): number {
  const spans = world.adds.flatMap((one) => (one.contactId === add.contactId ? one.relations : []))
  const range = spans.find(({ endedAt, endFoundAt }) => endFoundAt && ms(endedAt) === moment)
  return range?.endFoundAt ? ms(range.endFoundAt) : moment
}
