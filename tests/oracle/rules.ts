import type { AddFacts, ResultFacts, Surroundings } from '../../server/domain/add-facts.ts'
import type { VoidReason } from '../../server/domain/add.ts'
import { contactOf, countingAnswers, isRevoked, isStaff, verifying } from './answers.ts'
import { hasLeft, holderAt, isHeldBack, isRejected, lifeAt, startOf } from './life.ts'
import { DAY, ms } from './time.ts'

/** What the walk through time has found so far. */
export type Past = {
  /** Which add an identity was credited through. "An identity credited once is never credited to another, except after rejected or verification-revoked." */
  spent: ReadonlyMap<string, AddFacts>
}

export type View = { world: Surroundings; past: Past; moment: number; ends: ReadonlyMap<string, number> }

/** "A verification whose decidedAt lies inside the window counts": the earliest that stands, one without an account only when all say so. */
export function answerFor({ world, moment, ends }: View, add: AddFacts): ResultFacts | null {
  const inside = countingAnswers(world, add, moment).filter(({ decidedAt }) => ms(decidedAt) < endOf(ends, add))
  const inOrder = inside.toSorted((a, b) => ms(a.decidedAt) - ms(b.decidedAt) || (a.requestId < b.requestId ? -1 : 1))
  return inOrder.find((answer) => !lacksAccount(add, answer)) ?? inOrder[0] ?? null
}

/** "policy requireAccountHolder, and the provider says no" */
const lacksAccount = (add: AddFacts, answer: ResultFacts | null): boolean =>
  add.parameters.requireAccountHolder && answer?.accountHolder === false

const endOf = (ends: View['ends'], add: AddFacts): number => ends.get(add.id) ?? Infinity

/** "Among the relations of all employees with this contact the earliest startedAt counts (ties: smaller lower-cased userid)." */
export function earlierAdds({ world, moment }: View, add: AddFacts): AddFacts[] {
  const adder = (one: AddFacts): string => holderAt(one, startOf(one)).toLowerCase()
  return world.adds.filter((other) => {
    if (other.id === add.id || other.contactId !== add.contactId || startOf(other) > moment) return false
    const apart = startOf(other) - startOf(add)
    return apart < 0 || (apart === 0 && adder(other) < adder(add))
  })
}

/** Why the add cannot count by what concerns itself alone, in the order of domain.md's list. */
export function ownFaults(view: View, add: AddFacts): VoidReason[] {
  const { world, moment } = view
  const contact = contactOf(world, add)
  const answer = answerFor(view, add)
  const life = lifeAt(add, moment)
  const passed = isPassed(view, add)
  const fits: [VoidReason, boolean][] = [
    ['before-counting', world.countingFrom !== null && startOf(add) < ms(world.countingFrom)],
    ['private', ms(add.privateAt) <= moment],
    ['is-employee', isStaff(world, add, moment)],
    ['not-account-holder', lacksAccount(add, answer)],
    ['ended-early', life === 'over' || (life === 'no-new-chance' && !passed)],
    ['verification-revoked', isRevoked(contact, moment)],
    ['window-passed', passed],
    ['declined', ms(contact.declinedAt) <= moment && verifying(contact, moment).length === 0],
    ['rejected', isRejected(add, moment)],
  ]
  return fits.flatMap(([reason, fit]) => (fit ? [reason] : []))
}

const isPassed = (view: View, add: AddFacts): boolean =>
  answerFor(view, add) === null && view.moment >= endOf(view.ends, add)

const handsOn = new Set<VoidReason>(['private', 'is-employee', 'not-account-holder', 'rejected'])

/**
 * `kept`: the add cannot count, or has counted, and no later one can. "If the first turns void before it was credited, the next may count, on that
 * day; but window-passed passes the chance on only after 180 days, and removing and adding again starts no new chance." "Relations from before
 * countingFrom take part in first add."
 */
export function chanceOf(view: View, first: AddFacts): 'undecided' | 'kept' | 'passed-on' {
  if ([...view.past.spent.values()].some(({ id }) => id === first.id)) return 'kept'
  const faults = ownFaults(view, first)
  if (faults.includes('before-counting')) return 'kept'
  if (faults.some((fault) => handsOn.has(fault))) return 'passed-on'
  if (!isPassed(view, first)) return faults.includes('ended-early') ? 'passed-on' : 'undecided'
  const end = endOf(view.ends, first)
  if (view.moment >= end + 180 * DAY) return 'passed-on'
  return isDecidedBefore(view, first, end) ? 'passed-on' : 'kept'
}

/** Void, or verified in time, in the last moment of its window: then it was not the window that ended its chance. */
function isDecidedBefore(view: View, add: AddFacts, end: number): boolean {
  const last = { ...view, moment: end - 1 }
  return answerFor(last, add) !== null || ownFaults(last, add).some((fault) => fault !== 'declined')
}

/** All rules hold but for who else has the same identity. */
export function allRulesHold(view: View, add: AddFacts): boolean {
  if (startOf(add) > view.moment || answerFor(view, add) === null || isHeldBack(add, view.moment)) return false
  if (hasLeft(view.world, holderAt(add, view.moment), view.moment) || ownFaults(view, add).length > 0) return false
  return earlierAdds(view, add).every((other) => chanceOf(view, other) === 'passed-on')
}
