import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  bookingDay,
  businessDayOf,
  closeOfDay,
  daysBetween,
  firstOpenDay,
  minuteOfDay,
  startOfDay,
  toShanghaiIso,
} from '../../server/domain/business-day.ts'

const moments = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })

describe('A business day', () => {
  it('begins and ends at midnight in Shanghai, half-open', () => {
    expect(businessDayOf(new Date('2026-11-20T23:59:59.999+08:00'))).toBe('2026-11-20')
    expect(businessDayOf(new Date('2026-11-21T00:00:00+08:00'))).toBe('2026-11-21')
    expect(minuteOfDay(new Date('2026-11-21T08:30:59+08:00'))).toBe(510)
  })

  it('contains every moment exactly once', () => {
    fc.assert(
      fc.property(moments, (moment) => {
        const day = businessDayOf(moment)
        expect(startOfDay(day) <= moment && moment < startOfDay(addDays(day, 1))).toBe(true)
        expect(daysBetween(day, addDays(day, 40))).toBe(40)
        expect(new Date(toShanghaiIso(moment)).getTime()).toBe(Math.floor(moment.getTime() / 1000) * 1000)
      }),
    )
  })

  it('closes at 02:00 of the next day; what arrives later is booked on its arrival', () => {
    const met = new Date('2026-11-30T18:00:00+08:00')
    expect(closeOfDay('2026-11-30')).toEqual(new Date('2026-12-01T02:00:00+08:00'))
    expect(bookingDay(met, new Date('2026-12-01T01:59:59+08:00'))).toBe('2026-11-30')
    expect(bookingDay(met, new Date('2026-12-01T02:00:00+08:00'))).toBe('2026-12-01')
  })

  it('is the first that is open from 02:00 of it on; until then that is the day before', () => {
    expect(firstOpenDay(new Date('2026-12-01T01:59:59+08:00'))).toBe('2026-11-30')
    expect(firstOpenDay(new Date('2026-12-01T02:00:00+08:00'))).toBe('2026-12-01')
  })

  it('does not depend on the time zone of the process', () => {
    const before = process.env['TZ']
    try {
      for (const zone of ['UTC', 'Asia/Shanghai', 'America/New_York', 'Pacific/Kiritimati']) {
        process.env['TZ'] = zone
        expect(new Date('2026-11-20T12:00:00Z').getTimezoneOffset()).toBe(offsets[zone])
        expect(businessDayOf(new Date('2026-11-20T15:59:59.999Z'))).toBe('2026-11-20')
        expect(businessDayOf(new Date('2026-11-20T16:00:00Z'))).toBe('2026-11-21')
        expect(addDays('2026-03-08', 1)).toBe('2026-03-09')
        expect(startOfDay('2026-11-21').toISOString()).toBe('2026-11-20T16:00:00.000Z')
      }
    } finally {
      if (before === undefined) delete process.env['TZ']
      else process.env['TZ'] = before
    }
  })
})

const offsets: Record<string, number> = {
  UTC: 0,
  'Asia/Shanghai': -480,
  'America/New_York': 300,
  'Pacific/Kiritimati': -840,
}
