import type { AddFacts } from '../../server/domain/add-facts.ts'
import type { AwaitingReason, LossReason, VoidReason } from '../../server/domain/add.ts'
import { contactOf, countingAnswers, isRevoked, verifying } from './answers.ts'
import { hasLeft, holderAt, isEarlyEnd, isHeld, isRejected, endsForGood } from './life.ts'
import { chanceOf, earlierAdds, ownFaults, type View } from './rules.ts'
import { ms } from './time.ts'
import type { Walk } from './walk.ts'

/** domain.md's own order, read there. */
const inOrder: VoidReason[] = [
  'before-counting',
  'private',
  'is-employee',
  'not-first-add',
  'same-person',
  'not-account-holder',
  'ended-early',
  'verification-revoked',
  'window-passed',
  'declined',
  'rejected',
]

/** "For each add there is exactly one verdict at any time": `effective`, `held`, `void private`, `awaiting earlier-add` … */
export function verdictOf(walk: Walk, add: AddFacts): string {
  if (isHeld(add, walk.now)) return 'held'
  if ([...walk.credits.values()].some((credit) => credit.add.id === add.id)) return 'effective'
  const view = walk.view(walk.now)
  const reason = voidReason(view, add, walk.lost.get(add.id) ?? null)
  return reason === null ? `awaiting ${awaitingReason(view, add)}` : `void ${reason}`
}

/** "where several fit, the first in this list is told" */
function voidReason(view: View, add: AddFacts, lost: LossReason | null): VoidReason | null {
  const faults = ownFaults(view, add).filter((fault) => fault !== 'ended-early' || !isLostOtherwise(view, add, lost))
  const others = [...view.past.spent.values()].filter(
    ({ id, contactId }) => contactId === add.contactId && id !== add.id,
  )
  const earlier = earlierAdds(view, add)
  const isBehind = others.some(({ id }) => earlier.some((one) => one.id === id))
  const isKept = earlier.some((other) => chanceOf(view, other) === 'kept')
  const fits = new Set<VoidReason>(faults)
  // The first add is never told that it is not the first, unless nothing else speaks against it (case 10).
  if (isBehind || isKept || (others.length > 0 && faults.length === 0)) fits.add('not-first-add')
  if (isSamePerson(view, add)) fits.add('same-person')
  return inOrder.find((reason) => fits.has(reason)) ?? null
}

/** "A relation that ends later costs nothing": what cost the credit was the provider or the review. */
function isLostOtherwise(view: View, add: AddFacts, lost: LossReason | null): boolean {
  if (endsForGood(add, view.moment).some((end) => isEarlyEnd(add, end))) return false
  if (lost === 'rejected') return isRejected(add, view.moment)
  return lost === 'verification-revoked' && isRevoked(contactOf(view.world, add), view.moment)
}

/** "same-person (the same identity already counts through another account)" */
function isSamePerson(view: View, add: AddFacts): boolean {
  return verifying(contactOf(view.world, add), view.moment).some(({ subject }) => {
    const owner = subject === null ? undefined : view.past.spent.get(subject)
    return owner !== undefined && owner.contactId !== add.contactId
  })
}

/** domain.md gives no order among these: the employee who left is told of last, when nothing else is missing. */
function awaitingReason(view: View, add: AddFacts): AwaitingReason {
  const { world, moment } = view
  const contact = contactOf(world, add)
  if (earlierAdds(view, add).some((other) => chanceOf(view, other) !== 'passed-on')) return 'earlier-add'
  const isProven = countingAnswers(world, add, moment).length > 0
  if (!isProven && verifying(contact, moment).length > 0) return 'assurance-too-low'
  if (isProven && hasLeft(world, holderAt(add, moment), moment)) return 'employee-left'
  if (contact.deciding.some(({ from, to }) => ms(from) <= moment && moment < ms(to))) return 'provider-deciding'
  return 'not-verified'
}
