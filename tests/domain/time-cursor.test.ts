import { describe, expect, it } from 'vitest'
import { cursorOf, placeIn } from '../../server/domain/time-cursor.ts'

const place = { at: new Date('2026-11-22T08:00:00Z'), id: 'add-1_b' }

describe('Where the next page begins', () => {
  it('is read back as it was told', () => {
    expect(cursorOf(place)).toBe('1795334400000_add-1_b')
    expect(placeIn(cursorOf(place))).toEqual(place)
  })

  it('is the beginning without a cursor', () => {
    expect(placeIn(undefined)).toBeNull()
  })

  it.each(['', '_a', '5_', 'x5_a', '5_a b', '5x_a', `1${'0'.repeat(15)}_a`, `5_${'a'.repeat(65)}`])(
    'is refused when it is none of ours: %j',
    (cursor) => {
      expect(() => placeIn(cursor)).toThrow(
        expect.objectContaining({ code: 'request/invalid', facts: { field: 'cursor' } }),
      )
    },
  )

  it('takes the longest time and id that there can be', () => {
    expect(placeIn(`${'9'.repeat(15)}_${'a'.repeat(64)}`)?.id).toBe('a'.repeat(64))
  })
})
