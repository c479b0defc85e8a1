import { describe, expect, it } from 'vitest'
import { defaultParameters } from '../../server/domain/policy.ts'
import { added, at, dayOf, removed, revoked, Story, verified, type Fact } from './add-story.ts'

const P1 = { subject: 'P' }
const review = (opened: Date, closed: Date | null, outcome: 'accepted' | 'rejected' | null, employee = 'e1'): Fact => ({
  kind: 'review',
  employee,
  contact: 'C',
  review: { openedAt: opened, closedAt: closed, outcome },
})

describe('The worked cases of one contact', () => {
  it('1: an add that ended by mistake and began again revives, window and all', () => {
    const story = new Story().learn(at(1), added('e1', 'C', at(1)))
    story.learn(at(3), removed('e1', 'C', at(3)))
    expect(story.verdict('e1', 'C')).toBe('void ended-early')
    story.learn(at(4), added('e1', 'C', at(4))).learn(at(5), verified('C', at(5)))
    expect(story.verdict('e1', 'C')).toBe('effective')
    expect(story.entries()).toEqual([`e1 +1 on ${dayOf(5)} earned`])
    expect(story.judgement('e1', 'C').windowEndsAt).toEqual(at(32, '00:00'))
  })

  it('2: removing and adding again after the window starts no new chance', () => {
    const story = new Story()
      .learn(at(1), added('e1', 'C', at(1)))
      .learn(at(21), removed('e1', 'C', at(21), 'employee'))
    expect(story.verdict('e1', 'C')).toBe('void ended-early')
    story.learn(at(35), added('e1', 'C', at(35)))
    expect(story.verdict('e1', 'C')).toBe('void window-passed')
    story.learn(at(36), verified('C', at(36)))
    expect(story.entries()).toEqual([])
  })

  it('3: a passed window hands the chance on only 180 days later', () => {
    const story = new Story().learn(at(1), added('e1', 'C', at(1))).learn(at(32), added('e2', 'C', at(32)))
    expect(story.verdict('e1', 'C')).toBe('void window-passed')
    story.learn(at(33), verified('C', at(33)))
    expect(story.verdict('e2', 'C')).toBe('void not-first-add')
    expect(story.learn(at(64)).judgement('e2', 'C').settleAt).toEqual(at(212, '00:00'))
    expect(story.learn(at(212)).entries()).toEqual([`e2 +1 on ${dayOf(212)} earned`])
  })

  it('4: of two adds in one second the smaller lower-cased userid is first, the other waits', () => {
    const story = new Story().learn(at(1), added('e2', 'C', at(1)), added('e1', 'C', at(1)))
    expect(story.verdict('e1', 'C')).toBe('awaiting not-verified')
    expect(story.verdict('e2', 'C')).toBe('awaiting earlier-add')
  })

  it('5: verified earlier through somebody and never credited, it counts at the start', () => {
    const story = new Story().learn(at(1), added('e1', 'C', at(1))).learn(at(2), removed('e1', 'C', at(2)))
    story.learn(at(3), verified('C', at(3))).learn(at(20, '09:30'), added('e2', 'C', at(20, '09:30')))
    expect(story.verdict('e1', 'C')).toBe('void ended-early')
    expect(story.judgement('e2', 'C').verdict).toEqual({ status: 'effective', reason: null, since: at(20, '09:30') })
  })

  it('6: who was credited years ago counts through no other account and for nobody else', () => {
    const story = new Story().learn(at(-900), added('e1', 'C1', at(-900))).learn(at(-899), verified('C1', at(-899), P1))
    story.learn(at(2), added('e2', 'C2', at(1)), verified('C2', at(2), P1), added('e2', 'C1', at(1)))
    expect(story.verdict('e2', 'C2')).toBe('void same-person')
    expect(story.verdict('e2', 'C1')).toBe('void not-first-add')
  })

  it('7: an identity credited once is never credited to another', () => {
    const story = new Story().learn(at(1), added('e1', 'C', at(1))).learn(at(2), verified('C', at(2)))
    story.learn(at(5), removed('e1', 'C', at(5))).learn(at(6), added('e2', 'C', at(6)))
    expect(story.entries()).toEqual([`e1 +1 on ${dayOf(2)} earned`, `e1 -1 on ${dayOf(5)} ended-early`])
    expect(story.verdict('e1', 'C')).toBe('void ended-early')
    expect(story.verdict('e2', 'C')).toBe('void not-first-add')
  })

  it('8: an undecided add goes with a handover and counts for the taker', () => {
    const story = new Story().learn(at(1), added('e1', 'C', at(1)))
    story.learn(at(10), { kind: 'handed-over', from: 'e1', to: 'e2', contact: 'C', at: at(10) })
    expect(story.judgement('e1', 'C').windowEndsAt).toEqual(at(32, '00:00'))
    story.learn(at(12), verified('C', at(12)))
    expect(story.entries()).toEqual([`e2 +1 on ${dayOf(12)} earned`])
  })

  it('9: what ends after a handover costs nothing', () => {
    const story = new Story().learn(at(1), added('e1', 'C', at(1))).learn(at(2), verified('C', at(2)))
    story.learn(at(3), { kind: 'handed-over', from: 'e1', to: 'e2', contact: 'C', at: at(3) })
    story.learn(at(6), removed('e2', 'C', at(6)))
    expect(story.entries()).toEqual([`e1 +1 on ${dayOf(2)} earned`])
  })

  it('10: one that ended before it was credited hands the chance on', () => {
    const story = new Story().learn(at(1), added('e1', 'C', at(1))).learn(at(10), removed('e1', 'C', at(10)))
    story.learn(at(11), added('e2', 'C', at(11))).learn(at(12), verified('C', at(12)))
    expect(story.judgement('e1', 'C').verdict).toEqual({ status: 'void', reason: 'ended-early', since: at(10) })
    expect(story.entries()).toEqual([`e2 +1 on ${dayOf(12)} earned`])
  })

  it('12: an add keeps the parameters of the day on which it began', () => {
    const parameters = ({ startedAt }: { startedAt: Date }) => ({
      ...defaultParameters,
      verificationWindowDays: startedAt < at(5, '00:00') ? 30 : 10,
    })
    const story = new Story({ parameters }).learn(at(1), added('e1', 'C', at(1))).learn(at(20), verified('C', at(20)))
    expect(story.verdict('e1', 'C')).toBe('effective')
    const later = new Story({ parameters }).learn(at(5), added('e1', 'C', at(5))).learn(at(20), verified('C', at(20)))
    expect(later.verdict('e1', 'C')).toBe('void window-passed')
  })
})

