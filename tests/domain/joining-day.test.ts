import { describe, expect, it } from 'vitest'
import { canHaveJoined } from '../../server/domain/joining-day.ts'

const today = '2026-11-23'

describe('The day on which an employee joined', () => {
  it('is today or before, as far back as 1950', () => {
    const days = ['1949-12-31', '1950-01-01', '2026-11-22', '2026-11-23', '2026-11-24']
    expect(days.map((day) => canHaveJoined(day, { today, left: null }))).toEqual([false, true, true, true, false])
  })

  it('is before the day they left', () => {
    const days = ['2026-11-09', '2026-11-10', '2026-11-11']
    expect(days.map((day) => canHaveJoined(day, { today, left: '2026-11-10' }))).toEqual([true, false, false])
  })
})
