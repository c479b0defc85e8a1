import { describe, expect, it } from 'vitest'
import { added, at, dayOf, Story, verified, type Fact } from './add-story.ts'

/** Found by the sweep in the small hours, before the day between has closed: it happened at some time since the sweep before. */
const gone = (employee: string, contact: string): Fact => ({
  kind: 'gone',
  employee,
  contact,
  notBefore: at(5, '20:00'),
  at: at(6, '01:00'),
})
const found = at(6, '01:30')
const knowing = (...facts: Fact[]): Story => new Story().learn(at(5, '22:00'), ...facts)
const inReview: Fact = {
  kind: 'review',
  employee: 'e1',
  contact: 'A',
  review: { openedAt: at(2), closedAt: null, outcome: null },
}

describe('An end of which only a range is known', () => {
  it('takes the credit on the day of its later end', () => {
    const earlier = added('e9', 'Z', at(1))
    const story = knowing(earlier, added('e1', 'A', at(2)), verified('A', at(5))).learn(found, gone('e1', 'A'))
    expect(story.entries()).toEqual([`e1 +1 on ${dayOf(5)} earned`, `e1 -1 on ${dayOf(6)} ended-early`])
  })

  it('hands the chance on, on the day of its later end', () => {
    const story = knowing(added('e1', 'A', at(1)), inReview, added('e2', 'A', at(2)), verified('A', at(3)))
    expect(story.entries()).toEqual([])
    story.learn(found, gone('e1', 'A'))
    expect(story.entries()).toEqual([`e2 +1 on ${dayOf(6)} earned`])
  })

  it('gives the next their credit in the branch where they are at its later end', () => {
    const moved: Fact = { kind: 'moved', employee: 'e2', branch: 'B', at: at(6, '00:30') }
    const story = knowing(added('e1', 'A', at(1)), inReview, added('e2', 'A', at(2)), verified('A', at(3)), moved)
    expect(story.learn(found, gone('e1', 'A')).ledger.map(({ branchId }) => branchId)).toEqual(['B'])
  })

  it('decides the day of nobody else whose rules are met, or who ends, at the same moment', () => {
    const other = [added('e3', 'B', at(1)), verified('B', at(5, '20:00'), { subject: 'Q' })]
    const third = [added('e4', 'C', at(1)), verified('C', at(2), { subject: 'R' })]
    const ended: Fact = { kind: 'removed', employee: 'e4', contact: 'C', at: at(5, '20:00'), by: 'contact' }
    const story = knowing(added('e1', 'A', at(2)), ...other, ...third).learn(found, gone('e1', 'A'), ended)
    expect(story.entries().toSorted()).toEqual([
      `e3 +1 on ${dayOf(5)} earned`,
      `e4 +1 on ${dayOf(5)} earned`,
      `e4 -1 on ${dayOf(5)} ended-early`,
    ])
  })

  it('decides no other moment of the same contact', () => {
    const later = [inReview, added('e2', 'A', at(2)), verified('A', at(5, '21:00'))]
    const story = knowing(added('e1', 'A', at(1)), ...later).learn(found, gone('e1', 'A'))
    expect(story.sums()).toEqual({ [`e2 ${dayOf(5)}`]: 1 })
  })
})
