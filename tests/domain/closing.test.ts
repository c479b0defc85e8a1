import { describe, expect, it } from 'vitest'
import { dayToClose, monthClosedBy, settledAt } from '../../server/domain/closing.ts'

const at = (moment: string): Date => new Date(`${moment}+08:00`)

describe('Closing a day', () => {
  it('is due at 02:00 of the next day, for the day after the last that closed', () => {
    expect(dayToClose('2026-11-01', '2026-11-04', at('2026-11-06T01:59:59'))).toBeNull()
    expect(dayToClose('2026-11-01', '2026-11-04', at('2026-11-06T02:00:00'))).toBe('2026-11-05')
  })

  it('begins with the first day on which adds count', () => {
    expect(dayToClose('2026-11-01', null, at('2026-11-06T12:00:00'))).toBe('2026-11-01')
  })

  it('settles at its close at the earliest once it has begun, though an instance has a clock behind it', () => {
    const close = at('2026-11-06T02:00:00')
    const behind = at('2026-11-06T01:59:58')
    const later = at('2026-11-06T02:00:01')
    expect(settledAt(behind, '2026-11-05')).toEqual(close)
    expect(settledAt(later, '2026-11-05')).toBe(later)
    expect(settledAt(behind, null)).toBe(behind)
  })

  it("closes the month with the month's last day", () => {
    expect(monthClosedBy('2026-11-29')).toBeNull()
    expect(monthClosedBy('2026-11-30')).toBe('2026-11')
    expect(monthClosedBy('2026-12-31')).toBe('2026-12')
  })
})
