import { describe, expect, it } from 'vitest'
import { defaultParameters } from '../../server/domain/policy.ts'
import { added, at, dayOf, removed, revoked, Story, verified, type Fact } from './add-story.ts'

const rejected = (employee: string, opened: Date, closed: Date): Fact => ({
  kind: 'review',
  employee,
  contact: 'C',
  review: { openedAt: opened, closedAt: closed, outcome: 'rejected' },
})

describe('What random histories found to be counted wrongly', () => {
  it('takes no credit of a closed day for the one that another identity lost', () => {
    const story = new Story().learn(at(1), verified('C', at(1)), added('e1', 'C', at(1)))
    story.learn(at(2), verified('C', at(2), { version: 2, subject: 'R' }))
    story.learn(at(3, '01:00'), removed('e1', 'C', at(1, '20:00')))
    story.learn(at(7), added('e2', 'C', at(7)))
    expect([story.verdict('e1', 'C'), story.verdict('e2', 'C')]).toEqual(['void ended-early', 'effective'])
  })

  it('costs the credit when the provider says through another account that the person is bank staff', () => {
    const story = new Story().learn(at(1), added('e1', 'C', at(1))).learn(at(2), verified('C', at(2)))
    story.learn(at(9), verified('C2', at(9), { isEmployee: true }))
    expect(story.verdict('e1', 'C')).toBe('void is-employee')
    expect(story.entries().at(-1)).toBe(`e1 -1 on ${dayOf(9)} is-employee`)
  })

  it('credits no staff identity in the days before its account is known as staff too', () => {
    const story = new Story().learn(
      at(5),
      added('e1', 'C', at(4)),
      verified('C', at(4, '13:00'), { isEmployee: true }),
      { kind: 'staff-account', employee: 'e1', contact: 'C', at: at(5) },
    )
    expect(story.entries()).toEqual([])
  })

  it('tells of the review and not of the end when a relation that ended late is rejected', () => {
    const story = new Story().learn(at(1), added('e1', 'C', at(1))).learn(at(2), verified('C', at(2)))
    story.learn(at(20), removed('e1', 'C', at(20))).learn(at(25), rejected('e1', at(24), at(25)))
    expect(story.verdict('e1', 'C')).toBe('void rejected')
  })

  it('tells of the provider and not of the end when the answer of a relation that ended late is taken back', () => {
    const story = new Story().learn(at(1), added('e1', 'C', at(1))).learn(at(2), verified('C', at(2)))
    story.learn(at(20), removed('e1', 'C', at(20))).learn(at(25), revoked('C', at(25)))
    expect(story.verdict('e1', 'C')).toBe('void verification-revoked')
  })

  it('stays ended early after a missed revival, although the window is over and somebody verified the contact in it', () => {
    const story = new Story().learn(at(2), added('e1', 'C', at(1)), removed('e1', 'C', at(2)))
    story
      .learn(at(8), verified('C', at(8)))
      .learn(at(12), added('e1', 'C', at(12)))
      .learn(at(40))
    expect(story.verdict('e1', 'C')).toBe('void ended-early')
  })

  it('takes no chance back from the next adder by adding again', () => {
    const story = new Story().learn(at(21), added('e1', 'C', at(1)), removed('e1', 'C', at(21)))
    story.learn(at(22), added('e2', 'C', at(22))).learn(at(35), added('e1', 'C', at(35)))
    story.learn(at(36), verified('C', at(36)))
    expect(story.verdict('e1', 'C')).toBe('void window-passed')
    expect(story.verdict('e2', 'C')).toBe('effective')
  })

  it('lets the next adder count when the first was credited in its window and the provider took that back later', () => {
    const story = new Story().learn(at(1), added('e1', 'C', at(1))).learn(at(2), verified('C', at(2)))
    story.learn(at(40), revoked('C', at(40))).learn(at(41), added('e2', 'C', at(41)))
    story.learn(at(42), verified('C', at(42), { version: 3 }))
    expect(story.entries().at(-1)).toBe(`e2 +1 on ${dayOf(42)} earned`)
  })

  it('lets the next adder count when the relation of a leaver, verified in time, ends after the window', () => {
    const story = new Story().learn(at(2), added('e1', 'C', at(1)), { kind: 'left', employee: 'e1', at: at(2) })
    story.learn(at(10), verified('C', at(10))).learn(at(40), removed('e1', 'C', at(40)))
    story.learn(at(50), added('e2', 'C', at(50)))
    expect(story.verdict('e2', 'C')).toBe('effective')
  })

  it('keeps the chance of a window that passed, although an answer came too late and was taken back', () => {
    const shorter = { ...defaultParameters, verificationWindowDays: 10 }
    const parameters = ({ employee }: { employee: string }): typeof shorter =>
      employee === 'e1' ? shorter : defaultParameters
    const story = new Story({ parameters }).learn(at(3), added('e1', 'C', at(1)), added('e2', 'C', at(3)))
    story.learn(at(20), verified('C', at(20))).learn(at(25), revoked('C', at(25)))
    expect(story.verdict('e2', 'C')).toBe('void not-first-add')
  })

  it('gives the credit anew when an appeal overturns the rejection', () => {
    const story = new Story().learn(at(1), added('e1', 'C', at(1))).learn(at(2), verified('C', at(2)))
    story.learn(at(5), rejected('e1', at(4), at(5)))
    const appeal: Fact = {
      kind: 'review',
      employee: 'e1',
      contact: 'C',
      review: { openedAt: at(6), closedAt: at(9), outcome: 'accepted' },
    }
    story.learn(at(9), appeal)
    expect(story.verdict('e1', 'C')).toBe('effective')
    expect(story.entries().at(-1)).toBe(`e1 +1 on ${dayOf(9)} earned`)
  })

  it('frees a revoked identity for good, so that a later adder waits for the first one instead of being refused', () => {
    const story = new Story().learn(at(1), added('e1', 'C', at(1))).learn(at(2), verified('C', at(2)))
    story.learn(at(3), revoked('C', at(3))).learn(at(5), added('e2', 'C', at(5)))
    const review = { openedAt: at(6), closedAt: null, outcome: null }
    story.learn(at(6), { kind: 'review', employee: 'e1', contact: 'C', review })
    story.learn(at(7), verified('C', at(7), { version: 3 }))
    expect([story.verdict('e1', 'C'), story.verdict('e2', 'C')]).toEqual(['held', 'awaiting earlier-add'])
  })

  it('gives no second credit for one contact under another identity while the first one is spent', () => {
    const story = new Story().learn(at(1), added('e1', 'C', at(1))).learn(at(2), verified('C', at(2)))
    story.learn(at(3), removed('e1', 'C', at(3))).learn(at(5), added('e2', 'C', at(5)))
    story.learn(at(6), verified('C', at(6), { requestId: 'another', subject: 'Q' }))
    story.learn(at(7), verified('C', at(7), { version: 2 }))
    expect(story.verdict('e2', 'C')).toBe('void not-first-add')
    expect(story.entries()).toHaveLength(2)
  })

  it('still tells of the rejection when the next adder was credited on the same day and that day has closed', () => {
    const story = new Story().learn(at(2), added('e1', 'C', at(1)), added('e2', 'C', at(2)))
    story.learn(at(4), verified('C', at(4))).learn(at(6), rejected('e1', at(6, '10:00'), at(6, '11:00')))
    story.learn(at(20), removed('e1', 'C', at(20)))
    expect(story.verdict('e2', 'C')).toBe('effective')
    expect(story.verdict('e1', 'C')).toBe('void rejected')
  })

  it('takes the credit when one of two reviews rejects, although the other is still open', () => {
    const story = new Story().learn(at(1), added('e1', 'C', at(1))).learn(at(2), verified('C', at(2)))
    const open: Fact = {
      kind: 'review',
      employee: 'e1',
      contact: 'C',
      review: { openedAt: at(3), closedAt: null, outcome: null },
    }
    story.learn(at(5), open, rejected('e1', at(4), at(5)))
    expect(story.verdict('e1', 'C')).toBe('held')
    expect(story.entries().at(-1)).toBe(`e1 -1 on ${dayOf(5)} rejected`)
  })

  it('forgets the first credit for the next chance once it was rejected, also when the next was credited that same day', () => {
    const story = new Story().learn(at(4), added('e1', 'C', at(1)), verified('C', at(4)), added('e2', 'C', at(3)))
    story.learn(at(5), removed('e1', 'C', at(5))).learn(at(11), rejected('e1', at(11, '10:00'), at(11, '11:00')))
    story.learn(at(20), revoked('C', at(20))).learn(at(22), verified('C', at(22), { version: 3 }))
    expect(story.verdict('e2', 'C')).toBe('effective')
  })

  it('gives an add whose day has closed no second credit under the identity of an answer of the same moment that comes late', () => {
    const story = new Story().learn(at(1), added('e1', 'C', at(1)))
    story.learn(at(1, '12:00'), verified('C', at(1, '12:00'), { requestId: 'second', subject: 'P' }))
    story.learn(at(10), verified('C', at(1, '12:00'), { requestId: 'first', subject: 'R' }))
    expect(story.entries()).toEqual([`e1 +1 on ${dayOf(1)} earned`])
  })

  it('credits the person of a correction that comes after the day has closed, in the place of the one it corrects', () => {
    const story = new Story().learn(at(1), verified('C', at(1), { subject: 'P' }), added('e1', 'C', at(1)))
    story.learn(at(10), verified('C', at(1), { version: 2, subject: 'R' }))
    expect(story.verdict('e1', 'C')).toBe('effective')
    expect(story.entries()).toEqual([
      `e1 +1 on ${dayOf(1)} earned`,
      `e1 -1 on ${dayOf(10)} verification-revoked`,
      `e1 +1 on ${dayOf(10)} earned`,
    ])
  })

  it('undoes a credit and its loss on one open day when an earlier add of that day becomes known, so that it never was', () => {
    const review = rejected('E2', at(3, '23:58'), at(3, '23:59'))
    const story = new Story().learn(at(2), verified('C', at(2))).learn(at(3, '09:00'), added('E2', 'C', at(3, '09:00')))
    story.learn(at(3, '23:59'), review).learn(at(4, '01:00'), added('e1', 'C', at(3, '08:00')))
    expect(story.entries().slice(2)).toEqual([
      `E2 +1 on ${dayOf(3)} corrected`,
      `E2 -1 on ${dayOf(3)} corrected`,
      `e1 +1 on ${dayOf(3)} earned`,
    ])
    story.learn(at(9))
    expect(story.judgement('e1', 'C').verdict).toMatchObject({ status: 'effective', since: at(3, '08:00') })
    expect(story.judgement('E2', 'C').verdict).toMatchObject({ reason: 'not-first-add' })
    expect(story.entries()).toHaveLength(5)
  })

  it('counts the next adder from the rejection of the first on, though both and the verification became known together', () => {
    const story = new Story().learn(at(1), added('e1', 'C', at(1)), added('e2', 'C', at(2)))
    story.learn(at(7, '01:00'), verified('C', at(6, '09:00')), rejected('e1', at(6, '10:00'), at(6, '11:00')))
    expect(story.entries()).toEqual([
      `e1 +1 on ${dayOf(6)} earned`,
      `e1 -1 on ${dayOf(6)} rejected`,
      `e2 +1 on ${dayOf(6)} earned`,
    ])
    story.learn(at(9), verified('C', at(9), { version: 2 }))
    expect(story.judgement('e2', 'C').verdict).toMatchObject({ status: 'effective', since: at(6, '11:00') })
  })

  it('gives no credit anew by taking back a loss that an earlier start shows to be wrong', () => {
    const story = new Story().learn(at(5, '10:00'), verified('C', at(5, '10:00')), added('e1', 'C', at(5, '10:00')))
    story.learn(at(5, '11:00'), removed('e1', 'C', at(5, '10:00')), added('E2', 'C', at(5, '11:00')))
    story.learn(at(6, '00:00'), removed('E2', 'C', at(6, '00:00')))
    story.learn(at(6, '01:00'), added('e1', 'C', at(5, '08:00'))).learn(at(8))
    expect([story.verdict('e1', 'C'), story.verdict('E2', 'C')]).toEqual(['effective', 'void not-first-add'])
    expect(story.sums()).toEqual({ [`e1 ${dayOf(5)}`]: 1 })
  })

  it('keeps nothing of a credit that came back and went again on one open day, once a fact shows that it never did', () => {
    const story = new Story().learn(at(1), verified('C', at(1)), added('e1', 'C', at(1)))
    story.learn(at(5, '13:00'), revoked('C', at(5, '09:00'), { version: 2 }))
    story.learn(at(5, '13:01'), verified('C', at(5, '12:00'), { version: 3 }))
    story.learn(at(5, '13:02'), { kind: 'private', employee: 'e1', contact: 'C', at: at(5, '09:00') })
    story.learn(at(9), added('e2', 'C', at(9)))
    expect([story.verdict('e1', 'C'), story.verdict('e2', 'C')]).toEqual(['void private', 'effective'])
  })

  it('gives one identity nothing of a day on which another answer of the same moment took its place', () => {
    const story = new Story().learn(at(1), verified('C', at(1), { subject: 'P' }), added('e1', 'C', at(1)))
    story.learn(at(6, '13:00'), revoked('C', at(6, '09:00'), { version: 2 }))
    story.learn(at(6, '13:01'), verified('C', at(6, '12:00'), { requestId: 'second', subject: 'P' }))
    story.learn(at(6, '13:02'), verified('C', at(6, '12:00'), { version: 3, subject: 'R' })).learn(at(15))
    expect(story.judgement('e1', 'C').verdict).toMatchObject({ status: 'effective', since: at(6, '12:00') })
    expect(story.ledger.filter(({ day }) => day > dayOf(6))).toEqual([])
  })
})
