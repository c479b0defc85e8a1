import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../server/domain/business-day.ts'
import { dayWeight, daysIn, leftByLeave, type LeaveSpan } from '../../server/domain/calendar.ts'
import { closedPart, faultOf, halves, overlap, whoEnters } from '../../server/domain/leave.ts'

const employed = { joined: null, left: null }
const ground = { firstOpen: '2026-11-23', employment: employed, others: [] }
const span = (firstDay: string, lastDay = firstDay, more: Partial<LeaveSpan> = {}): LeaveSpan => ({
  firstDay,
  firstHalf: 'morning',
  lastDay,
  lastHalf: 'afternoon',
  ...more,
})
const morning = (day: string) => span(day, day, { lastHalf: 'morning' })
const afternoon = (day: string) => span(day, day, { firstHalf: 'afternoon' })
const codeOf = (leave: LeaveSpan, more: Partial<typeof ground> = {}) => faultOf(leave, { ...ground, ...more })?.code

/** Any leave in the ten weeks around a new year, in order or not. */
const anySpan: fc.Arbitrary<LeaveSpan> = fc.record({
  firstDay: fc.integer({ min: 0, max: 70 }).map((days) => addDays('2026-11-23', days)),
  firstHalf: fc.constantFrom(...halves),
  lastDay: fc.integer({ min: 0, max: 70 }).map((days) => addDays('2026-11-23', days)),
  lastHalf: fc.constantFrom(...halves),
})
const anyLeave = anySpan.filter((one) => codeOf(one) === undefined)
const season = daysIn('2026-11-16', '2027-02-15')
const halfDays = (leaves: LeaveSpan[]) => season.reduce((sum, day) => sum + 2 * (1 - leftByLeave(leaves, day)), 0)

