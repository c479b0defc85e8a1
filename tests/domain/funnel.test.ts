import { describe, expect, it } from 'vitest'
import { addUp, cohortOf, figuresOf, medianOf } from '../../server/domain/funnel.ts'

const sums = { added: 10, prompted: 8, opened: 6, verified: 5, kept: 4, followedUp: 3 }

describe('The funnel of adds', () => {
  it('looks at 28 days of adds, each of which has had its days', () => {
    expect(cohortOf(7, '2026-11-23')).toEqual({ horizon: 7, from: '2026-10-19', to: '2026-11-16' })
    expect(cohortOf(1, '2026-11-23')).toEqual({ horizon: 1, from: '2026-10-25', to: '2026-11-22' })
  })

  it('says nothing of what was kept before seven days', () => {
    expect(figuresOf(3, sums)).toEqual({ ...sums, kept: null })
    expect(figuresOf(7, sums)).toEqual(sums)
  })

  it('adds up step by step, nothing to zero', () => {
    expect(addUp([])).toEqual({ added: 0, prompted: 0, opened: 0, verified: 0, kept: 0, followedUp: 0 })
    expect(addUp([sums, { ...sums, added: 1 }])).toEqual({
      added: 11,
      prompted: 16,
      opened: 12,
      verified: 10,
      kept: 8,
      followedUp: 6,
    })
  })
})

describe('The median of a branch and those beside it', () => {
  it('is the middle, or the mean of the two in the middle, whatever their order', () => {
    expect(medianOf([10, 1, 3, 2, 9], 5)).toBe(3)
    expect(medianOf([10, 1, 3, 2, 9, 4], 5)).toBe(3.5)
  })

  it('is nothing for so few that they could be told apart', () => {
    expect(medianOf([1, 2, 3, 4], 5)).toBeNull()
    expect(medianOf([], 0)).toBeNull()
    expect(medianOf([7], 1)).toBe(7)
  })
})
