import type { AddFacts, ContactFacts, ResultFacts, Surroundings } from '../../server/domain/add-facts.ts'
import { ms } from './time.ts'

const strength = ['elements', 'sms', 'face']

export function contactOf(world: Surroundings, add: AddFacts): ContactFacts {
  const contact = world.contacts.find(({ id }) => id === add.contactId)
  if (!contact) throw new Error(`nobody is known as ${add.contactId}`)
  return contact
}

/** "A higher version wins": of each request, the highest version among those decided by then. */
function standing(contact: ContactFacts, moment: number): ResultFacts[] {
  const decided = contact.results.filter((result) => ms(result.decidedAt) <= moment)
  return [...new Set(decided.map(({ requestId }) => requestId))].flatMap((requestId) => {
    const own = decided.filter((result) => result.requestId === requestId)
    const highest = Math.max(...own.map(({ version }) => version))
    return own.filter(({ version }) => version === highest).slice(0, 1)
  })
}

/** The answers that say at that moment who the contact is. */
export const verifying = (contact: ContactFacts, moment: number): ResultFacts[] =>
  standing(contact, moment).filter(({ outcome, subject }) => outcome === 'verified' && subject !== null)

/** "A policy sets the least that counts." */
export const countingAnswers = (world: Surroundings, add: AddFacts, moment: number): ResultFacts[] =>
  verifying(contactOf(world, add), moment).filter(
    ({ assurance }) => strength.indexOf(assurance ?? '') >= strength.indexOf(add.parameters.leastAssurance),
  )

/** "verification-revoked (the provider took its answer back)": it said verified, says so no more, and no other answer does. */
export function isRevoked(contact: ContactFacts, moment: number): boolean {
  if (verifying(contact, moment).length > 0) return false
  return standing(contact, moment).some((last) =>
    contact.results.some(
      ({ requestId, version, outcome, decidedAt }) =>
        requestId === last.requestId &&
        version < last.version &&
        outcome === 'verified' &&
        ms(decidedAt) <= ms(last.decidedAt),
    ),
  )
}

/** "is-employee (the identity or account is bank staff)", whichever account the provider said it of. */
export function isStaff(world: Surroundings, add: AddFacts, moment: number): boolean {
  if (ms(add.staffSince) <= moment) return true
  const subjects = verifying(contactOf(world, add), moment).map(({ subject }) => subject)
  return world.contacts
    .flatMap((contact) => verifying(contact, moment))
    .some(({ subject, isEmployee }) => isEmployee === true && subjects.includes(subject))
}