describe('Leave by halves of days', () => {
  it('leaves half of its first and last day where it begins at noon or ends at noon', () => {
    const leave = span('2026-11-24', '2026-11-26', { firstHalf: 'afternoon', lastHalf: 'morning' })
    expect(daysIn('2026-11-23', '2026-11-28').map((day) => leftByLeave([leave], day))).toEqual([1, 0.5, 0, 0.5, 1])
  })

  it('adds up: two that do not overlap take what both take', () => {
    fc.assert(
      fc.property(anyLeave, anyLeave, (a, b) => {
        fc.pre(!overlap(a, b))
        expect(halfDays([a, b])).toBe(halfDays([a]) + halfDays([b]))
      }),
    )
  })

  it('overlaps exactly where both take the same half', () => {
    fc.assert(
      fc.property(anyLeave, anyLeave, (a, b) => {
        expect(overlap(a, b)).toBe(halfDays([a, b]) < halfDays([a]) + halfDays([b]))
      }),
    )
  })

  it('overlaps in the one half day that both take, and not in two halves of one day', () => {
    const until = span('2026-11-20', '2026-11-24', { lastHalf: 'morning' })
    expect([overlap(until, morning('2026-11-24')), overlap(morning('2026-11-24'), until)]).toEqual([true, true])
    expect([overlap(until, afternoon('2026-11-24')), overlap(afternoon('2026-11-24'), until)]).toEqual([false, false])
    expect(overlap(morning('2026-11-24'), morning('2026-11-24'))).toBe(true)
  })

  it('never makes a day longer than the branch is open', () => {
    const weight = fc.constantFrom(0, 0.5, 1)
    fc.assert(
      fc.property(anyLeave, fc.constantFrom(...season), weight, weight, (leave, day, official, branch) => {
        const weighed = dayWeight(day, { official, branch, leave: leftByLeave([leave], day) })
        expect(weighed).toBeLessThanOrEqual(branch)
        expect(weighed).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})

describe('A leave is refused', () => {
  it('when it ends before it begins, by a day or by a half', () => {
    expect(codeOf(span('2026-11-25', '2026-11-24'))).toBe('leave/end-before-start')
    expect(codeOf(span('2026-11-25', '2026-11-25', { firstHalf: 'afternoon', lastHalf: 'morning' }))).toBe(
      'leave/end-before-start',
    )
  })

  it('when it begins on a day that has closed, with the first day on which it can begin', () => {
    expect(faultOf(span('2026-11-20', '2026-11-24'), ground)).toEqual({
      code: 'leave/day-closed',
      facts: { day: '2026-11-20', open: '2026-11-23' },
    })
  })

  it('when it is longer than 400 days or begins later than that', () => {
    expect(codeOf(span('2026-11-23', addDays('2026-11-23', 399)))).toBeUndefined()
    const tooLong = span('2026-11-23', addDays('2026-11-23', 400))
    expect(faultOf(tooLong, ground)).toEqual({ code: 'leave/too-long', facts: { days: 400 } })
    expect(codeOf(span(addDays('2026-11-23', 400)))).toBeUndefined()
    expect(codeOf(span(addDays('2026-11-23', 401)))).toBe('leave/too-long')
  })

  it('when it lies before the first day of employment or reaches the last', () => {
    const employment = { joined: '2026-12-01', left: '2026-12-31' }
    expect(codeOf(span('2026-11-30'), { employment } as never)).toBe('leave/not-employed')
    expect(codeOf(span('2026-12-01', '2026-12-30'), { employment } as never)).toBeUndefined()
    expect(codeOf(span('2026-12-30', '2026-12-31'), { employment } as never)).toBe('leave/not-employed')
  })

  it('when half a day of it is taken already; the other half of that day is free', () => {
    const others = [morning('2026-11-24')]
    expect(faultOf(span('2026-11-23', '2026-11-24'), { ...ground, others })).toEqual({
      code: 'leave/overlap',
      facts: { firstDay: '2026-11-24', lastDay: '2026-11-24' },
    })
    expect(codeOf(afternoon('2026-11-24'), { others } as never)).toBeUndefined()
  })

  it('never for reaching over the new year', () => {
    expect(codeOf(span('2026-12-28', '2027-01-06'))).toBeUndefined()
  })
})

describe('Cancelling', () => {
  it.each([
    ['nothing of one that has not begun', '2026-11-24', null],
    ['the days before the first that is open', '2026-11-26', span('2026-11-24', '2026-11-25')],
    ['all of one that is over', '2026-11-27', span('2026-11-24', '2026-11-26', { lastHalf: 'morning' })],
  ])('keeps %s', (_kept, firstOpen, kept) => {
    expect(closedPart(span('2026-11-24', '2026-11-26', { lastHalf: 'morning' }), firstOpen)).toEqual(kept)
  })

  it('keeps what lies on closed days and gives all other days back', () => {
    fc.assert(
      fc.property(anyLeave, fc.constantFrom(...season), (leave, firstOpen) => {
        const kept = closedPart(leave, firstOpen)
        for (const day of season) {
          const left = kept ? leftByLeave([kept], day) : 1
          expect(left).toBe(day < firstOpen ? leftByLeave([leave], day) : 1)
        }
      }),
    )
  })
})

describe('Whose leave somebody enters', () => {
  const lead = { id: 'lead', roles: ['teller' as const, 'lead' as const], scope: ['2', '3'] }
  const operator = { id: 'op', roles: ['teller' as const, 'operator' as const], scope: [] }
  const teller = { id: 't', branchId: '3', scope: [] }

  it('is that of the employees of the branches they lead, or anybody as an operator, but never their own', () => {
    expect(whoEnters(lead, teller)).toBe('actor')
    expect(whoEnters(lead, { ...teller, branchId: '9' })).toBe('unknown')
    expect(whoEnters({ ...lead, roles: ['teller'], scope: [] }, teller)).toBe('unknown')
    expect(whoEnters(operator, teller)).toBe('actor')
    for (const one of [lead, operator]) expect(whoEnters(one, { ...teller, id: one.id })).toBe('lead-above')
  })

  it("is, of a lead's, only for a lead above them, not for one beside them", () => {
    expect(whoEnters(lead, { id: 'below', branchId: '3', scope: ['3'] })).toBe('actor')
    expect(whoEnters(lead, { id: 'beside', branchId: '3', scope: ['2', '3'] })).toBe('lead-above')
    expect(whoEnters(lead, { id: 'above', branchId: '3', scope: ['1', '2', '3'] })).toBe('lead-above')
  })
})
