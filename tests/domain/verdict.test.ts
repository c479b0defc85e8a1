import { describe, expect, it } from 'vitest'
import { defaultParameters } from '../../server/domain/policy.ts'
import { added, at, removed, revoked, Story, verified, type Fact } from './add-story.ts'

const DAY = 86_400_000
const END = at(32, '00:00')
const submitted = (moment: Date, decided: Date | null = null): Fact => ({
  kind: 'submitted',
  contact: 'C',
  at: moment,
  decided,
})
const held = (openedAt: Date, closedAt: Date | null, outcome: 'accepted' | 'rejected' | null): Fact => ({
  kind: 'review',
  employee: 'e1',
  contact: 'C',
  review: { openedAt, closedAt, outcome },
})
const add = added('e1', 'C', at(1))
const knowing = (moment: Date, ...facts: Fact[]): Story => new Story().learn(moment, add, ...facts)

describe('When an add is looked at again by time alone', () => {
  const next = (story: Story): Date | null => story.judgement('e1', 'C').settleAt

  it('is the end of its window while it waits, and 180 days later once that has passed', () => {
    expect(next(knowing(at(2)))).toEqual(END)
    expect(next(knowing(new Date(END.getTime() - 1)))).toEqual(END)
    expect(next(knowing(END))).toEqual(new Date(END.getTime() + 180 * DAY))
    expect(next(knowing(new Date(END.getTime() + 180 * DAY)))).toBeNull()
  })

  it('is never while it counts, and never for what only a new fact can change', () => {
    expect(next(knowing(at(2), verified('C', at(2))))).toBeNull()
    expect(next(knowing(at(2), { kind: 'private', employee: 'e1', contact: 'C', at: at(2) }))).toBeNull()
  })

  it('is the end of the window of one that was rejected: from then on that is told', () => {
    const story = knowing(at(3), held(at(2), at(3), 'rejected'))
    const end = at(33, '00:00')
    expect([story.verdict('e1', 'C'), next(story)]).toEqual(['void rejected', end])
    expect(story.learn(end).verdict('e1', 'C')).toBe('void window-passed')
  })

  it('is the end of an earlier window for one who was verified through another account', () => {
    const weak = verified('C', at(12), { assurance: 'elements' })
    const story = knowing(at(12), added('e3', 'D', at(1)), verified('D', at(2)), added('e2', 'C', at(10)), weak)
    const { verdict, settleAt } = story.judgement('e2', 'C')
    expect([verdict.reason, settleAt]).toEqual(['same-person', END])
    expect(story.learn(END).verdict('e2', 'C')).toBe('void not-first-add')
  })

  it('is still the end of the window where somebody ended it or took it back', () => {
    expect(next(knowing(at(3), removed('e1', 'C', at(2))))).toEqual(END)
    expect(next(knowing(at(3), verified('C', at(2)), revoked('C', at(3))))).toEqual(END)
  })

  it('is what is known to come first: the end of the deciding, the end of an employment', () => {
    expect(next(knowing(at(2), submitted(at(2), at(5))))).toEqual(at(5))
    expect(next(knowing(at(2), { kind: 'left', employee: 'e1', at: at(9) }))).toEqual(at(9))
  })

  it('is also when it comes for an earlier adder of the contact', () => {
    const story = knowing(at(20), added('e2', 'C', at(20)))
    expect(story.judgement('e2', 'C').settleAt).toEqual(END)
  })
})

describe('Why an add waits', () => {
  const why = (moment: Date, ...facts: Fact[]): string => knowing(moment, ...facts).verdict('e1', 'C')

  it('is that the provider decides, from the submission until its answer', () => {
    const deciding = submitted(at(2), at(4))
    expect([at(2), at(3), at(4)].map((moment) => why(moment, deciding))).toEqual([
      'awaiting provider-deciding',
      'awaiting provider-deciding',
      'awaiting not-verified',
    ])
    expect(why(at(1, '13:00'), deciding)).toBe('awaiting not-verified')
    expect(why(at(3), submitted(at(2)))).toBe('awaiting provider-deciding')
  })

  it('is that the answer proves too little', () => {
    expect(why(at(2), verified('C', at(2), { assurance: 'elements' }))).toBe('awaiting assurance-too-low')
  })

  it('is that the employee has left, from the moment they did', () => {
    const left = (moment: Date): Fact => ({ kind: 'left', employee: 'e1', at: moment })
    expect(why(at(3), verified('C', at(3)), left(at(3)))).toBe('awaiting employee-left')
    expect(why(at(3), verified('C', at(3)), left(at(4)))).toBe('effective')
  })

  it('is no longer a review that was accepted, and is one that is open', () => {
    expect(why(at(3), held(at(2), at(3), 'accepted'))).toBe('awaiting not-verified')
    expect(why(at(3), held(at(2), null, null))).toBe('held')
  })
})

