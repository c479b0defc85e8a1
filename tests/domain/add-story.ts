import type { AddFacts, ContactFacts, ResultFacts, Review, Surroundings } from '../../server/domain/add-facts.ts'
import type { BranchStay } from '../../server/domain/branch-stay.ts'
import type { Judgement } from '../../server/domain/add.ts'
import type { Entry } from '../../server/domain/credit.ts'
import { defaultParameters, type PolicyParameters } from '../../server/domain/policy.ts'
import { relationsFrom, type EndedBy, type RelationFact } from '../../server/domain/relation.ts'
import { settle } from '../../server/domain/settlement.ts'

/** Day 1 is Sunday 1 November 2026; `at(4, '09:00')` is that time of day 4 in Shanghai. */
export const at = (day: number, time = '12:00'): Date =>
  new Date(Date.parse(`2026-11-01T${time.length === 5 ? `${time}:00` : time}+08:00`) + (day - 1) * 86_400_000)

export const dayOf = (day: number): string =>
  new Date(Date.parse('2026-11-01T00:00:00Z') + (day - 1) * 86_400_000).toISOString().slice(0, 10)

/** What can become known, with the business's own time. */
export type Fact =
  | { kind: 'added'; employee: string; contact: string; at: Date }
  | { kind: 'removed'; employee: string; contact: string; at: Date; by: EndedBy }
  | { kind: 'gone'; employee: string; contact: string; notBefore: Date; at: Date }
  | { kind: 'handed-over'; from: string; to: string; contact: string; at: Date }
  | ({ kind: 'answer'; contact: string } & ResultFacts)
  | { kind: 'submitted'; contact: string; at: Date; decided: Date | null }
  | { kind: 'declined'; contact: string; at: Date }
  | { kind: 'private'; employee: string; contact: string; at: Date }
  | { kind: 'staff-account'; employee: string; contact: string; at: Date }
  | { kind: 'review'; employee: string; contact: string; review: Review }
  | { kind: 'left'; employee: string; at: Date }
  | { kind: 'moved'; employee: string; branch: string; at: Date }

export const added = (employee: string, contact: string, moment: Date): Fact => ({
  kind: 'added',
  employee,
  contact,
  at: moment,
})
export const removed = (employee: string, contact: string, moment: Date, by: EndedBy = 'contact'): Fact => ({
  kind: 'removed',
  employee,
  contact,
  at: moment,
  by,
})
/** The provider's answer; person P unless told, version 1, by a code to the phone the bank holds. */
export const verified = (contact: string, decidedAt: Date, more: Partial<ResultFacts> = {}): Fact => ({
  kind: 'answer',
  contact,
  requestId: `${contact}-request`,
  version: 1,
  outcome: 'verified',
  assurance: 'sms',
  subject: 'P',
  accountHolder: true,
  isEmployee: false,
  decidedAt,
  ...more,
})
export const revoked = (contact: string, decidedAt: Date, more: Partial<ResultFacts> = {}): Fact =>
  verified(contact, decidedAt, { version: 2, outcome: 'failed', subject: null, ...more })

export type World = {
  parameters?: (add: { employee: string; startedAt: Date }) => PolicyParameters
  countingFrom?: Date
}

/** Facts as they arrive: after each arrival everything is settled, as the server does. */
export class Story {
  readonly known: Fact[] = []
  readonly ledger: Entry[] = []
  readonly world: World
  judgements: Judgement[] = []

  constructor(world: World = {}) {
    this.world = world
  }

  /** The fact becomes known at that moment; time alone settles when no fact is given. */
  learn(moment: Date, ...facts: Fact[]): this {
    this.known.push(...facts)
    const settlement = settle(this.surroundings(), this.ledger, moment)
    this.ledger.push(...settlement.entries)
    this.judgements = settlement.judgements
    return this
  }

  verdict(employee: string, contact: string): string {
    const { verdict } = this.judgement(employee, contact)
    return verdict.reason === null ? verdict.status : `${verdict.status} ${verdict.reason}`
  }

  judgement(employee: string, contact: string): Judgement {
    const found = this.judgements.find(({ addId }) => addId === `${employee}+${contact}`)
    if (!found) throw new Error(`${employee} has no add of ${contact}`)
    return found
  }

  /** `E1 +1 on 2026-11-05 earned` for each entry, oldest first. */
  entries(): string[] {
    return this.ledger.map(({ employeeId, amount, day, reason }) => {
      return `${employeeId} ${amount > 0 ? '+1' : '-1'} on ${day} ${reason}`
    })
  }

