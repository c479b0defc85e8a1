import type { AddFacts } from '../../server/domain/add-facts.ts'
import type { AwaitingReason, VoidReason } from '../../server/domain/add.ts'
import { contactOf, countingAnswers, verifying } from './answers.ts'
import { hasLeft, holderAt, isHeld } from './life.ts'
import { answerFor, chanceOf, earlierAdds, ownFault, type View } from './rules.ts'
import { ms } from './time.ts'
import type { Walk } from './walk.ts'

/** "For each add there is exactly one verdict at any time": `effective`, `held`, `void private`, `awaiting earlier-add` … */
export function verdictOf(walk: Walk, add: AddFacts): string {
  const view = walk.view(walk.now)
  const credited = [...walk.credits.values()].some((credit) => credit.add.id === add.id)
  if (credited) return isHeld(add, walk.now) ? 'held' : 'effective'
  const reason = voidReason(view, add)
  if (reason !== null && !(reason === 'rejected' && isHeld(add, walk.now))) return `void ${reason}`
  return isHeld(add, walk.now) ? 'held' : `awaiting ${awaitingReason(view, add)}`
}

/** "where several fit, the first in this list is told" */
function voidReason(view: View, add: AddFacts): VoidReason | null {
  const fault = ownFault(view, add)
  if (fault === 'before-counting' || fault === 'private' || fault === 'is-employee') return fault
  if (isNotFirst(view, add)) return 'not-first-add'
  return isSamePerson(view, add) ? 'same-person' : fault
}

/** "not-first-add (the contact already counts for another employee)", or the first add keeps the chance: case 3. */
function isNotFirst(view: View, add: AddFacts): boolean {
  const counted = [...view.past.spent.values()].some(
    ({ id, contactId }) => contactId === add.contactId && id !== add.id,
  )
  return counted || earlierAdds(view, add).some((other) => chanceOf(view, other) === 'kept')
}

/** "same-person (the same identity already counts through another account)" */
function isSamePerson(view: View, add: AddFacts): boolean {
  return countingAnswers(view.world, add, view.moment).some(({ subject }) => {
    const owner = subject === null ? undefined : view.past.spent.get(subject)
    return owner !== undefined && owner.contactId !== add.contactId
  })
}

/** domain.md gives no order among these: what the employee can do least about is told first. */
function awaitingReason(view: View, add: AddFacts): AwaitingReason {
  const { world, moment } = view
  const contact = contactOf(world, add)
  if (hasLeft(world, holderAt(add, moment), moment)) return 'employee-left'
  if (earlierAdds(view, add).some((other) => chanceOf(view, other) === 'undecided')) return 'earlier-add'
  if (answerFor(view, add) === null && verifying(contact, moment).length > 0) return 'assurance-too-low'
  if (contact.deciding.some(({ from, to }) => ms(from) <= moment && moment < ms(to))) return 'provider-deciding'
  return 'not-verified'
}