describe('The moment on which a verdict turns', () => {
  it('is the end of the window to the millisecond', () => {
    const story = (decidedAt: Date) => knowing(at(40), verified('C', decidedAt)).verdict('e1', 'C')
    expect(story(new Date(END.getTime() - 1))).toBe('effective')
    expect(story(END)).toBe('void window-passed')
  })

  it('is the beginning of the go-live day', () => {
    const counting = (countingFrom: Date) => new Story({ countingFrom }).learn(at(2), add).verdict('e1', 'C')
    expect(counting(at(1))).toBe('awaiting not-verified')
    expect(counting(at(1, '12:00:01'))).toBe('void before-counting')
  })

  it('of reviews is the one that closed last, whichever is told first', () => {
    const [first, appeal] = [held(at(2), at(3), 'rejected'), held(at(4), at(5), 'accepted')]
    expect(knowing(at(6), first, appeal).verdict('e1', 'C')).toBe('awaiting not-verified')
    expect(knowing(at(6), appeal, first).verdict('e1', 'C')).toBe('awaiting not-verified')
    const second = held(at(4), at(5), 'rejected')
    const accepted = held(at(2), at(3), 'accepted')
    expect(knowing(at(6), second, accepted).verdict('e1', 'C')).toBe('void rejected')
  })

  it('of a review is the moment it closes', () => {
    expect(knowing(at(3), held(at(2), at(3), 'rejected')).verdict('e1', 'C')).toBe('void rejected')
    const before = held(at(2), at(3, '12:00:01'), 'rejected')
    expect(knowing(at(3), before).verdict('e1', 'C')).toBe('held')
  })

  it('is the end of the window for two who are related again too late', () => {
    const story = knowing(at(2), removed('e1', 'C', at(2))).learn(at(20), added('e1', 'C', at(20)))
    expect(story.learn(new Date(END.getTime() - 1)).verdict('e1', 'C')).toBe('void ended-early')
    expect(story.learn(END).verdict('e1', 'C')).toBe('void window-passed')
  })

  it('of two who added in one second is the smaller userid, in small letters', () => {
    const story = new Story().learn(at(2), added('E2', 'C', at(1)), added('e10', 'C', at(1)), verified('C', at(2)))
    expect([story.verdict('e10', 'C'), story.verdict('E2', 'C')]).toEqual(['effective', 'void not-first-add'])
    const other = new Story().learn(at(2), added('B', 'C', at(1)), added('a_', 'C', at(1)), verified('C', at(2)))
    expect([other.verdict('a_', 'C'), other.verdict('B', 'C')]).toEqual(['effective', 'void not-first-add'])
  })
})

describe('What is told of an add whose identity counts elsewhere', () => {
  it('is the other account of the same person, whichever add began first', () => {
    const story = new Story().learn(at(1), add).learn(at(3), added('e2', 'C2', at(3)))
    story.learn(at(4), verified('C2', at(4))).learn(at(6), verified('C', at(6)))
    expect(story.verdict('e1', 'C')).toBe('void same-person')
    story.learn(at(7), { kind: 'declined', contact: 'C', at: at(7) }, removed('e1', 'C', at(7)))
    expect(story.verdict('e1', 'C')).toBe('void same-person')
  })
})