  /** What each employee's day sums up to; days without a sum are left out. */
  sums(): Record<string, number> {
    const sums: Record<string, number> = {}
    for (const { employeeId, day, amount } of this.ledger) {
      const key = `${employeeId} ${day}`
      sums[key] = (sums[key] ?? 0) + amount
    }
    return Object.fromEntries(
      Object.entries(sums)
        .filter(([, sum]) => sum !== 0)
        .toSorted(),
    )
  }

  surroundings(): Surroundings {
    const { known } = this
    const branches = (employee: string): BranchStay[] => [
      { branchId: 'A', from: new Date(0) },
      ...known.flatMap((fact) =>
        fact.kind === 'moved' && fact.employee === employee ? [{ branchId: fact.branch, from: fact.at }] : [],
      ),
    ]
    const left = (employee: string): Date | null =>
      known.flatMap((fact) => (fact.kind === 'left' && fact.employee === employee ? [fact.at] : []))[0] ?? null
    const employees = [...new Set(known.flatMap(employeesIn))]
    const contacts = [...new Set(known.flatMap((fact) => ('contact' in fact ? [fact.contact] : [])))]
    return {
      countingFrom: this.world.countingFrom ?? null,
      contacts: contacts.map((id) => contactFrom(id, known)),
      adds: contacts.flatMap((contact) => addsOf(contact, known, this.world)),
      employees: employees.map((id) => ({ id, branches: branches(id), leftAt: left(id) })),
    }
  }
}

const employeesIn = (fact: Fact): string[] => {
  if (fact.kind === 'handed-over') return [fact.from, fact.to]
  return 'employee' in fact ? [fact.employee] : []
}

function contactFrom(id: string, known: readonly Fact[]): ContactFacts {
  const own = known.filter((fact) => 'contact' in fact && fact.contact === id)
  return {
    id,
    results: own.flatMap((fact) => (fact.kind === 'answer' ? [fact] : [])),
    deciding: own.flatMap((fact) => (fact.kind === 'submitted' ? [{ from: fact.at, to: fact.decided }] : [])),
    declinedAt: own.flatMap((fact) => (fact.kind === 'declined' ? [fact.at] : []))[0] ?? null,
  }
}

/** One add per employee who added the contact; a handover moves it, with those who had it before. */
function addsOf(contact: string, known: readonly Fact[], world: World): AddFacts[] {
  const own = known.filter((fact) => 'contact' in fact && fact.contact === contact)
  const handovers = own.flatMap((fact) => (fact.kind === 'handed-over' ? [fact] : []))
  const takers = new Set(handovers.map(({ to }) => to))
  const adders = new Set(own.flatMap((fact) => (fact.kind === 'added' ? [fact.employee] : [])))
  return [...adders]
    .filter((employee) => !takers.has(employee))
    .map((employee) => {
      const chain = [employee, ...handovers.filter(({ from }) => from === employee).map(({ to }) => to)]
      const relations = chain.flatMap((id) => relationsOf(id, own).map((span) => ({ employeeId: id, ...span })))
      const startedAt = new Date(Math.min(...relations.map((span) => span.startedAt.getTime())))
      const mine = own.filter((fact) => 'employee' in fact && fact.employee === employee)
      return {
        id: `${employee}+${contact}`,
        contactId: contact,
        employeeId: chain.at(-1) ?? employee,
        relations,
        parameters: world.parameters?.({ employee, startedAt }) ?? defaultParameters,
        privateAt: mine.find((fact) => fact.kind === 'private')?.at ?? null,
        staffSince: mine.find((fact) => fact.kind === 'staff-account')?.at ?? null,
        // In the order in which they were opened, as the database tells them.
        reviews: mine
          .flatMap((fact) => (fact.kind === 'review' ? [fact.review] : []))
          .toSorted((a, b) => a.openedAt.getTime() - b.openedAt.getTime()),
      }
    })
}

export const relationsOf = (employee: string, own: readonly Fact[]): ReturnType<typeof relationsFrom> =>
  relationsFrom(
    own.flatMap((fact): RelationFact[] => {
      if (fact.kind === 'added' && fact.employee === employee) return [{ kind: 'started', at: fact.at }]
      if (fact.kind === 'removed' && fact.employee === employee)
        return [{ kind: 'ended', at: fact.at, endedBy: fact.by }]
      if (fact.kind === 'gone' && fact.employee === employee)
        return [{ kind: 'ended', at: fact.at, endedBy: 'unknown', notBefore: fact.notBefore }]
      if (fact.kind === 'handed-over' && fact.from === employee)
        return [{ kind: 'ended', at: fact.at, endedBy: 'transfer' }]
      return fact.kind === 'handed-over' && fact.to === employee ? [{ kind: 'started', at: fact.at }] : []
    }),
  )
