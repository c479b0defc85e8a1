import type { AddFacts, Surroundings } from '../../server/domain/add-facts.ts'
import type { LossReason } from '../../server/domain/add.ts'
import { contactOf, isStaff, verifying } from './answers.ts'
import { dayMoment, holderAt, isEarlyEnd, isRejected, lastEnd, startOf, windowEnd, workplaceAt } from './life.ts'
import { allRulesHold, answerFor, type View } from './rules.ts'
import { DAY, midnightBefore, ms } from './time.ts'

/** Something that gives or takes a credit, with the moment that decides its day and the one when its rules were met. */
export type Happening = {
  subject: string
  addId: string
  employeeId: string
  branchId: string
  amount: 1 | -1
  at: number
  met: number
  reason: 'earned' | 'corrected' | LossReason
}

/** A credit of a closed day. "once closed it stays where it is" */
export type Settled = { subject: string; addId: string; employeeId: string; branchId: string; at: number; met: number }

type Credit = { add: AddFacts; employeeId: string; branchId: string; at: number; met: number }

/** Goes through time, moment by moment, as if every fact had been known at once. */
export class Walk {
  readonly spent = new Map<string, AddFacts>()
  readonly credits = new Map<string, Credit>()
  readonly happenings: Happening[] = []
  readonly world: Surroundings
  readonly now: number
  /** Why an add lost its credit last. */
  readonly lost = new Map<string, LossReason>()
  private readonly met = new Map<string, number>()
  private readonly settled: Settled[]
  private readonly ends: Map<string, number>

  constructor(world: Surroundings, settled: readonly Settled[], now: number) {
    this.world = world
    this.now = now
    this.settled = settled.map((one) => ({ ...one, at: this.keptFrom(one) })).toSorted((a, b) => a.at - b.at)
    this.ends = new Map(world.adds.map((add) => [add.id, windowEnd(world, add, now)]))
    for (const moment of this.moments()) this.live(moment)
  }

  view(moment: number): View {
    return { world: this.world, past: this, moment, ends: this.ends }
  }

  /** Every moment at which anything can change. */
  private moments(): number[] {
    const { world, now } = this
    const ends = [...this.ends.values()]
    const all = [
      ms(world.countingFrom),
      ...world.employees.map(({ leftAt }) => ms(leftAt)),
      ...world.contacts.flatMap(({ declinedAt, results, deciding }) => [
        ms(declinedAt),
        ...results.map(({ decidedAt }) => ms(decidedAt)),
        ...deciding.flatMap(({ from, to }) => [ms(from), ms(to)]),
      ]),
      ...world.adds.flatMap(({ relations, privateAt, staffSince, reviews }) => [
        ms(privateAt),
        ms(staffSince),
        ...relations.flatMap(({ startedAt, endedAt }) => [ms(startedAt), ms(endedAt)]),
        ...reviews.flatMap(({ openedAt, closedAt }) => [ms(openedAt), ms(closedAt)]),
      ]),
      ...ends,
      ...ends.map((end) => end + 180 * DAY),
      ...this.settled.map(({ at }) => at),
      now,
    ]
    return [...new Set(all)].filter((moment) => moment <= now).toSorted((a, b) => a - b)
  }

  private live(moment: number): void {
    for (;;) {
      const before = this.happenings.length
      for (const subject of this.subjects()) this.loseAt(subject, moment)
      for (const subject of this.subjects()) this.freeAt(subject, moment)
      this.settleAt(moment)
      this.meetAt(moment)
      for (const subject of this.subjects()) this.giveAt(subject, moment)
      if (this.happenings.length === before) return
    }
  }

  private subjects(): string[] {
    const known = this.world.contacts.flatMap(({ results }) => results.map(({ subject }) => subject))
    return [...new Set(known)].filter((subject) => subject !== null).toSorted()
  }

  /** "It is taken back only when the relation ends … or by is-employee, verification-revoked, rejected." */
  private lossAt(subject: string, { add }: Credit, moment: number): LossReason | null {
    const end = lastEnd(add, moment)
    if (isStaff(this.world, add, moment)) return 'is-employee'
    if (end !== null && isEarlyEnd(add, end)) return 'ended-early'
    if (!verifying(contactOf(this.world, add), moment).some((answer) => answer.subject === subject))
      return 'verification-revoked'
    return isRejected(add, moment) ? 'rejected' : null
  }

