import { describe, expect, it } from 'vitest'
import {
  digestAt,
  freePlace,
  isAtWork,
  isReportDue,
  isShownOnce,
  nextTellingAt,
  recalledSince,
  tomorrow,
} from '../../server/domain/notice.ts'
import type { MessageKind, Sent } from '../../server/domain/notice.ts'

const at = (time: string): Date => new Date(`2026-11-23T${time}:00+08:00`)
const sent = (kind: MessageKind, place: number | null, time = '09:00'): Sent => ({ kind, place, createdAt: at(time) })
const wholeDay = { from: 8 * 60 + 30, to: 18 * 60 }

describe('The three messages of a day', () => {
  it('take the first free place each, and there is no fourth', () => {
    expect(freePlace('follow-ups', [], false)).toBe(1)
    expect(freePlace('follow-ups', [sent('overdue', 1)], false)).toBe(2)
    expect(freePlace('overdue', [sent('follow-ups', 1), sent('follow-ups', 3)], false)).toBe(2)
    const all = [sent('overdue', 1), sent('follow-ups', 2), sent('follow-ups', 3)]
    expect(freePlace('follow-ups', all, false)).toBeNull()
  })

  it('give a place that was not used back', () => {
    expect(freePlace('follow-ups', [sent('follow-ups', null), sent('follow-ups', 1)], false)).toBe(2)
  })

  it('keep the last one of a lead for the day report, until it is made', () => {
    const two = [sent('overdue', 1), sent('follow-ups', 2)]
    expect(freePlace('follow-ups', two, true)).toBeNull()
    expect(freePlace('day-report', two, true)).toBe(3)
    expect(freePlace('follow-ups', [sent('day-report', 1), sent('follow-ups', 2)], true)).toBe(3)
    expect(freePlace('follow-ups', two, false)).toBe(3)
  })
})

describe('New follow-ups', () => {
  it('are told at once when nothing was told before', () => {
    expect(nextTellingAt([], at('10:00'))).toBeNull()
    expect(nextTellingAt([sent('overdue', 1, '09:55'), sent('follow-ups', null, '09:55')], at('10:00'))).toBeNull()
  })

  it('are gathered for half an hour after the last telling', () => {
    const told = [sent('follow-ups', 1, '09:10'), sent('follow-ups', 2, '09:45')]
    expect(nextTellingAt(told, at('10:00'))).toEqual(at('10:15'))
    expect(nextTellingAt(told, at('10:15'))).toBeNull()
  })

  it('wait for midnight when the day has no message left', () => {
    expect(tomorrow(at('10:00'))).toEqual(new Date('2026-11-24T00:00:00+08:00'))
  })
})

describe('The hours in which somebody is told', () => {
  it('begin and end with their own working day, its last minute left out', () => {
    expect([at('08:29'), at('08:30'), at('17:59'), at('18:00')].map((now) => isAtWork(wholeDay, now))).toEqual([
      false,
      true,
      true,
      false,
    ])
    expect(isAtWork(null, at('10:00'))).toBe(false)
  })

  it('have the digest of what is overdue at nine', () => {
    expect(digestAt(at('15:00'))).toEqual(at('09:00'))
  })

  it('have the day report in their last half hour: at 17:30, on a half day at 11:30, on a day off never', () => {
    expect([at('17:29'), at('17:30'), at('17:59'), at('18:00')].map((now) => isReportDue(wholeDay, now))).toEqual([
      false,
      true,
      true,
      false,
    ])
    const halfDay = { from: 8 * 60 + 30, to: 12 * 60 }
    expect([at('11:29'), at('11:30'), at('12:00')].map((now) => isReportDue(halfDay, now))).toEqual([
      false,
      true,
      false,
    ])
    expect(isReportDue(null, at('17:45'))).toBe(false)
  })
})

describe('What WeCom still does with a message that was sent', () => {
  const later = (minutes: number) => new Date(at('08:30').getTime() + minutes * 60_000)

  it('is to show a repetition once, for four hours less five minutes', () => {
    expect([0, 234, 235].map((minutes) => isShownOnce(at('08:30'), later(minutes)))).toEqual([true, true, false])
  })

  it('is to take it back, for 24 hours', () => {
    expect(recalledSince(later(24 * 60))).toEqual(at('08:30'))
  })
})