describe('Which of several reasons is told', () => {
  const second = added('e2', 'C', at(2))
  const told = (story: Story): string[] => ['e1', 'e2'].map((employee) => story.verdict(employee, 'C'))

  it('to a later adder, whose relation has ended too, is that the contact counts for somebody else', () => {
    const story = knowing(at(4), second, verified('C', at(3)), removed('e2', 'C', at(4)))
    expect(told(story)).toEqual(['effective', 'void not-first-add'])
  })

  it('to the first adder, who came back too late for anything else, is that it counts for somebody else', () => {
    const story = knowing(at(3), removed('e1', 'C', at(2)), second, verified('C', at(3)))
    expect(told(story)).toEqual(['void ended-early', 'effective'])
    expect(told(story.learn(at(5), added('e1', 'C', at(5))))).toEqual(['void not-first-add', 'effective'])
  })

  it('to an adder after one from before the go-live day is that they are not the first', () => {
    const story = new Story({ countingFrom: at(2, '00:00') }).learn(at(2), add, second)
    expect(told(story)).toEqual(['void before-counting', 'void not-first-add'])
  })

  it('is the early end before the rejection that had cost the credit already', () => {
    const story = knowing(at(3), verified('C', at(2)), held(at(3), at(3), 'rejected'))
    expect(story.verdict('e1', 'C')).toBe('void rejected')
    expect(story.learn(at(4), removed('e1', 'C', at(4))).verdict('e1', 'C')).toBe('void ended-early')
  })

  it('is the rejection that had cost the credit, and not an end that came too late to cost anything', () => {
    const story = knowing(at(9), verified('C', at(2)), held(at(3), at(3), 'rejected'), removed('e1', 'C', at(9)))
    expect(story.verdict('e1', 'C')).toBe('void rejected')
  })

  it('is the late end, where it alone keeps from counting what the provider confirmed again', () => {
    const story = knowing(at(10), verified('C', at(2)), revoked('C', at(10)))
    story.learn(at(12), removed('e1', 'C', at(12))).learn(at(14), verified('C', at(14), { version: 3 }))
    expect(story.verdict('e1', 'C')).toBe('void ended-early')
  })

  it('is the late end, where an early one had cost the credit and it was never given again', () => {
    const story = knowing(at(3), verified('C', at(2)), removed('e1', 'C', at(3)))
    story.learn(at(4), revoked('C', at(4))).learn(at(5), added('e1', 'C', at(5)))
    expect(story.verdict('e1', 'C')).toBe('void verification-revoked')
    expect(story.learn(at(20), removed('e1', 'C', at(20))).verdict('e1', 'C')).toBe('void ended-early')
  })

  it('is never that the contact counts for another, where the credit that was lost was their own', () => {
    const story = knowing(at(3), verified('C', at(2)), removed('e1', 'C', at(3)))
    story.learn(at(4), { kind: 'left', employee: 'e1', at: at(4) }).learn(at(5), added('e1', 'C', at(5)))
    expect(story.verdict('e1', 'C')).toBe('awaiting employee-left')
  })
})

describe('What the provider does not know', () => {
  it('costs nothing: whether the person holds an account at the bank', () => {
    const parameters = () => ({ ...defaultParameters, requireAccountHolder: true })
    const story = new Story({ parameters }).learn(at(3), add, verified('C', at(2), { accountHolder: null }))
    expect(story.verdict('e1', 'C')).toBe('effective')
  })
})

describe('A later adder of a contact that has declined', () => {
  const declined: Fact = { kind: 'declined', contact: 'C', at: at(2) }

  it('is told of the spent chance, where the contact declined after that window', () => {
    const later: Fact = { kind: 'declined', contact: 'C', at: at(40) }
    expect(knowing(at(41), later, added('e2', 'C', at(20))).verdict('e2', 'C')).toBe('void not-first-add')
  })

  it('does not get it at once when that window has passed, though the contact is verified then', () => {
    const story = knowing(at(34), declined, added('e2', 'C', at(20)), verified('C', at(33)))
    expect(story.verdict('e2', 'C')).toBe('void not-first-add')
  })
})

describe('A later adder behind a chance that is spent', () => {
  it('cannot count since the window passed, though the first relation ended after it', () => {
    const story = knowing(at(36), added('e2', 'C', at(20)), removed('e1', 'C', at(35)))
    expect(story.judgement('e2', 'C').verdict).toMatchObject({ status: 'void', reason: 'not-first-add', since: END })
  })
})