  private loseAt(subject: string, moment: number): void {
    const credit = this.credits.get(subject)
    const reason = credit && this.lossAt(subject, credit, moment)
    if (!credit || !reason) return
    const { add, employeeId, branchId, met } = credit
    const at = dayMoment(this.world, add, moment)
    this.happenings.push({ subject, addId: add.id, employeeId, branchId, amount: -1, at, met, reason })
    this.credits.delete(subject)
    this.met.delete(add.id)
    this.lost.set(add.id, reason)
  }

  /** "An identity credited once is never credited to another, except after rejected or verification-revoked." */
  private freeAt(subject: string, moment: number): void {
    const owner = this.spent.get(subject)
    if (!owner || this.credits.has(subject)) return
    const verified = verifying(contactOf(this.world, owner), moment).some((answer) => answer.subject === subject)
    if (!verified || isRejected(owner, moment)) this.spent.delete(subject)
  }

  /** "Once closed it stays where it is": where its answer is changed as of that very moment, what its day ended with decides. */
  private keptFrom({ subject, addId, employeeId, branchId, at, met }: Settled): number {
    const add = this.world.adds.find(({ id }) => id === addId)
    const isChanged = add && this.lossAt(subject, { add, employeeId, branchId, at, met }, at) === 'verification-revoked'
    return isChanged ? midnightBefore(at) + DAY - 1 : at
  }

  private isTold(subject: string, addId: string, at: number): boolean {
    return this.happenings.some(
      (one) => one.subject === subject && one.addId === addId && one.at === at && one.amount === 1,
    )
  }

  private settleAt(moment: number): void {
    for (const { subject, addId, employeeId, branchId, at, met } of this.settled) {
      const add = this.world.adds.find(({ id }) => id === addId)
      if (at !== moment || !add || this.isTold(subject, addId, at)) continue
      const holder = this.credits.get(subject)
      if (holder?.add.id === addId) continue
      if (holder) this.takeFrom(subject, holder, moment)
      this.give(subject, { add, employeeId, branchId, at, met })
    }
  }

  private give(subject: string, credit: Credit): void {
    const { add, employeeId, branchId, at, met } = credit
    this.credits.set(subject, credit)
    this.spent.set(subject, add)
    this.happenings.push({ subject, addId: add.id, employeeId, branchId, amount: 1, at, met, reason: 'earned' })
  }

  /** "A credit is given the moment the last rule is met." */
  private meetAt(moment: number): void {
    for (const add of this.world.adds) {
      if (!allRulesHold(this.view(moment), add)) this.met.delete(add.id)
      else if (!this.met.has(add.id)) this.met.set(add.id, moment)
    }
  }

  /** "the one whose rules were all met earliest wins (provider's decidedAt, then startedAt, then external_userid, then userid)" */
  private better(a: { add: AddFacts; met: number }, b: { add: AddFacts; met: number }, moment: number): boolean {
    const order = ({ add, met }: { add: AddFacts; met: number }): [number, number, number, string, string] => [
      met,
      ms(answerFor(this.view(moment), add)?.decidedAt ?? null),
      startOf(add),
      add.contactId,
      holderAt(add, moment).toLowerCase(),
    ]
    const [left, right] = [order(a), order(b)]
    const apart = left.findIndex((part, index) => part !== right[index])
    return apart >= 0 && (left[apart] ?? 0) < (right[apart] ?? 0)
  }

  private giveAt(subject: string, moment: number): void {
    if (this.credits.has(subject) || this.settled.some((one) => one.subject === subject && one.at > moment)) return
    const owner = this.spent.get(subject)
    const claims = this.world.adds.flatMap((add) => {
      const met = this.met.get(add.id)
      const same = answerFor(this.view(moment), add)?.subject === subject
      const isKept = this.settled.some(({ addId, at }) => addId === add.id && at > moment)
      const isHeld = [...this.credits.values()].some((credit) => credit.add.id === add.id)
      const free = (!owner || owner.id === add.id) && !isHeld && !isKept
      return met !== undefined && same && free ? [{ add, met }] : []
    })
    const best = claims.toSorted((a, b) => (this.better(a, b, moment) ? -1 : 1))[0]
    if (!best) return
    const [employeeId, at] = [holderAt(best.add, moment), dayMoment(this.world, best.add, moment)]
    // "An entry keeps … employee and branch of that day": the branch at the moment the last rule was met.
    const branchId = workplaceAt(this.world, employeeId, at)
    this.give(subject, { add: best.add, employeeId, branchId, at, met: best.met })
  }

  private takeFrom(subject: string, { add, employeeId, branchId, met }: Credit, at: number): void {
    this.happenings.push({ subject, addId: add.id, employeeId, branchId, amount: -1, at, met, reason: 'corrected' })
    this.credits.delete(subject)
  }
}
