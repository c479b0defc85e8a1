import { describe, expect, it } from 'vitest'
import { at } from './add-story.ts'
import { held, ledger, missing } from './credit-story.ts'

describe('The turns in which several adds give and take', () => {
  it('let who holds the credit step aside for what belongs before it, and come back at once', () => {
    const own = [held('e2', at(4, '08:00'), at(5, '00:10'), 'rejected'), held('e1', at(5, '00:20'))]
    expect(missing(own, ledger('e1 +1 5'), at(5, '01:00'))).toEqual([
      'e1 -1 5 corrected 5',
      'e2 +1 4 earned 4',
      'e2 -1 5 rejected 5',
      'e1 +1 5 earned 5',
    ])
  })

  it('take from who holds the credit first and give to the same last', () => {
    const own = [
      held('e1', at(3), at(4, '08:00'), 'rejected'),
      held('e2', at(4, '09:00'), at(5, '00:10'), 'rejected'),
      held('e1', at(5, '00:20')),
    ]
    expect(missing(own, ledger('e1 +1 3'), at(5, '01:00'))).toEqual([
      'e1 -1 4 rejected 4',
      'e2 +1 4 earned 4',
      'e2 -1 5 rejected 5',
      'e1 +1 5 earned 5',
    ])
  })

  it('give last to who shall hold the credit, though that one had it long before', () => {
    const own = [
      held('e3', at(1), at(2), 'ended-early'),
      held('e1', at(4), at(5), 'rejected'),
      held('e2', at(8), at(9, '00:10'), 'rejected'),
      held('e3', at(9, '00:20')),
    ]
    expect(missing(own, ledger('e3 +1 1', 'e3 -1 2 ended-early', 'e1 +1 4'), at(9, '01:00'))).toEqual([
      'e1 -1 9 rejected 5',
      'e2 +1 8 earned 8',
      'e2 -1 9 rejected 9',
      'e3 +1 9 earned 9',
    ])
  })

  it('let another take over what was wrongly given to one who is given it later all the same', () => {
    const own = [held('e2', at(3), at(6, '08:00'), 'rejected'), held('e1', at(6, '09:00'))]
    expect(missing(own, ledger('e1 +1 3'), at(6))).toEqual([
      'e1 -1 6 taken-over 3',
      'e2 +1 6 earned 3',
      'e2 -1 6 rejected 6',
      'e1 +1 6 earned 6',
    ])
  })

  it('may take, give and take again from the same', () => {
    const own = [held('e1', at(1), at(2), 'rejected'), held('e1', at(4), at(5, '00:10'), 'ended-early')]
    expect(missing(own, ledger('e1 +1 1'), at(5, '01:00'))).toEqual([
      'e1 -1 5 rejected 2',
      'e1 +1 4 earned 4',
      'e1 -1 5 ended-early 5',
    ])
  })
})

describe('What a late fact shows to be wrong', () => {
  it('is no taking over where the same add only counts on another day', () => {
    expect(missing([held('e1', at(5, '00:30'))], ledger('e1 +1 4'), at(5, '01:00'))).toEqual([
      'e1 -1 4 corrected 4',
      'e1 +1 5 earned 5',
    ])
  })

  it('is no taking over where the other add only gets back what it had', () => {
    const own = [held('e2', at(2), at(5, '00:20'), 'rejected')]
    expect(missing(own, ledger('e2 +1 2', 'e2 -1 4 ended-early', 'e1 +1 5'), at(5, '01:00'))).toEqual([
      'e1 -1 5 corrected 5',
      'e2 +1 4 corrected 4',
      'e2 -1 5 rejected 5',
    ])
  })

  it('is corrected, not taken over, where a loss had been booked', () => {
    const own = [held('e1', at(2), at(5, '00:20'), 'rejected'), held('e2', at(5, '00:30'))]
    expect(missing(own, ledger('e1 +1 2', 'e1 -1 4 ended-early'), at(5, '01:00'))).toEqual([
      'e1 +1 4 corrected 4',
      'e1 -1 5 rejected 5',
      'e2 +1 5 earned 5',
    ])
  })

  it('moves to the day that is taken over only the credit that takes over', () => {
    const own = [
      held('e2', at(1), at(2), 'ended-early'),
      held('e3', at(3), at(5, '00:05'), 'rejected'),
      held('e2', at(3, '13:00')),
    ]
    expect(missing(own, ledger('e2 +1 1', 'e2 -1 2 ended-early', 'e1 +1 4'), at(5, '01:00'))).toEqual([
      'e1 -1 4 taken-over 4',
      'e3 +1 5 earned 3',
      'e3 -1 5 rejected 5',
      'e2 +1 4 earned 3',
    ])
  })

  it('is told by what happened where a credit was booked on a day before', () => {
    const own = [held('e1', at(4, '08:00'), at(4, '09:00'), 'rejected')]
    expect(missing(own, ledger('e1 +1 3', 'e1 -1 4 rejected'), at(4, '13:00'))).toEqual([
      'e1 +1 4 earned 4',
      'e1 -1 4 corrected 3',
    ])
  })

  it('undoes the credit, and not what undid another', () => {
    const existing = ledger('e1 +1 2', 'e1 -1 9 rejected', 'e1 +1 9 earned 3', 'e1 -1 9 corrected 2')
    expect(missing([], existing, at(9, '13:00'))).toEqual(['e1 +1 9 corrected 9', 'e1 -1 9 corrected 3'])
  })
})
