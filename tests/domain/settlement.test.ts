import { describe, expect, it } from 'vitest'
import { added, at, removed, Story, verified } from './add-story.ts'

describe('Settling several identities', () => {
  it('counts the steps of each by itself, in the branch of the employee', () => {
    const story = new Story().learn(at(1), added('e1', 'C1', at(1)), {
      kind: 'moved',
      employee: 'e1',
      branch: 'B',
      at: at(1),
    })
    story.learn(at(2), verified('C1', at(2))).learn(at(3), removed('e1', 'C1', at(3)))
    story.learn(at(4), added('e2', 'C2', at(4)), verified('C2', at(4), { subject: 'Q' }))
    expect(story.ledger.map(({ subject, step, amount, branchId }) => [subject, step, amount, branchId])).toEqual([
      ['P', 1, 1, 'B'],
      ['P', 2, -1, 'B'],
      ['Q', 1, 1, 'A'],
    ])
  })
})
