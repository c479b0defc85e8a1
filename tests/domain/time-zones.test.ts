import { afterAll, describe, expect, it } from 'vitest'
import { addDays, businessDayOf, closeOfDay, startOfDay, toShanghaiIso } from '../../server/domain/business-day.ts'
import { daysIn, endOfMonth, firstOfMonth, leftByLeave, rampShare } from '../../server/domain/calendar.ts'
import { targetExamples } from '../../server/domain/examples/target-examples.ts'
import { weekdayWeight } from '../../server/domain/working-hours.ts'
import { workOut } from './work-out-example.ts'

const own = process.env.TZ
afterAll(() => {
  if (own === undefined) delete process.env.TZ
  else process.env.TZ = own
})

/** The zone of the machine, with what it is ahead of UTC on 1 January 2027. */
const zones = [
  ['UTC', 0],
  ['Asia/Shanghai', 8],
  ['America/New_York', -5],
  ['Pacific/Kiritimati', 14],
] as const

describe.each(zones)('On a machine in %s', (zone, hours) => {
  const there = <Result>(work: () => Result): Result => {
    process.env.TZ = zone
    expect(new Date('2027-01-01T00:00:00Z').getTimezoneOffset()).toBe(hours === 0 ? 0 : -hours * 60)
    return work()
  }

  it('every worked example on targets comes out the same', () => {
    const told = there(() => targetExamples.map(({ facts, answers }) => answers.map((asked) => workOut(facts, asked))))
    expect(told).toEqual(targetExamples.map(({ answers }) => answers))
  })

  it("the year ends at midnight in Shanghai, and the year's last day closes in the new one", () => {
    there(() => {
      expect(businessDayOf(new Date('2026-12-31T15:59:59Z'))).toBe('2026-12-31')
      expect(businessDayOf(new Date('2026-12-31T16:00:00Z'))).toBe('2027-01-01')
      expect(toShanghaiIso(closeOfDay('2026-12-31'))).toBe('2027-01-01T02:00:00+08:00')
      expect(startOfDay('2027-01-01').toISOString()).toBe('2026-12-31T16:00:00.000Z')
    })
  })

  it('days, months and weekdays are the calendar ones, leap years included', () => {
    there(() => {
      expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
      expect(addDays('2028-03-01', -1)).toBe('2028-02-29')
      expect(firstOfMonth('2026-12-31')).toBe('2026-12-01')
      expect(endOfMonth('2026-12-01')).toBe('2027-01-01')
      expect(daysIn('2026-03-01', '2026-04-01')).toHaveLength(31)
      expect(daysIn('2026-12-28', '2027-01-04').map(weekdayWeight)).toEqual([1, 1, 1, 1, 1, 0, 0])
    })
  })

  it("leave and a joiner's ramp run over the year's end", () => {
    there(() => {
      const over = {
        firstDay: '2026-12-31',
        firstHalf: 'afternoon',
        lastDay: '2027-01-04',
        lastHalf: 'morning',
      } as const
      expect(daysIn('2026-12-30', '2027-01-06').map((day) => leftByLeave([over], day))).toEqual([
        1, 0.5, 0, 0, 0, 0.5, 1,
      ])
      const joined = { joined: '2026-12-28', left: null }
      const shares = ['2027-01-03', '2027-01-04', '2027-01-24', '2027-01-25'].map((day) => rampShare(joined, day))
      expect(shares).toEqual([0, 0.5, 0.5, 1])
    })
  })
})
