// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { waitsUntil } from '../../../simulator/screen/state/holds.ts'
import type { LogEntry } from '../../../simulator/screen/state/world.ts'

let seq = 0
const call = (time: string, errcode: number, title = 'GET externalcontact/get'): LogEntry => ({
  seq: (seq += 1),
  at: `2026-11-23T${time}+08:00`,
  kind: 'api',
  title,
  response: { errcode },
  ok: errcode === 0,
})
const until = (...entries: LogEntry[]) => {
  const moment = waitsUntil(entries)
  return moment && new Date(moment + 8 * 3_600_000).toISOString().slice(11, 16)
}

describe('How long the product leaves WeCom alone', () => {
  it('is a minute after a refusal, counted from the first of them', () => {
    expect(until(call('10:00:00', 45009), call('10:00:40', 45009))).toBe('10:01')
    expect(until(call('10:00:00', 60020))).toBe('10:01')
  })

  it('is an hour when the limit is met again after the wait', () => {
    expect(until(call('10:00:00', 45009), call('10:02:00', 45009))).toBe('11:02')
  })

  it('is over once WeCom has answered, and other faults are none', () => {
    expect(until(call('10:00:00', 45009), call('10:01:30', 0))).toBe(0)
    expect(until(call('10:00:00', 60020), call('10:00:10', 0, 'POST message/send'))).toBe(0)
    expect(until(call('10:00:00', 40014))).toBe(0)
  })

  it('is the longest wait of several calls', () => {
    expect(until(call('10:00:00', 45009), call('10:05:00', 45009, 'POST message/send'))).toBe('10:06')
  })
})
