import { describe, expect, it } from 'vitest'
import { standInFault, standInState } from '../../server/domain/stand-in.ts'

const today = '2026-11-23'
const days = (firstDay: string, lastDay: string) => ({ firstDay, lastDay })
const outOfRange = { code: 'stand-in/range', facts: { days: 31, ahead: 90 } }

describe('The days on which somebody stands in for a lead', () => {
  it.each([
    ['one day, today', days('2026-11-23', '2026-11-23'), null],
    ['31 days from today', days('2026-11-23', '2026-12-23'), null],
    ['32 days', days('2026-11-23', '2026-12-24'), outOfRange],
    ['from 90 days ahead', days('2027-02-21', '2027-03-10'), null],
    ['from 91 days ahead', days('2027-02-22', '2027-03-10'), outOfRange],
    ['from yesterday', days('2026-11-22', '2026-11-25'), outOfRange],
    ['the wrong way round', days('2026-11-25', '2026-11-24'), outOfRange],
  ])('lie ahead, not too far and not for too long: %s', (_days, span, fault) => {
    expect(standInFault(span, today, [])).toEqual(fault)
  })

  it.each([
    ['ends the day before', days('2026-11-25', '2026-11-30'), true],
    ['begins the day after', days('2026-12-05', '2026-12-09'), true],
    ['ends on the first day', days('2026-11-25', '2026-12-01'), false],
    ['begins on the last day', days('2026-12-04', '2026-12-09'), false],
    ['lies inside', days('2026-12-02', '2026-12-03'), false],
    ['lies around', days('2026-11-25', '2026-12-09'), false],
  ])('have one for the lead at a time: another stand-in %s', (_other, other, isFree) => {
    const overlap = { code: 'stand-in/overlap', facts: other }
    const far = days('2027-01-10', '2027-01-11')
    expect(standInFault(days('2026-12-01', '2026-12-04'), today, [far, other])).toEqual(isFree ? null : overlap)
  })
})

describe('A stand-in', () => {
  it.each([
    ['planned the day before', '2026-11-30', 'planned'],
    ['active from the first day', '2026-12-01', 'active'],
    ['active to the last', '2026-12-04', 'active'],
    ['over the day after', '2026-12-05', 'over'],
  ])('is %s', (_state, day, state) => {
    expect(standInState({ ...days('2026-12-01', '2026-12-04'), endedAt: null }, day)).toBe(state)
  })

  it('is ended once somebody has ended it, on whichever day', () => {
    const ended = { ...days('2026-12-01', '2026-12-04'), endedAt: new Date('2026-11-29T10:00:00+08:00') }
    const looked = ['2026-11-30', '2026-12-02', '2026-12-05'].map((day) => standInState(ended, day))
    expect(looked).toEqual(['ended', 'ended', 'ended'])
  })
})
