import type { AddFacts, ResultFacts, Surroundings } from '../../server/domain/add-facts.ts'
import type { VoidReason } from '../../server/domain/add.ts'
import { contactOf, isRevoked, isStaff, verifying } from './answers.ts'
import { answerInWindow, hasLeft, holderAt, isRejected, lifeAt, startOf, windowEnd } from './life.ts'
import { DAY, ms } from './time.ts'

/** What the walk through time has found so far. */
export type Past = {
  /** Which add an identity was credited through. "An identity credited once is never credited to another, except after rejected or verification-revoked." */
  spent: ReadonlyMap<string, AddFacts>
}

export type View = { world: Surroundings; past: Past; moment: number; now: number }

export const answerFor = ({ world, moment, now }: View, add: AddFacts): ResultFacts | null =>
  answerInWindow(world, add, moment, now)

/** "Among the relations of all employees with this contact the earliest startedAt counts (ties: smaller lower-cased userid)." */
export function earlierAdds({ world, moment }: View, add: AddFacts): AddFacts[] {
  const adder = (one: AddFacts): string => holderAt(one, startOf(one)).toLowerCase()
  return world.adds.filter((other) => {
    if (other.id === add.id || other.contactId !== add.contactId || startOf(other) > moment) return false
    const apart = startOf(other) - startOf(add)
    return apart < 0 || (apart === 0 && adder(other) < adder(add))
  })
}

/** Why the add cannot count by what concerns itself alone, the first of domain.md's list; null when nothing speaks against it. */
export function ownFault(view: View, add: AddFacts): VoidReason | null {
  const { world, moment, now } = view
  const contact = contactOf(world, add)
  const answer = answerFor(view, add)
  const life = lifeAt(add, answer, moment)
  const passed = answer === null && moment >= windowEnd(world, add, now)
  if (world.countingFrom !== null && startOf(add) < ms(world.countingFrom)) return 'before-counting'
  if (ms(add.privateAt) <= moment) return 'private'
  if (isStaff(world, add, moment)) return 'is-employee'
  if (answer && add.parameters.requireAccountHolder && answer.accountHolder === false) return 'not-account-holder'
  if (life === 'over' || (life === 'no-new-chance' && !passed)) return 'ended-early'
  if (isRevoked(contact, moment)) return 'verification-revoked'
  if (passed) return 'window-passed'
  if (ms(contact.declinedAt) <= moment && verifying(contact, moment).length === 0) return 'declined'
  return isRejected(add, moment) ? 'rejected' : null
}

/**
 * `undecided`, `kept`: the chance stays there for good or for long. "If the first turns void before it was credited, the next may count, on that
 * day; but window-passed passes the chance on only after 180 days." "Relations from before countingFrom take part in first add."
 */
export function chanceOf(view: View, first: AddFacts): 'undecided' | 'kept' | 'passed-on' {
  if ([...view.past.spent.values()].some(({ id }) => id === first.id)) return 'kept'
  const fault = ownFault(view, first)
  if (fault === null) return 'undecided'
  if (fault === 'before-counting') return 'kept'
  if (fault === 'rejected' && first.reviews.some((review) => isOpenReview(review, view.moment))) return 'undecided'
  if (fault !== 'window-passed') return 'passed-on'
  return view.moment >= windowEnd(view.world, first, view.now) + 180 * DAY ? 'passed-on' : 'kept'
}

const isOpenReview = ({ openedAt, closedAt }: { openedAt: Date; closedAt: Date | null }, moment: number): boolean =>
  ms(openedAt) <= moment && moment < ms(closedAt)

/** All rules hold but for a review and for who else has the same identity. */
export function allRulesHold(view: View, add: AddFacts): boolean {
  if (startOf(add) > view.moment || answerFor(view, add) === null) return false
  if (hasLeft(view.world, holderAt(add, view.moment), view.moment)) return false
  const fault = ownFault(view, add)
  if (fault !== null && fault !== 'rejected') return false
  return earlierAdds(view, add).every((other) => chanceOf(view, other) === 'passed-on')
}
