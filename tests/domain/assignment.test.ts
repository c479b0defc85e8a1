import { describe, expect, it } from 'vitest'
import { dueChoices, onceIn, undoUntil, type AssignmentState } from '../../server/domain/assignment.ts'
import { hoursBy, weekdayWeight } from '../../server/domain/working-hours.ts'

const at = (moment: string): Date => new Date(`2026-11-${moment}:00+08:00`)
const one = (state: AssignmentState, finishedAt: Date | null) => ({ state, createdBy: 'e1', branchId: 'b', finishedAt })

describe('An assignment', () => {
  it('can be undone while it runs and for ten minutes more', () => {
    expect(undoUntil(one('running', null), at('23T10:00'))).toEqual(at('23T10:10'))
    expect(undoUntil(one('done', at('23T10:00')), at('23T10:10'))).toEqual(at('23T10:10'))
    expect(undoUntil(one('stopped', at('23T10:00')), at('23T10:11'))).toBeNull()
  })

  it('is undone once', () => {
    expect(undoUntil(one('undoing', at('23T10:00')), at('23T10:01'))).toBeNull()
    expect(undoUntil(one('undone', at('23T10:00')), at('23T10:01'))).toBeNull()
  })

  it('makes one open follow-up of a kind and title for a contact, of whichever lead; an employee one of their own', () => {
    expect(onceIn({ id: 'lead', scope: ['b'] })).toBe('*')
    expect(onceIn({ id: 'e1', scope: [] })).toBe('e1')
  })
})

describe('The due times that are offered', () => {
  const weekdays = hoursBy(weekdayWeight)

  it('are the end of working hours today while two hours are left, and of the next four working days', () => {
    const days = (now: Date) => dueChoices(now, weekdays)
    expect(days(at('26T16:00'))).toEqual([at('26T18:00'), at('27T18:00'), at('30T18:00'), ...december(1, 2)])
    expect(days(at('26T16:01'))).toEqual([at('27T18:00'), at('30T18:00'), ...december(1, 2)])
  })

  it('leave out today on a day off', () => {
    expect(dueChoices(at('28T09:00'), weekdays)[0]).toEqual(at('30T18:00'))
  })

  it('are noon on half a day', () => {
    const friday = (day: string) => (day === '2026-11-27' ? 0.5 : weekdayWeight(day))
    expect(dueChoices(at('27T10:00'), hoursBy(friday))[0]).toEqual(at('27T12:00'))
    expect(dueChoices(at('27T10:01'), hoursBy(friday))[0]).toEqual(at('30T18:00'))
  })

  it('are none where no day is open', () => {
    expect(dueChoices(at('26T16:00'), () => null)).toEqual([])
  })
})

const december = (...days: number[]): Date[] => days.map((day) => new Date(`2026-12-0${day}T18:00:00+08:00`))
