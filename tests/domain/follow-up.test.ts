import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { followUpChanges } from '../../server/domain/follow-up.ts'
import type { FollowUpChange, FollowUpState } from '../../server/domain/follow-up.ts'
import { assign } from '../../server/domain/follow-up-assignment.ts'
import type { ContactCase, Terms } from '../../server/domain/follow-up-assignment.ts'
import { isOverdue, stateAfter } from '../../server/domain/follow-up-rules.ts'
import { noticeUrl, noticeWords } from '../../server/domain/notice-words.ts'
import { nextWorkingMoment, weekdayWeight } from '../../server/domain/working-hours.ts'

const after = (changes: FollowUpChange[], from: FollowUpState): FollowUpState =>
  changes.reduce((state, change) => stateAfter(state, change) ?? state, from)
const known = (employeeId: string, day: number) => ({ employeeId, startedAt: new Date(Date.UTC(2026, 10, day)) })
const contact = (contactId: string, ...candidates: ContactCase['candidates']): ContactCase => ({
  contactId,
  verified: false,
  declined: false,
  candidates,
  alreadyOpen: false,
  alreadyWith: [],
  privateFor: [],
})
const terms = (more: Partial<Terms> = {}): Terms => ({
  kind: 'call',
  assigneeIds: null,
  away: new Set(),
  load: new Map(),
  ...more,
})
const at = (text: string): Date => new Date(`${text}:00+08:00`)
const next = (text: string, weight = weekdayWeight): Date => nextWorkingMoment(at(text), weight)
const holiday = (day: string): number => (day < '2026-10-09' ? 0 : 1)

describe('the states of a follow-up', () => {
  it('open can be completed, closed by itself, postponed, cancelled and handed over with its contact', () => {
    expect(followUpChanges.map((change) => [change, stateAfter('open', change)])).toEqual([
      ['assigned', null],
      ['completed', 'completed'],
      ['reopened', null],
      ['postponed', 'open'],
      ['cancelled', 'cancelled'],
      ['closedItself', 'completed'],
      ['moved', 'open'],
    ])
  })

  it('cancelled is final, completed but for its undo', () => {
    expect(followUpChanges.filter((change) => stateAfter('cancelled', change))).toEqual([])
    expect(followUpChanges.filter((change) => stateAfter('completed', change))).toEqual(['reopened'])
  })

  it('end for ever with a cancellation, whatever else is tried', () => {
    const anything = fc.array(fc.constantFrom(...followUpChanges))
    expect(() =>
      fc.assert(fc.property(anything, (changes) => after(changes, 'cancelled') === 'cancelled')),
    ).not.toThrow()
  })

  it('is overdue only while open and only after its time', () => {
    const dueAt = new Date('2026-11-23T18:00:00+08:00')
    expect(isOverdue({ state: 'open', dueAt }, dueAt)).toBe(false)
    expect(isOverdue({ state: 'open', dueAt }, new Date(dueAt.getTime() + 1))).toBe(true)
    expect(isOverdue({ state: 'completed', dueAt }, new Date(dueAt.getTime() + 1))).toBe(false)
  })
})

