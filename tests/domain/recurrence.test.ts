import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, daysBetween } from '../../server/domain/business-day.ts'
import { beginSeries, dueOn, dueSoon, nextDay, repetitions, type Occurrence } from '../../server/domain/recurrence.ts'
import { hoursOf, weekdayWeight } from '../../server/domain/working-hours.ts'

const at = (text: string) => new Date(`${text}+08:00`)
const weekdays = (day: string) => hoursOf(weekdayWeight(day), { morning: false, afternoon: false })

/** The days of the series that follow, each done on its own day. */
function series(first: string, repeats: Occurrence['repeats'], count: number): string[] {
  let one = beginSeries(repeats, at(`${first}T10:00:00`))
  return Array.from({ length: count }, () => {
    one = { ...one, standsFor: nextDay(one, one.standsFor) }
    return one.standsFor
  })
}

describe('A follow-up that comes again', () => {
  it.each([
    ['day', '2026-12-30', ['2026-12-31', '2027-01-01', '2027-01-02']],
    ['week', '2026-11-23', ['2026-11-30', '2026-12-07', '2026-12-14']],
    ['month', '2027-01-31', ['2027-02-28', '2027-03-31', '2027-04-30']],
    ['month', '2027-11-29', ['2027-12-29', '2028-01-29', '2028-02-29', '2028-03-29']],
    ['month', '2026-12-15', ['2027-01-15', '2027-02-15', '2027-03-15']],
  ] as const)('each %s after %s', (repeats, first, days) => {
    expect(series(first, repeats, days.length)).toEqual(days)
  })

  it('leaves out what was missed while it was overdue, and keeps its day', () => {
    const monday = beginSeries('week', at('2026-11-02T10:00:00'))
    expect(nextDay(monday, '2026-11-24')).toBe('2026-11-30')
    const monthly = beginSeries('month', at('2026-08-31T10:00:00'))
    expect(nextDay(monthly, '2026-11-30')).toBe('2026-12-31')
  })

  it('comes next after itself and after today, on a day of its series, at most one step away', () => {
    const day = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2024-01-01', days))
    const longest = { day: 1, week: 7, month: 31 }
    const isLastOfMonth = (one: string) => addDays(one, 1).endsWith('-01')
    const keepsStep = {
      day: () => true,
      week: (first: string, next: string) => daysBetween(first, next) % 7 === 0,
      month: (first: string, next: string) => next.slice(8) === first.slice(8) || isLastOfMonth(next),
    }
    fc.assert(
      fc.property(day, fc.integer({ min: -40, max: 400 }), fc.constantFrom(...repetitions), (first, late, repeats) => {
        const occurrence = beginSeries(repeats, at(`${first}T10:00:00`))
        const today = addDays(first, late)
        const next = nextDay(occurrence, today)
        expect(next > first && next > today).toBe(true)
        expect(daysBetween(late > 0 ? today : first, next)).toBeLessThanOrEqual(longest[repeats])
        expect(keepsStep[repeats](first, next)).toBe(true)
      }),
    )
  })

  it('is due at its time, on a day off of the next working day', () => {
    expect(dueOn('2026-11-30', 15 * 60, weekdays)).toEqual(at('2026-11-30T15:00:00'))
    expect(dueOn('2026-11-28', 15 * 60, weekdays)).toEqual(at('2026-11-30T15:00:00'))
    expect(dueOn('2026-11-30', 22 * 60, weekdays)).toEqual(at('2026-11-30T18:00:00'))
  })
})

describe('What a rule makes is due', () => {
  it.each([
    ['an hour before the end of the day', '2026-11-23T10:00:00', '2026-11-23T17:00:00'],
    ['the next working day where less than two hours are left', '2026-11-23T15:01:00', '2026-11-24T17:00:00'],
    ['after the weekend', '2026-11-27T19:00:00', '2026-11-30T17:00:00'],
  ])('%s', (_when, now, due) => {
    expect(dueSoon(at(now), weekdays)).toEqual(at(due))
  })
})