describe('The worked cases of late answers and reviews', () => {
  it('16: an answer that arrives late is booked on its arrival and keeps the day on which it was earned', () => {
    const story = new Story().learn(at(20), added('e1', 'C', at(20))).learn(at(32), verified('C', at(30, '18:00')))
    expect(story.ledger).toMatchObject([{ day: '2026-12-02', earnedDay: '2026-11-30', amount: 1 }])
  })

  it('17: what was held and accepted has the same form', () => {
    const story = new Story().learn(at(20), added('e1', 'C', at(20)), review(at(28), null, null))
    story.learn(at(30), verified('C', at(30)))
    expect(story.verdict('e1', 'C')).toBe('held')
    expect(story.entries()).toEqual([])
    story.known.splice(1, 1)
    story.learn(at(33), review(at(28), at(33), 'accepted'))
    expect(story.ledger).toMatchObject([{ day: '2026-12-03', earnedDay: '2026-11-30', amount: 1 }])
  })

  it('18: the window stands still while the add is held', () => {
    const held = review(at(10), at(16), 'accepted')
    const story = new Story().learn(at(16), added('e1', 'C', at(1)), held).learn(at(34), verified('C', at(34)))
    expect(story.verdict('e1', 'C')).toBe('effective')
    const unheld = new Story().learn(at(1), added('e1', 'C', at(1))).learn(at(34), verified('C', at(34)))
    expect(unheld.verdict('e1', 'C')).toBe('void window-passed')
  })

  it('19: when the first turns void before it was credited, the next counts on that day', () => {
    const story = new Story().learn(at(1), added('e1', 'C', at(1)), added('e2', 'C', at(2)), review(at(3), null, null))
    story.learn(at(5), verified('C', at(5)))
    expect(story.verdict('e2', 'C')).toBe('awaiting earlier-add')
    story.learn(at(9), { kind: 'staff-account', employee: 'e1', contact: 'C', at: at(9) })
    expect(story.entries()).toEqual([`e2 +1 on ${dayOf(9)} earned`])
  })

  it('20: an answer taken back costs the credit and frees the identity', () => {
    const story = new Story().learn(at(1), added('e1', 'C', at(1))).learn(at(2), verified('C', at(2)))
    story.learn(at(40), revoked('C', at(40)))
    expect(story.entries().at(-1)).toBe(`e1 -1 on ${dayOf(40)} verification-revoked`)
    expect(story.verdict('e1', 'C')).toBe('void verification-revoked')
    story.learn(at(41), added('e2', 'C2', at(41)), verified('C2', at(41)))
    expect(story.entries().at(-1)).toBe(`e2 +1 on ${dayOf(41)} earned`)
  })

  it('24: nothing undecided is credited to a leaver', () => {
    const story = new Story().learn(at(5), added('e1', 'C', at(1)), { kind: 'left', employee: 'e1', at: at(5) })
    story.learn(at(6), verified('C', at(6)))
    expect(story.entries()).toEqual([])
    expect(story.verdict('e1', 'C')).toBe('awaiting employee-left')
  })

  it('25: decided inside the window, it counts whenever the answer arrives', () => {
    const story = new Story().learn(at(1), added('e1', 'C', at(1))).learn(at(32))
    expect(story.verdict('e1', 'C')).toBe('void window-passed')
    story.learn(at(33), verified('C', at(29)))
    expect(story.verdict('e1', 'C')).toBe('effective')
    expect(story.ledger).toMatchObject([{ day: dayOf(33), earnedDay: dayOf(29) }])
  })

  it('26: a no stops prompts, not facts', () => {
    const story = new Story().learn(at(2), added('e1', 'C', at(1)), { kind: 'declined', contact: 'C', at: at(2) })
    expect(story.verdict('e1', 'C')).toBe('void declined')
    story.learn(at(9), verified('C', at(9), { requestId: 'counter' }))
    expect(story.entries()).toEqual([`e1 +1 on ${dayOf(9)} earned`])
  })

  it('30: a review nobody decides is accepted, and the add earned when it would have been without', () => {
    const accepted = review(at(9), at(16), 'accepted')
    const story = new Story().learn(at(16), added('e1', 'C', at(8)), verified('C', at(10)), accepted)
    expect(story.ledger).toMatchObject([{ day: dayOf(16), earnedDay: dayOf(10) }])
  })
})

