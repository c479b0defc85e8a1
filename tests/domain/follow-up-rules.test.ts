import { describe, expect, it } from 'vitest'
import type { EmployeeActor } from '../../server/domain/employee.ts'
import {
  followUpMay,
  isConversation,
  isOverdue,
  lastDue,
  originOf,
  stateAfter,
} from '../../server/domain/follow-up-rules.ts'
import { followUpChanges, type FollowUpState } from '../../server/domain/follow-up.ts'

const now = new Date('2026-11-20T10:00:00+08:00')
const before = (ms: number): Date => new Date(now.getTime() - ms)

const actor = (id: string, scope: string[] = []): EmployeeActor => ({
  kind: 'employee',
  id,
  name: id,
  branchId: 'A',
  roles: ['teller'],
  scope,
  locale: 'zh-CN',
})
const open = {
  state: 'open' as FollowUpState,
  assigneeId: 'e1',
  assigneeBranchId: 'A',
  createdBy: 'lead',
  dueAt: now,
  closedAt: null as Date | null,
  closedItself: false,
}
const completed = { ...open, state: 'completed' as const, closedAt: before(10_000) }

const may = (who: EmployeeActor, followUp: typeof open): string =>
  Object.entries(followUpMay(who, followUp, now))
    .filter(([, allowed]) => allowed)
    .map(([what]) => what)
    .join(' ')

describe('A follow-up', () => {
  it('goes from state to state by these changes and no others', () => {
    const after = (state: FollowUpState) =>
      Object.fromEntries(
        followUpChanges.flatMap((change) => {
          const next = stateAfter(state, change)
          return next ? [[change, next]] : []
        }),
      )
    expect(after('open')).toEqual({
      completed: 'completed',
      closedItself: 'completed',
      postponed: 'open',
      cancelled: 'cancelled',
      moved: 'open',
    })
    expect(after('completed')).toEqual({ reopened: 'open' })
    expect(after('cancelled')).toEqual({})
  })

  it('is overdue from the moment after it was due, as long as it is open', () => {
    expect(isOverdue({ state: 'open', dueAt: before(1) }, now)).toBe(true)
    expect(isOverdue({ state: 'open', dueAt: now }, now)).toBe(false)
    expect(isOverdue({ state: 'completed', dueAt: before(1) }, now)).toBe(false)
  })

  it('is due within a year, a leap year too', () => {
    expect(lastDue(now)).toEqual(new Date('2027-11-21T10:00:00+08:00'))
  })

  it.each([
    ['a call somebody completed', {}, true],
    ['a call that is open', { state: 'open' as const }, false],
    ['a call that was called off', { state: 'cancelled' as const }, false],
    ['what closed itself', { closedItself: true }, false],
    ['one more prompt', { kind: 'promptAgain' as const }, false],
  ])('is a conversation when somebody has done it, and it was more than a prompt: %s', (_what, more, expected) => {
    expect(isConversation({ kind: 'call', state: 'completed', closedItself: false, ...more })).toBe(expected)
  })

  it('comes from the lead, or from the employee who made it for themselves', () => {
    expect([originOf(actor('e1'), 'e1'), originOf(actor('lead'), 'e1')]).toEqual(['employee', 'lead'])
  })
})

describe('What may be done with a follow-up', () => {
  it('by its assignee: complete and postpone it, and call it off if it is their own', () => {
    expect(may(actor('e1'), open)).toBe('complete postpone')
    expect(may(actor('e1'), { ...open, createdBy: 'e1' })).toBe('complete postpone cancel')
  })

  it("by a lead of the assignee's branch: postpone it, call it off and give it to somebody else", () => {
    expect(may(actor('lead', ['A']), open)).toBe('postpone cancel assign')
    expect(may(actor('lead', ['B']), open)).toBe('')
  })

  it('by nobody else, not even who made it', () => {
    expect(may(actor('e2'), { ...open, createdBy: 'e2' })).toBe('')
  })

  it('once it is completed: take it back within ten seconds, by the assignee alone', () => {
    expect(may(actor('e1', ['A']), completed)).toBe('undo')
    expect(may(actor('e1'), { ...completed, closedAt: before(10_001) })).toBe('')
    expect(may(actor('lead', ['A']), completed)).toBe('')
  })

  it('once it closed itself or was called off: nothing', () => {
    expect(may(actor('e1', ['A']), { ...completed, closedItself: true })).toBe('')
    expect(may(actor('e1', ['A']), { ...completed, state: 'cancelled' })).toBe('')
    expect(may(actor('e1', ['A']), { ...completed, closedAt: null })).toBe('')
  })
})
