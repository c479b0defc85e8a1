import type { Surroundings } from './add-facts.ts'
import { bearerAt, endedEarlyAt } from './add-life.ts'
import {
  casesOf,
  firstAddOrder,
  hindrances,
  keepsChance,
  metBy,
  momentsOf,
  staffSinceAt,
  type Case,
} from './add-standing.ts'
import type { LossReason } from './add.ts'
import { branchAt, type BranchStay } from './branch-stay.ts'
import { addDays, businessDayOf, startOfDay, type BusinessDay } from './business-day.ts'
import { verifiedAt } from './identity.ts'

/** That an identity counted through an add, from when the last rule was met; half-open. */
export type Holding = {
  subject: string
  addId: string
  employeeId: string
  /** Of the employee, at the moment that decides the day. */
  branchId: string
  from: Date
  to: Date | null
  /** Where an end of which only a range is known gave or took the credit: the range's later end, which decides the day. */
  gainedOn?: Date
  lostOn?: Date
  lostBy: LossReason | 'corrected' | null
  /** After its rejection or revocation the identity may count elsewhere, for good. */
  freed: boolean
}

/** A credit whose day has closed: it stays where it is, whatever becomes known later, until one of the four losses. */
export type Pin = { subject: string; addId: string; employeeId: string; branchId: string; earnedDay: BusinessDay }

/** Our clock may be so far behind WeCom's and the provider's. */
const SKEW_MS = 600_000

type Claim = { one: Case; metSince: number; decidedAt: number }
type IdentityState = { holder: Holding | null; last: Holding | null; pins: Pin[] }

/**
 * Who holds the credit of which identity when: what would have been booked, had every fact been known at its own moment. So it
 * depends on the set of facts alone, never on the order in which they arrived.
 */
export function holdingsOf(facts: Surroundings, pins: readonly Pin[], now: Date): Holding[] {
  return new Sweep(facts, pins).run(horizonOf(facts, now))
}

/** `now`, or the latest fact where our clock is a little behind it. */
export function horizonOf(facts: Surroundings, now: Date): number {
  const told = facts.contacts.flatMap((contact) => contact.results.map((result) => result.decidedAt.getTime()))
  const begun = facts.adds.flatMap((add) => add.relations.map((span) => span.startedAt.getTime()))
  const limit = now.getTime() + SKEW_MS
  return Math.max(now.getTime(), ...[...told, ...begun].filter((at) => at <= limit))
}

class Sweep {
  readonly cases: Case[]
  readonly holdings: Holding[] = []
  readonly states = new Map<string, IdentityState>()
  readonly metSince = new Map<string, number>()
  readonly branches: ReadonlyMap<string, BranchStay[]>

  constructor(facts: Surroundings, pins: readonly Pin[]) {
    this.cases = casesOf(facts).toSorted(firstAddOrder)
    this.branches = new Map(facts.employees.map(({ id, branches }) => [id, branches]))
    const answered = facts.contacts.flatMap((contact) => contact.results.flatMap(({ subject }) => subject ?? []))
    for (const subject of new Set([...answered, ...pins.map((pin) => pin.subject)])) {
      const own = pins.filter((pin) => pin.subject === subject)
      this.states.set(subject, { holder: null, last: null, pins: own })
    }
  }

  run(horizon: number): Holding[] {
    const pinned = [...this.states.values()].flatMap(({ pins }) => pins.map(lastMomentOf))
    const moments = [...this.cases.flatMap(momentsOf), ...pinned].filter((at) => at <= horizon)
    for (const at of [...new Set(moments)].toSorted((a, b) => a - b)) this.pass(at)
    return this.holdings
  }

  private pass(at: number): void {
    this.loseAndGive(at)
    // A pin may hold although its loss is already known; then it is lost in the same moment, and its add free for another.
    this.loseAndGive(at)
  }

  private loseAndGive(at: number): void {
    for (const [subject, state] of this.states) this.lose(subject, state, at)
    for (const [subject, state] of this.states) this.give(subject, state, at)
  }

  private lose(subject: string, state: IdentityState, at: number): void {
    const one = this.cases.find(({ add }) => add.id === state.holder?.addId)
    const reason = one && lossAt(one, subject, at)
    if (reason) this.end(state, at, reason)
    this.free(subject, at)
  }

  private free(subject: string, at: number): void {
    for (const holding of this.holdings) {
      const one = this.cases.find(({ add }) => add.id === holding.addId)
      if (holding.subject === subject && one && isFreed(one, subject, at)) holding.freed = true
    }
  }

  private end(state: IdentityState, at: number, reason: LossReason | 'corrected'): void {
    const { holder } = state
    if (!holder) return
    const lostOn = this.foundFor(holder.addId, at)
    Object.assign(holder, { to: new Date(at), lostBy: reason, ...(lostOn && { lostOn }) })
    state.holder = null
  }