describe('The worked cases of identities, branches and days', () => {
  const twoAccounts = [added('e1', 'C1', at(1)), added('e2', 'C2', at(3))]

  it('21: of two accounts of one person the one verified first counts', () => {
    const story = new Story().learn(at(3), ...twoAccounts).learn(at(4), verified('C2', at(4)))
    story.learn(at(6), verified('C1', at(6)))
    expect(story.entries()).toEqual([`e2 +1 on ${dayOf(4)} earned`])
    expect(story.judgement('e1', 'C1').verdict).toMatchObject({ status: 'void', reason: 'same-person' })
  })

  it('22: while the day is open a better claim that arrives late takes the credit over', () => {
    const story = new Story().learn(at(3), ...twoAccounts).learn(at(4, '10:01'), verified('C2', at(4, '10:00')))
    story.learn(at(4, '11:00'), verified('C1', at(4, '09:00')))
    const day = dayOf(4)
    expect(story.entries()).toEqual([`e2 +1 on ${day} earned`, `e2 -1 on ${day} taken-over`, `e1 +1 on ${day} earned`])
    expect(story.verdict('e2', 'C2')).toBe('void same-person')
  })

  it('22, a day later: once the day is closed the credit stays where it is', () => {
    const story = new Story().learn(at(3), ...twoAccounts).learn(at(4, '10:01'), verified('C2', at(4, '10:00')))
    story.learn(at(5, '02:00'), verified('C1', at(4, '09:00')))
    expect(story.entries()).toEqual([`e2 +1 on ${dayOf(4)} earned`])
    expect(story.verdict('e1', 'C1')).toBe('void same-person')
  })

  it("23: a reversal takes its credit's branch", () => {
    const story = new Story().learn(at(1), added('e1', 'C', at(1))).learn(at(2), verified('C', at(2)))
    story.learn(at(3), { kind: 'moved', employee: 'e1', branch: 'B' }).learn(at(5), removed('e1', 'C', at(5)))
    expect(story.ledger.map(({ amount, branchId }) => [amount, branchId])).toEqual([
      [1, 'A'],
      [-1, 'A'],
    ])
  })

  it('27: a contact who leaves within 7 days is lost on the day they leave', () => {
    const story = new Story().learn(at(29), added('e1', 'C', at(29))).learn(at(30), verified('C', at(30)))
    story.learn(at(33), removed('e1', 'C', at(33)))
    expect(story.sums()).toEqual({ 'e1 2026-11-30': 1, 'e1 2026-12-03': -1 })
  })

  it('28: scanned a second before midnight and verified a second after, it is effective on the second day', () => {
    const story = new Story().learn(at(4, '23:59:58'), added('e1', 'C', at(4, '23:59:58')))
    story.learn(at(5, '00:00:01'), verified('C', at(5, '00:00:01')))
    expect(story.entries()).toEqual([`e1 +1 on ${dayOf(5)} earned`])
  })

  it('29: the window ends with the 30th day after the day of the add', () => {
    const story = new Story().learn(at(1, '15:00'), added('e1', 'C', at(1, '15:00')))
    expect(story.judgement('e1', 'C').windowEndsAt).toEqual(new Date('2026-12-02T00:00:00+08:00'))
    story.learn(new Date('2026-12-01T23:59:59+08:00'))
    expect(story.verdict('e1', 'C')).toBe('awaiting not-verified')
    story.learn(new Date('2026-12-02T00:00:00+08:00'))
    expect(story.verdict('e1', 'C')).toBe('void window-passed')
  })
})
