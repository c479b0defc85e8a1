import { describe, expect, it } from 'vitest'
import { branchAt } from '../../server/domain/branch-stay.ts'

const at = (day: number): Date => new Date(`2026-11-0${day}T12:00:00+08:00`)
const stay = (branchId: string, day: number) => ({ branchId, from: at(day) })

describe('The branch of an employee at a moment', () => {
  it('is the one of the last move until then, the moment of a move included', () => {
    const stays = [stay('C', 7), stay('A', 1), stay('B', 4)]
    expect([1, 3, 4, 6, 7, 9].map((day) => branchAt(stays, at(day)))).toEqual(['A', 'A', 'B', 'B', 'C', 'C'])
  })

  it('is the first one known for all the time before', () => {
    expect(branchAt([stay('B', 4), stay('A', 3)], at(1))).toBe('A')
  })

  it('is the one with the larger id of two moves at one moment, in whatever order they are known', () => {
    expect(branchAt([stay('B', 4), stay('A', 4)], at(5))).toBe('B')
    expect(branchAt([stay('A', 4), stay('B', 4)], at(5))).toBe('B')
  })

  it('is none where nothing is known', () => {
    expect(branchAt([], at(5))).toBe('')
  })
})
