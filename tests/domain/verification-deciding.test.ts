import { describe, expect, it } from 'vitest'
import { decidingSpans, type RequestStep } from '../../server/domain/verification-deciding.ts'

const at = (day: number, time = '10:00') => new Date(`2026-11-${String(day).padStart(2, '0')}T${time}:00+08:00`)
const asked = (state: string) => ({ state, submittedAt: at(1) })
const pending = (version: number, day: number): RequestStep => ({ version, state: 'pending', at: at(day) })
const challenge = (version: number, day: number): RequestStep => ({ version, state: 'challenge', at: at(day) })

describe('The provider decides', () => {
  it('from the submission until its answer', () => {
    expect(decidingSpans(asked('verified'), [], at(3))).toEqual([{ from: at(1), to: at(3) }])
    expect(decidingSpans(asked('pending'), [pending(1, 1)], null)).toEqual([{ from: at(1), to: at(8) }])
  })

  it('not while the contact has a code to type', () => {
    expect(decidingSpans(asked('challenge'), [challenge(1, 1)], null)).toEqual([])
    expect(decidingSpans(asked('verified'), [challenge(1, 1)], at(4))).toEqual([])
    expect(decidingSpans(asked('challenge'), [pending(1, 1), challenge(2, 3)], null)).toEqual([
      { from: at(1), to: at(3) },
    ])
  })

  it('again once the code has been sent to it', () => {
    const steps = [pending(1, 1), challenge(2, 2), pending(3, 4)]
    expect(decidingSpans(asked('verified'), steps, at(5))).toEqual([
      { from: at(1), to: at(2) },
      { from: at(4), to: at(5) },
    ])
  })

  it('for 7 days after the submission at most, however often it asks', () => {
    const steps = [pending(1, 1), challenge(2, 6), pending(3, 7)]
    expect(decidingSpans(asked('pending'), steps, at(20))).toEqual([
      { from: at(1), to: at(6) },
      { from: at(7), to: at(8) },
    ])
  })

  it('the same, in whatever order its steps became known', () => {
    const steps = [pending(1, 1), challenge(2, 2), pending(3, 4)]
    const told = decidingSpans(asked('verified'), steps, at(5))
    expect(decidingSpans(asked('verified'), steps.toReversed(), at(5))).toEqual(told)
  })

  it('nothing of a request from before its steps were kept that waits for a code', () => {
    expect(decidingSpans(asked('challenge'), [], null)).toEqual([])
  })
})
