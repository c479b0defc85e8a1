import { describe, expect, it } from 'vitest'
import { defaultParameters } from '../../server/domain/policy.ts'
import { added, at, dayOf, removed, revoked, Story, verified, type Fact } from './add-story.ts'

const review = (
  openedAt: Date,
  closedAt: Date | null,
  outcome: 'accepted' | 'rejected' | null,
  employee = 'e1',
): Fact => ({
  kind: 'review',
  employee,
  contact: 'C',
  review: { openedAt, closedAt, outcome },
})
const left = (employee: string, moment: Date): Fact => ({ kind: 'left', employee, at: moment })

describe('Where the words leave a choice, it is read like this', () => {
  it('an open review is told before every reason for which the add is void', () => {
    const story = new Story().learn(
      at(2),
      added('e1', 'C', at(1)),
      removed('e1', 'C', at(2)),
      review(at(2), null, null),
    )
    expect(story.verdict('e1', 'C')).toBe('held')
  })

  it('that the employee has left is told when nothing else is missing', () => {
    const story = new Story().learn(at(2), added('e1', 'C', at(1)), left('e1', at(2)))
    expect(story.verdict('e1', 'C')).toBe('awaiting not-verified')
    expect(story.learn(at(3), verified('C', at(3))).verdict('e1', 'C')).toBe('awaiting employee-left')
  })

  it('an answer that proves too little to count still says who the person is', () => {
    const story = new Story().learn(at(2), added('e1', 'C', at(1)), verified('C', at(2)), added('e2', 'C2', at(2)))
    story.learn(at(3), verified('C2', at(3), { assurance: 'elements' }))
    expect(story.verdict('e2', 'C2')).toBe('void same-person')
  })

  it('a newer answer that still names the person takes no credit back, though it proves less', () => {
    const story = new Story().learn(at(2), added('e1', 'C', at(1)), verified('C', at(2)))
    story.learn(at(9), verified('C', at(9), { version: 2, assurance: 'elements' }))
    expect(story.verdict('e1', 'C')).toBe('effective')
  })

  it('a review that is accepted has never been: the credit is of whoever had the add when it was earned', () => {
    const story = new Story().learn(at(3), added('e1', 'C', at(1)), verified('C', at(3)), review(at(2), null, null))
    const handover: Fact = { kind: 'handed-over', from: 'e1', to: 'e2', contact: 'C', at: at(5) }
    story.known.pop()
    story.learn(at(6), handover, review(at(2), at(6), 'accepted'))
    expect(story.entries()).toEqual([`e1 +1 on ${dayOf(6)} earned`])
  })

  it('the first adder is told the own reason, not that the contact counts for the next (case 10)', () => {
    const story = new Story().learn(at(10), added('e1', 'C', at(1)), removed('e1', 'C', at(10)))
    story.learn(at(12), added('e2', 'C', at(11)), verified('C', at(12)))
    expect([story.verdict('e1', 'C'), story.verdict('e2', 'C')]).toEqual(['void ended-early', 'effective'])
  })

  it('a credit that was given and lost on one open day stands in the way of no better claim that arrives on it', () => {
    const story = new Story().learn(at(6, '09:00'), verified('C', at(4, '11:00')), added('e3', 'C', at(6, '09:00')))
    story.learn(at(6, '10:00'), removed('e3', 'C', at(6, '10:00')))
    story.learn(at(6, '12:00'), added('e1', 'C', at(4, '12:00'))).learn(at(11), added('e2', 'C', at(11)))
    expect(['e1', 'e2', 'e3'].map((employee) => story.verdict(employee, 'C'))).toEqual([
      'effective',
      'void not-first-add',
      'void not-first-add',
    ])
    expect(story.entries().filter((entry) => entry.startsWith('e1'))).toEqual([`e1 +1 on ${dayOf(6)} earned`])
  })

  it('the first adder rejected late leaves the credit to the next, whose own review opened after it was earned', () => {
    const story = new Story().learn(at(1), added('e3', 'C', at(1, '08:00')), added('e1', 'C', at(1, '09:00')))
    story.learn(at(1, '20:00'), verified('C', at(1, '20:00'))).learn(at(2), review(at(2), null, null))
    story.learn(at(10), review(at(1, '08:00'), at(1, '08:01'), 'rejected', 'e3'))
    expect(story.verdict('e1', 'C')).toBe('held')
    expect(story.entries()).toEqual([
      `e3 +1 on ${dayOf(1)} earned`,
      `e3 -1 on ${dayOf(10)} rejected`,
      `e1 +1 on ${dayOf(10)} earned`,
    ])
  })

  it('a relation from before the go-live day keeps its chance for good', () => {
    const story = new Story({ countingFrom: at(2, '00:00') }).learn(at(1), added('e1', 'C', at(1)))
    story.learn(at(9), removed('e1', 'C', at(9))).learn(at(300), added('e2', 'C', at(300)))
    expect(story.verdict('e2', 'C')).toBe('void not-first-add')
  })

  it('of two answers about the same person one that names an account is enough', () => {
    const parameters = (): typeof defaultParameters => ({ ...defaultParameters, requireAccountHolder: true })
    const story = new Story({ parameters }).learn(at(2), added('e1', 'C', at(1)))
    story.learn(at(2), verified('C', at(2), { accountHolder: false }))
    expect(story.verdict('e1', 'C')).toBe('void not-account-holder')
    story.learn(at(3), verified('C', at(3), { requestId: 'counter' }))
    expect(story.verdict('e1', 'C')).toBe('effective')
  })

  it('an add that waits for an earlier one ends with its relation, however late', () => {
    const story = new Story().learn(at(2), added('e1', 'C', at(1)), left('e1', at(2)), added('e2', 'C', at(2)))
    story.learn(at(3), verified('C', at(3))).learn(at(20), removed('e2', 'C', at(20)))
    expect(story.verdict('e2', 'C')).toBe('void ended-early')
  })

  it('a chance passes by the reason that came first: an end after the window changes nothing', () => {
    const story = new Story().learn(at(1), added('e1', 'C', at(1))).learn(at(33), added('e2', 'C', at(33)))
    story.learn(at(40), removed('e1', 'C', at(40))).learn(at(41), verified('C', at(41)))
    expect(story.verdict('e2', 'C')).toBe('void not-first-add')
  })

  it('a credit whose day has closed is judged by what that day ended with, when its answer is changed as of its very moment', () => {
    const story = new Story().learn(at(1), verified('C', at(1), { subject: 'P' }), added('e1', 'C', at(1)))
    story.learn(at(1, '20:00'), verified('C', at(1, '20:00'), { requestId: 'again', subject: 'P' }))
    story.learn(at(10), verified('C', at(1), { version: 2, subject: 'R' }))
    expect(story.entries()).toEqual([`e1 +1 on ${dayOf(1)} earned`])
  })

  it('what was lost and earned again on closed days stands where each became known, though the first of these days is still open', () => {
    const story = new Story().learn(at(1), added('e1', 'C', at(1))).learn(at(1), verified('C', at(1)))
    story.learn(at(10), revoked('C', at(2))).learn(at(11, '00:30'), verified('C', at(3), { version: 3 }))
    expect(story.entries()).toEqual([
      `e1 +1 on ${dayOf(1)} earned`,
      `e1 -1 on ${dayOf(10)} verification-revoked`,
      `e1 +1 on ${dayOf(11)} earned`,
    ])
  })
})
