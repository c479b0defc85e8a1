import { describe, expect, it } from 'vitest'
import { spanWords } from '../../server/domain/time-words.ts'

const now = new Date('2026-11-23T10:00:00+08:00')
const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

describe('How long something still lasts', () => {
  it.each([
    [72 * 60, '3 天', '3 days'],
    [72 * 60 - 1, '3 天', '3 days'],
    [49 * 60, '2 天', '2 days'],
    [25 * 60, '1 天', '1 day'],
    [24 * 60 - 1, '1 天', '1 day'],
    [23 * 60 + 20, '23 小时', '23 hours'],
    [61, '1 小时', '1 hour'],
    [3, '1 小时', '1 hour'],
  ])('is told for %s minutes as a person would: %s, %s', (minutes, zh, en) => {
    expect([spanWords(now, inMinutes(minutes), 'zh-CN'), spanWords(now, inMinutes(minutes), 'en')]).toEqual([zh, en])
  })
})
