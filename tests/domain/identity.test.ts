import { describe, expect, it } from 'vitest'
import type { ContactFacts, ResultFacts } from '../../server/domain/add-facts.ts'
import { provenEnough, revokedSince, staffIdentitySince, verifiedAt } from '../../server/domain/identity.ts'
import { defaultParameters } from '../../server/domain/policy.ts'
import { at } from './add-story.ts'

const answer = (decidedAt: Date, more: Partial<ResultFacts> = {}): ResultFacts => ({
  requestId: 'r1',
  version: 1,
  outcome: 'verified',
  assurance: 'sms',
  subject: 'P',
  accountHolder: true,
  isEmployee: false,
  decidedAt,
  ...more,
})
const failed = (decidedAt: Date, version: number, more: Partial<ResultFacts> = {}): ResultFacts =>
  answer(decidedAt, { version, outcome: 'failed', subject: null, ...more })
const contact = (...results: ResultFacts[]): ContactFacts => ({ id: 'C', results, deciding: [], declinedAt: null })

const known = (of: ContactFacts, moment: Date): string[] =>
  verifiedAt(of, moment.getTime()).map(({ subject, requestId, version }) => `${subject} ${requestId} ${version}`)

describe('Who a contact is known to be', () => {
  it('is known from the moment of the answer on', () => {
    const of = contact(answer(at(2)))
    expect([known(of, at(2, '11:59')), known(of, at(2))]).toEqual([[], ['P r1 1']])
  })

  it('is told by the highest version of each request, whichever arrived first', () => {
    const [first, second] = [answer(at(2)), answer(at(3), { version: 2, subject: 'Q' })]
    expect(known(contact(first, second), at(4))).toEqual(['Q r1 2'])
    expect(known(contact(second, first), at(4))).toEqual(['Q r1 2'])
    expect(known(contact(second, first), at(2))).toEqual(['P r1 1'])
  })

  it('is told by the first of two answers that carry one version', () => {
    expect(known(contact(answer(at(2)), answer(at(3), { subject: 'Q' })), at(4))).toEqual(['P r1 1'])
  })

  it('is told oldest answer first, and by the id of the request where both are of one moment', () => {
    const later = answer(at(3), { requestId: 'r0' })
    expect(known(contact(later, answer(at(2))), at(4))).toEqual(['P r1 1', 'P r0 1'])
    expect(known(contact(answer(at(2)), later), at(4))).toEqual(['P r1 1', 'P r0 1'])
    const same = answer(at(2), { requestId: 'r2' })
    expect(known(contact(same, answer(at(2))), at(4))).toEqual(['P r1 1', 'P r2 1'])
    expect(known(contact(answer(at(2)), same), at(4))).toEqual(['P r1 1', 'P r2 1'])
  })

  it('is nobody by an answer that failed, or that names no person', () => {
    expect(known(contact(answer(at(2), { outcome: 'failed' })), at(4))).toEqual([])
    expect(known(contact(answer(at(2), { subject: null })), at(4))).toEqual([])
  })
})

describe('What an answer proves', () => {
  it('is enough from the least that the policy asks for on', () => {
    const enough = (['elements', 'sms', 'face', null] as const).map((assurance) =>
      provenEnough(answer(at(2), { assurance }), defaultParameters),
    )
    expect(enough).toEqual([false, true, true, false])
    const least = { ...defaultParameters, leastAssurance: 'elements' as const }
    expect(provenEnough(answer(at(2), { assurance: null }), least)).toBe(false)
  })
})

describe('An answer that the provider took back', () => {
  const since = (of: ContactFacts, moment: Date): number | null => revokedSince(of, moment.getTime())

  it('is taken back from the moment of the later version on', () => {
    const of = contact(answer(at(2)), failed(at(5), 2))
    expect([since(of, at(4)), since(of, at(5))]).toEqual([null, at(5).getTime()])
  })

  it('is none where another one stands, or where none was ever given', () => {
    expect(since(contact(answer(at(2)), failed(at(5), 2), answer(at(3), { requestId: 'r2' })), at(9))).toBeNull()
    expect(since(contact(failed(at(5), 1)), at(9))).toBeNull()
    expect(since(contact(failed(at(4), 1), failed(at(5), 2)), at(9))).toBeNull()
  })

  it('has to be of the same request, of a lower version, and known by then', () => {
    const other = answer(at(2), { subject: null, requestId: 'r2' })
    expect(since(contact(other, failed(at(5), 2)), at(9))).toBeNull()
    const unnamed = answer(at(2), { subject: null })
    expect(since(contact(unnamed), at(9))).toBeNull()
    expect(since(contact(failed(at(5), 2), answer(at(8))), at(7))).toBeNull()
    expect(since(contact(failed(at(5), 2), answer(at(8))), at(8))).toBe(at(5).getTime())
  })

  it('is told by the last of several', () => {
    const second = { requestId: 'r2' }
    const of = contact(answer(at(2)), failed(at(5), 2), answer(at(3), second), failed(at(7), 2, second))
    expect(since(of, at(9))).toBe(at(7).getTime())
  })
})

describe('Bank staff by what the provider says', () => {
  const since = (of: ContactFacts, peers: ContactFacts[], moment: Date): number | null =>
    staffIdentitySince(of, peers, moment.getTime())
  const staff = (subject: string): ContactFacts => contact(answer(at(3), { subject, isEmployee: true }))

  it('is the person of this contact, told through it or through another account of theirs', () => {
    const own = contact(answer(at(2)))
    expect(since(staff('P'), [], at(9))).toBe(at(3).getTime())
    expect(since(own, [own, staff('P')], at(9))).toBe(at(3).getTime())
    expect(since(own, [own, staff('P')], at(2))).toBeNull()
  })

  it('is nobody of whom only another person is told to be', () => {
    const own = contact(answer(at(2)))
    expect(since(own, [own, staff('Q')], at(9))).toBeNull()
    expect(since(contact(), [staff('Q')], at(9))).toBeNull()
  })
})
