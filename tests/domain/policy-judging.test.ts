import { describe, expect, it } from 'vitest'
import { branchCalendar } from '../../server/domain/branch-calendar.ts'
import { defaultParameters, policyFinder } from '../../server/domain/policy.ts'
import { targetBook, type BookFacts, type KnownPolicy } from '../../server/domain/target-book.ts'

const bank: KnownPolicy = {
  id: 'bank',
  scope: 'branch',
  branchId: null,
  role: null,
  employeeId: null,
  validFrom: '2027-01-01',
  validTo: null,
  amount: 10,
  per: 'day',
  parameters: defaultParameters,
}
const facts: BookFacts = {
  employment: { joined: null, left: null },
  countsFrom: null,
  calendar: () => branchCalendar(new Map(), new Map()),
  leaves: [],
  earned: [],
  changedAt: null,
  asOf: new Date('2027-02-10T12:00:00+08:00'),
}

describe('The version by whose rules an add is judged', () => {
  it.each(['lead', 'operator'] as const)("is the bank's for a %s too, to whom it sets no target", (role) => {
    const person = { id: 'e1', roles: ['teller' as const, role], branches: ['branch'] }
    const find = policyFinder([bank])
    const book = targetBook(facts, find(person), find(person, 'rules'))
    expect(book.on('2027-02-10').target).toBeNull()
    expect(book.judgedBy('2027-02-10')).toMatchObject({ id: 'bank' })
  })
})
