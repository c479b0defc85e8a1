import type { AddFacts, ContactFacts, ResultFacts, Review, Surroundings } from './add-facts.ts'
import { bearerAt, lastEndBefore, lifeOf, relatedAt, type Life } from './add-life.ts'
import { windowEndOf } from './add-window.ts'
import { DAY_MS } from './business-day.ts'
import type { VoidReason } from './add.ts'
import { provenEnough, revokedSince, staffIdentitySince, verifiedAt } from './identity.ts'

/** A passed window hands the chance on to a later adder only after so long. */
const SUCCESSION_MS = 180 * DAY_MS

/** An add with what does not depend on the moment worked out once. */
export type Case = {
  add: AddFacts
  contact: ContactFacts
  /** All contacts around: what the provider says of an identity through one of them holds for every account of that person. */
  peers: readonly ContactFacts[]
  life: Life
  windowEnd: number
  countingFrom: number
  leftAt: Map<string, number>
}

export function casesOf(facts: Surroundings): Case[] {
  const contacts = new Map(facts.contacts.map((contact) => [contact.id, contact]))
  const leftAt = new Map(facts.employees.flatMap(({ id, leftAt: at }) => (at ? [[id, at.getTime()] as const] : [])))
  const countingFrom = facts.countingFrom?.getTime() ?? -Infinity
  return facts.adds.flatMap((add) => {
    const contact = contacts.get(add.contactId)
    if (!contact || add.relations.length === 0) return []
    const windowEnd = windowEndOf(add, contact)
    return [{ add, contact, peers: facts.contacts, life: lifeOf(add), windowEnd, countingFrom, leftAt }]
  })
}

/** A reason for which the add cannot count; `passesOn` when a later adder of the contact may count in its place. */
export type Hindrance = { reason: VoidReason; since: number; passesOn: boolean }

/** Everything in the add's own facts that keeps it from counting at that moment, other adds left aside. */
export function hindrances(one: Case, at: number): Hindrance[] {
  const { add, contact, life, countingFrom } = one
  const found: Hindrance[] = []
  const note = (reason: VoidReason, since: number | null | undefined, passesOn = true): void => {
    if (since !== null && since !== undefined && since <= at) found.push({ reason, since, passesOn })
  }
  if (life.start < countingFrom) note('before-counting', life.start, false)
  note('private', add.privateAt?.getTime())
  note('is-employee', staffSinceAt(one, at))
  note('not-account-holder', notHolderSince(one, at))
  note('ended-early', endedSince(one, at), endHandsOn(one, at))
  note('verification-revoked', revokedSince(contact, at), false)
  if (at >= one.windowEnd && inTime(one, at).length === 0) note('window-passed', one.windowEnd, windowHandsOn(one, at))
  if (verifiedAt(contact, at).length === 0) note('declined', contact.declinedAt?.getTime(), false)
  note('rejected', rejectedSince(add, at))
  return found
}

/** Since when account or identity are known to be bank staff's; null while neither is. */
export function staffSinceAt({ add, contact, peers }: Case, at: number): number | null {
  const account = add.staffSince?.getTime() ?? Infinity
  return account <= at ? account : staffIdentitySince(contact, peers, at)
}

/** An end after the window has passed hands nothing on that the window did not. */
const endHandsOn = (one: Case, at: number): boolean =>
  (lastEndBefore(one.life, at)?.endedAt?.getTime() ?? at) < one.windowEnd || inTime(one, at).length > 0

/** A passed window hands the chance on late; at once, where the add was void or verified in time when its window ended. */
function windowHandsOn(one: Case, at: number): boolean {
  if (at >= one.windowEnd + SUCCESSION_MS) return true
  const last = one.windowEnd - 1
  return inTime(one, last).length > 0 || hindrances(one, last).some(({ reason }) => reason !== 'declined')
}

/** The review that closed last decides: an appeal that succeeds overturns a rejection. */
function rejectedSince(add: AddFacts, at: number): number | null {
  const closed = add.reviews.flatMap(({ closedAt, outcome }) =>
    closedAt && closedAt.getTime() <= at ? [{ since: closedAt.getTime(), outcome }] : [],
  )
  const last = closed.toSorted((a, b) => a.since - b.since).at(-1)
  return last?.outcome === 'rejected' ? last.since : null
}

export type Verified = ResultFacts & { subject: string }

/** Answers that stand, prove enough and were decided inside the window. */
const inTime = ({ add, contact, windowEnd }: Case, at: number): Verified[] =>
  verifiedAt(contact, at).filter(
    (result) => provenEnough(result, add.parameters) && result.decidedAt.getTime() < windowEnd,
  )

const holderEnough = ({ add }: Case, result: Verified): boolean =>
  !add.parameters.requireAccountHolder || result.accountHolder !== false

function notHolderSince(one: Case, at: number): number | null {
  const results = inTime(one, at)
  if (results.some((result) => holderEnough(one, result))) return null
  return results.at(-1)?.decidedAt.getTime() ?? null
}

function endedSince(one: Case, at: number): number | null {
  const { life, windowEnd } = one
  if (at < life.start || bearerAt(life, at) !== null) return null
  // Related again after too long a gap: no new chance, and once the window is over that is what is told.
  if (relatedAt(life, at) && at >= windowEnd && inTime(one, at).length === 0) return null
  return lastEndBefore(life, at)?.endedAt?.getTime() ?? null
}

/** The review that holds the add; one that was accepted is as if it had never been. */
export const heldBy = ({ add }: Case, at: number): Review | undefined =>
  add.reviews.find(
    (review) =>
      review.outcome !== 'accepted' &&
      review.openedAt.getTime() <= at &&
      (review.closedAt === null || at < review.closedAt.getTime()),
  )

/** The answer by which all of the add's own rules are met at that moment; null when they are not. */
export function metBy(one: Case, at: number): Verified | null {
  const bearer = bearerAt(one.life, at)
  if (bearer === null || heldBy(one, at) || hindrances(one, at).length > 0) return null
  if (at >= (one.leftAt.get(bearer.employeeId) ?? Infinity)) return null
  return inTime(one, at).find((result) => holderEnough(one, result)) ?? null
}

/** While this stands, no later adder of the contact counts: it is undecided, counts, or has not handed its chance on. */
export function keepsChance(one: Case, at: number): boolean {
  const found = hindrances(one, at)
  if (found.some(({ reason }) => reason === 'before-counting')) return true
  return !found.some(({ passesOn }) => passesOn)
}

/** Every moment at which this add's standing may change. */
export function momentsOf({ add, contact, peers, life, windowEnd, leftAt }: Case): number[] {
  const times = [
    ...life.all.flatMap((span) => [span.startedAt, span.endedAt]),
    ...add.reviews.flatMap((review) => [review.openedAt, review.closedAt]),
    ...peers.flatMap(({ results }) => results.map((result) => result.decidedAt)),
    ...contact.deciding.flatMap(({ from, to }) => [from, to]),
    add.privateAt,
    add.staffSince,
    contact.declinedAt,
  ].flatMap((time) => (time === null ? [] : [time.getTime()]))
  const left = life.all.flatMap((span) => leftAt.get(span.employeeId) ?? [])
  return [...times, ...left, windowEnd, windowEnd + SUCCESSION_MS].filter(Number.isFinite)
}

/** First adders first: the earliest start, then the smaller userid. */
export const firstAddOrder = (a: Case, b: Case): number =>
  a.life.start - b.life.start || (adderOf(a) < adderOf(b) ? -1 : 1)

const adderOf = ({ life, add }: Case): string => (life.all[0]?.employeeId ?? add.employeeId).toLowerCase()
