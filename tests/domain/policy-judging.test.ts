import { describe, expect, it } from 'vitest'
import { policyFinder } from '../../server/domain/policy.ts'
import { targetBook } from '../../server/domain/target-book.ts'
import { facts, version } from './made-up-book.ts'

const bank = version('bank')

describe('The version by whose rules an add is judged', () => {
  it.each(['lead', 'operator'] as const)("is the bank's for a %s too, to whom it sets no target", (role) => {
    const person = { id: 'e1', roles: ['teller' as const, role], branches: ['branch'] }
    const find = policyFinder([bank])
    const book = targetBook(facts, find(person), find(person, 'rules'))
    expect(book.on('2027-02-10').target).toBeNull()
    expect(book.judgedBy('2027-02-10')).toMatchObject({ id: 'bank' })
  })
})