  private give(subject: string, state: IdentityState, at: number): void {
    const claims = this.claims(subject, at)
    const [pin] = state.pins
    if (pin) return this.givePinned(subject, state, pin, at)
    const free = claims.filter(({ one }) => !isLockedFor(state, one) && !this.holds(one))
    const winner = free.toSorted(claimOrder)[0]
    if (winner) this.hold(subject, state, winner.one, at)
  }

  private givePinned(subject: string, state: IdentityState, pin: Pin, at: number): void {
    const one = this.cases.find(({ add }) => add.id === pin.addId)
    if (!one) return
    const isFree = state.holder === null || state.holder.addId === pin.addId
    const due = isFree && metBy(one, at)?.subject === subject && businessDayOf(new Date(at)) >= pin.earnedDay
    if (!due && at < lastMomentOf(pin)) return
    state.pins.shift()
    if (state.holder?.addId === pin.addId) {
      state.holder.branchId = pin.branchId
      return
    }
    this.end(state, at, 'corrected')
    this.hold(subject, state, one, at, pin)
  }

  private hold(subject: string, state: IdentityState, one: Case, at: number, pin?: Pin): void {
    const bearer = pin?.employeeId ?? bearerAt(one.life, at)?.employeeId ?? one.add.employeeId
    const gainedOn = pin ? null : this.foundFor(one.add.id, at)
    state.holder = {
      subject,
      addId: one.add.id,
      employeeId: bearer,
      branchId: pin?.branchId ?? branchAt(this.branches.get(bearer) ?? [], gainedOn ?? new Date(at)),
      from: new Date(at),
      to: null,
      lostBy: null,
      freed: false,
      ...(gainedOn && { gainedOn }),
    }
    state.last = state.holder
    this.holdings.push(state.holder)
  }

  /** The later end of a range that begins at this moment with somebody's relation with the same contact. */
  private foundFor(addId: string, at: number): Date | null {
    const contactId = this.cases.find(({ add }) => add.id === addId)?.contact.id
    const spans = this.cases.flatMap(({ contact, life }) => (contact.id === contactId ? life.all : []))
    return spans.find(({ endedAt, endFoundAt }) => endFoundAt && endedAt?.getTime() === at)?.endFoundAt ?? null
  }

  private claims(subject: string, at: number): Claim[] {
    return this.cases.flatMap((one) => {
      const answer = metBy(one, at)
      const key = `${subject}|${one.add.id}`
      if (answer?.subject !== subject || this.isBehind(one, at)) {
        this.metSince.delete(key)
        return []
      }
      const metSince = this.metSince.get(key) ?? at
      this.metSince.set(key, metSince)
      return [{ one, metSince, decidedAt: answer.decidedAt.getTime() }]
    })
  }

  private isBehind(one: Case, at: number): boolean {
    return earlierAdds(this.cases, one).some((earlier) => this.hasCounted(earlier) || keepsChance(earlier, at))
  }

  private hasCounted({ add }: Case): boolean {
    return this.holdings.some(({ addId, freed }) => addId === add.id && !freed)
  }

  /** Through whichever identity; one whose day has closed keeps the add to itself, however late in the day it is given. */
  private holds({ add }: Case): boolean {
    const named = ({ addId }: { addId: string }) => addId === add.id
    return [...this.states.values()].some(({ holder, pins }) => (holder && named(holder)) || pins.some(named))
  }
}

/** Adds of the same contact that began before this one; `cases` stand in the order of first adds. */
export const earlierAdds = (cases: readonly Case[], one: Case): Case[] =>
  cases.slice(0, cases.indexOf(one)).filter(({ contact }) => contact.id === one.contact.id)

/** An identity credited once is never credited to another, except after its rejection or revocation. */
const isLockedFor = ({ last }: IdentityState, one: Case): boolean =>
  last !== null && last.addId !== one.add.id && !last.freed

/** The identity was taken from the add by somebody's decision. */
const isFreed = (one: Case, subject: string, at: number): boolean =>
  !verifiedAt(one.contact, at).some((result) => result.subject === subject) || isRejected(one, at)

const isRejected = (one: Case, at: number): boolean => hindrances(one, at).some(({ reason }) => reason === 'rejected')

const lastMomentOf = (pin: Pin): number => startOfDay(addDays(pin.earnedDay, 1)).getTime() - 1

function lossAt(one: Case, subject: string, at: number): LossReason | null {
  if (staffSinceAt(one, at) !== null) return 'is-employee'
  if (endedEarlyAt(one.life, at)) return 'ended-early'
  if (!verifiedAt(one.contact, at).some((result) => result.subject === subject)) return 'verification-revoked'
  return isRejected(one, at) ? 'rejected' : null
}

/** Earliest met, then the provider's time, then the start, then the contact's id: of one contact only one add at a time has a claim. */
const claimOrder = (a: Claim, b: Claim): number =>
  a.metSince - b.metSince ||
  a.decidedAt - b.decidedAt ||
  a.one.life.start - b.one.life.start ||
  (a.one.contact.id < b.one.contact.id ? -1 : 1)