describe('who gets which contact', () => {
  it('is the employee who has known the contact longest, when both have the same load', () => {
    const { assigned } = assign([contact('c1', known('b', 2), known('a', 3))], terms())
    expect(assigned).toEqual([{ contactId: 'c1', assigneeId: 'b' }])
  })

  it('spreads contacts of two employees over both', () => {
    const cases = ['c1', 'c2', 'c3', 'c4'].map((id) => contact(id, known('a', 1), known('b', 2)))
    const { assigned } = assign(cases, terms())
    expect(assigned.map(({ assigneeId }) => assigneeId)).toEqual(['a', 'b', 'a', 'b'])
  })

  it('begins with whoever has the fewest follow-ups open', () => {
    const cases = ['c1', 'c2', 'c3'].map((id) => contact(id, known('a', 1), known('b', 2)))
    const { assigned } = assign(cases, terms({ load: new Map([['a', 2]]) }))
    expect(assigned.map(({ assigneeId }) => assigneeId)).toEqual(['b', 'b', 'a'])
  })

  it('passes over whoever is on leave, and skips a contact who knows nobody else', () => {
    const cases = [contact('c1', known('a', 1), known('b', 2)), contact('c2', known('a', 1))]
    const { assigned, skipped } = assign(cases, terms({ away: new Set(['a']) }))
    expect(assigned).toEqual([{ contactId: 'c1', assigneeId: 'b' }])
    expect(skipped).toEqual([{ contactId: 'c2', reason: 'on-leave', related: ['a'] }])
  })

  it('says who has the relation where none of the chosen has', () => {
    const { skipped } = assign([contact('c1', known('a', 1))], terms({ assigneeIds: ['b'] }))
    expect(skipped).toEqual([{ contactId: 'c1', reason: 'no-relation', related: ['a'] }])
  })

  it('loses no contact and gives none to somebody who is not related with it', () => {
    const candidate = fc.record({
      employeeId: fc.constantFrom('a', 'b', 'c'),
      startedAt: fc.date({ noInvalidDate: true }),
    })
    const anyCase = fc.record({
      contactId: fc.uuid(),
      verified: fc.boolean(),
      declined: fc.boolean(),
      alreadyOpen: fc.boolean(),
      candidates: fc.uniqueArray(candidate, { selector: ({ employeeId }) => employeeId }),
      alreadyWith: fc.subarray(['a', 'b', 'c']),
      privateFor: fc.subarray(['a', 'b', 'c']),
    })
    fc.assert(
      fc.property(fc.array(anyCase), fc.constantFrom<string[] | null>(null, ['a'], ['b', 'c']), (cases, chosen) => {
        const { assigned, skipped } = assign(
          cases,
          terms({ kind: 'promptAgain', assigneeIds: chosen, away: new Set(['c']) }),
        )
        expect(assigned.length + skipped.length).toBe(cases.length)
        for (const { contactId, assigneeId } of assigned) {
          const one = cases.find((each) => each.contactId === contactId)
          expect(one?.candidates.map(({ employeeId }) => employeeId)).toContain(assigneeId)
          expect(one?.alreadyWith).not.toContain(assigneeId)
          expect(one?.privateFor).not.toContain(assigneeId)
          expect([one?.verified, one?.declined, one?.alreadyOpen]).toEqual([false, false, false])
          expect(assigneeId).not.toBe('c')
          expect(chosen ?? [assigneeId]).toContain(assigneeId)
        }
      }),
    )
  })
})

describe('working hours', () => {
  it('last from 08:30 to 18:00, the end not included', () => {
    expect(next('2026-11-23T08:30')).toEqual(at('2026-11-23T08:30'))
    expect(next('2026-11-23T17:59')).toEqual(at('2026-11-23T17:59'))
    expect(next('2026-11-23T18:00')).toEqual(at('2026-11-24T08:30'))
  })

  it('begin again the same morning, or after the weekend', () => {
    expect(next('2026-11-23T03:00')).toEqual(at('2026-11-23T08:30'))
    expect(next('2026-11-20T18:30')).toEqual(at('2026-11-23T08:30'))
  })

  it('end at noon on half days and skip a whole holiday', () => {
    expect(next('2026-10-01T10:00', holiday)).toEqual(at('2026-10-09T08:30'))
    expect(next('2026-11-23T12:00', () => 0.5)).toEqual(at('2026-11-24T08:30'))
  })

  it('never answer with a moment that is earlier or outside of them', () => {
    const moments = fc.date({ min: at('2026-01-01T00:00'), max: at('2027-01-01T00:00'), noInvalidDate: true })
    fc.assert(
      fc.property(moments, (moment) => {
        const found = nextWorkingMoment(moment, weekdayWeight)
        expect(found.getTime()).toBeGreaterThanOrEqual(moment.getTime())
        expect(nextWorkingMoment(found, weekdayWeight)).toEqual(found)
      }),
    )
  })
})

describe('what the employee is told', () => {
  const facts = {
    followUpId: 'f1',
    contactId: 'wm_made-up',
    contactName: '样例',
    title: '存单到期回访',
    reason: '',
    dueAt: new Date('2026-11-24T18:00:00+08:00'),
    by: '样例行长',
  }

  it('names contact, title, lead and time, in Chinese and in English', () => {
    expect(noticeWords([facts], 'zh-CN')).toEqual({
      title: '跟进任务：样例',
      description: '存单到期回访\n样例行长 指派，11-24 18:00 前完成',
      button: '打开聊天',
    })
    expect(noticeWords([facts], 'en').description).toBe('存单到期回访\nFrom 样例行长, due 11-24 18:00')
  })

  it('opens the chat of the contact', () => {
    expect(noticeUrl('https://zhenke.example', [facts])).toBe(
      'https://zhenke.example/sign-in?to=%2F%23%2Fcontact%3Ffollow-up%3Df1%26contact%3Dwm_made-up',
    )
  })
})
