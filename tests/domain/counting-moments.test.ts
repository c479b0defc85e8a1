import { describe, expect, it } from 'vitest'
import { added, at, dayOf, removed, Story, verified, type Fact } from './add-story.ts'

const review = (opened: Date, closed: Date | null, outcome: 'accepted' | 'rejected' | null): Fact => ({
  kind: 'review',
  employee: 'e1',
  contact: 'C',
  review: { openedAt: opened, closedAt: closed, outcome },
})

describe('What happens later does not count at an earlier moment', () => {
  it('although all of it becomes known at once: a mark as private takes no credit that was given before it', () => {
    const story = new Story()
    const marked: Fact = { kind: 'private', employee: 'e1', contact: 'C', at: at(2, '18:00') }
    story.learn(at(2, '20:00'), verified('C', at(1)), added('e1', 'C', at(2)), marked)
    expect(story.verdict('e1', 'C')).toBe('effective')
    expect(story.entries()).toEqual([`e1 +1 on ${dayOf(2)} earned`])
  })

  it('nor a review that opens after the credit', () => {
    const story = new Story()
    const held = review(at(2, '18:00'), null, null)
    story.learn(at(2, '20:00'), verified('C', at(1)), added('e1', 'C', at(2)), held)
    expect(story.verdict('e1', 'C')).toBe('held')
    expect(story.entries()).toEqual([`e1 +1 on ${dayOf(2)} earned`])
  })

  it('nor an appeal that is open while the rejection stands', () => {
    const story = new Story().learn(at(1, '09:00'), added('e1', 'C', at(1, '09:00')))
    story.learn(at(1, '10:00'), review(at(1, '09:30'), at(1, '10:00'), 'rejected'), review(at(1, '10:00'), null, null))
    story.learn(at(1, '11:00'), verified('C', at(1, '09:00')))
    expect(story.verdict('e1', 'C')).toBe('held')
    expect(story.entries()).toEqual(['e1 +1 on 2026-11-01 earned', 'e1 -1 on 2026-11-01 rejected'])
  })
})

describe('Of several reviews of one add', () => {
  it('the one that closed last decides, though it was opened first', () => {
    const story = new Story().learn(at(1), added('e1', 'C', at(1)))
    story.learn(at(9), review(at(2), at(8), 'rejected'), review(at(3), at(5), 'accepted'), verified('C', at(4)))
    expect(story.verdict('e1', 'C')).toBe('void rejected')
  })
})

describe('A rejection that a second review overturned', () => {
  it('has set the identity free in between, although all of it becomes known at once', () => {
    const story = new Story().learn(at(1), added('e1', 'C', at(1)), added('e2', 'C2', at(1)))
    const first = review(at(2, '09:00'), at(2, '10:00'), 'rejected')
    const second = review(at(2, '11:00'), at(2, '12:00'), 'accepted')
    story.learn(at(2, '18:00'), verified('C', at(1)), verified('C2', at(1)), first, second)
    expect([story.verdict('e1', 'C'), story.verdict('e2', 'C2')]).toEqual(['void same-person', 'effective'])
  })
})

describe('An end that came too long before', () => {
  it('is what is told of two who are related again while the window is open', () => {
    const story = new Story().learn(at(1), added('e1', 'C', at(1)), added('e2', 'C', at(1)))
    story.learn(at(2), removed('e1', 'C', at(2))).learn(at(22), added('e1', 'C', at(22)))
    expect(story.verdict('e1', 'C')).toBe('void ended-early')
  })

  it('and of two who are not related again, long after the window', () => {
    const story = new Story()
      .learn(at(1), added('e1', 'C', at(1)))
      .learn(at(3), removed('e1', 'C', at(3)))
      .learn(at(65))
    expect(story.verdict('e1', 'C')).toBe('void ended-early')
  })

  it('hands the chance on at once while the window is open', () => {
    const story = new Story().learn(at(2), added('e1', 'C', at(1)), added('e2', 'C', at(2)))
    expect(story.verdict('e2', 'C')).toBe('awaiting earlier-add')
    story.learn(at(3), removed('e1', 'C', at(3)))
    expect(story.verdict('e2', 'C')).toBe('awaiting not-verified')
  })

  it('hands nothing on once the window is over, not in its last moment either', () => {
    const windowEnd = at(32, '00:00')
    const story = new Story().learn(at(2), added('e1', 'C', at(1)), added('e2', 'C', at(2)))
    expect(story.learn(windowEnd, removed('e1', 'C', windowEnd)).verdict('e2', 'C')).toBe('void not-first-add')
  })
})

describe('A relation from before the go-live day', () => {
  it('earns nothing, verified or not', () => {
    const story = new Story({ countingFrom: at(2, '00:00') }).learn(at(1), added('e1', 'C', at(1)))
    story.learn(at(3), verified('C', at(3)))
    expect(story.verdict('e1', 'C')).toBe('void before-counting')
    expect(story.entries()).toEqual([])
  })
})

describe('Of two who added the contact in the same second', () => {
  it('the smaller userid in lower case is first, in whatever order they are told', () => {
    for (const [first, second] of [
      ['a_', 'AB'],
      ['e1', 'E2'],
    ] as const) {
      const facts = [added(second, 'C', at(1)), added(first, 'C', at(1)), verified('C', at(1))]
      for (const told of [facts, facts.toReversed()]) {
        const story = new Story().learn(at(1), ...told)
        expect(story.verdict(first, 'C')).toBe('effective')
        expect(story.verdict(second, 'C')).toBe('void not-first-add')
      }
    }
  })

  it('stays who was first when the add is handed over to a greater one', () => {
    const handover: Fact = { kind: 'handed-over', from: 'e1', to: 'e9', contact: 'C', at: at(2) }
    const story = new Story().learn(at(1), added('e1', 'C', at(1)), added('e5', 'C', at(1))).learn(at(2), handover)
    expect([story.verdict('e1', 'C'), story.verdict('e5', 'C')]).toEqual([
      'awaiting not-verified',
      'awaiting earlier-add',
    ])
  })
})
