import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EmployeeActor } from '../../server/domain/employee.ts'
import { oversees, reviewDue, reviewMay, type OwnedAdd, type ReviewStanding } from '../../server/domain/review.ts'
import { weekdayWeight } from '../../server/domain/working-hours.ts'
import { added, at, Story, verified, type Fact } from './add-story.ts'

const someone = (id: string, more: Partial<EmployeeActor> = {}): EmployeeActor => ({
  kind: 'employee',
  id,
  name: id,
  branchId: 'A',
  roles: ['teller'],
  scope: [],
  locale: 'zh-CN',
  ...more,
})
const lead = (id: string): EmployeeActor => someone(id, { roles: ['teller', 'lead'], scope: ['A'] })
const operator = (id: string, branchId = 'head'): EmployeeActor =>
  someone(id, { roles: ['teller', 'operator'], branchId })

const add = { employeeId: 'e1', adderId: null, branchId: 'A' }
const open: ReviewStanding = { closedAt: null, outcome: null, proposedBy: null, decidedBy: null, appeal: null }
const proposed: ReviewStanding = { ...open, proposedBy: 'l1' }
const rejected: ReviewStanding = { ...proposed, closedAt: at(3), outcome: 'rejected', decidedBy: 'o1' }
const appealed: ReviewStanding = { ...rejected, appeal: 'waiting' }

const may = (actor: EmployeeActor, review: ReviewStanding, of: OwnedAdd = add): string =>
  Object.entries(reviewMay(actor, of, review))
    .filter(([, allowed]) => allowed)
    .map(([right]) => right)
    .join(' ')

describe('Who may do what about a review', () => {
  it.each([
    ['the employee, open', someone('e1'), open, 'explain'],
    ['a colleague, open', someone('e2'), open, ''],
    ['a lead, open', lead('l1'), open, 'accept propose'],
    ['an operator, open', operator('o1'), open, 'accept propose'],
    ['who proposed, proposed', lead('l1'), proposed, 'accept'],
    ['a second lead, proposed', lead('l2'), proposed, 'accept confirm'],
    ['the employee, rejected', someone('e1'), rejected, 'appeal'],
    ['a lead, rejected', lead('l2'), rejected, ''],
    ['the employee, appealed', someone('e1'), appealed, ''],
    ['who proposed, appealed', operator('l1'), appealed, ''],
    ['who confirmed, appealed', operator('o1'), appealed, ''],
    ['another operator, appealed', operator('o2'), appealed, 'decideAppeal'],
    ['an operator of the same branch, appealed', operator('o2', 'A'), appealed, ''],
    ['a lead, appealed', lead('l2'), appealed, ''],
  ])('%s', (_who, actor, review, allowed) => {
    expect(may(actor, review)).toBe(allowed)
  })

  it('decides nothing about an add of their own, nor one they made before a handover', () => {
    const boss = { ...lead('l1'), roles: ['teller', 'lead', 'operator'] } satisfies EmployeeActor
    for (const own of [
      { ...add, employeeId: 'l1' },
      { ...add, adderId: 'l1' },
    ]) {
      expect(oversees(boss, own)).toBe(false)
      expect(may(boss, appealed, own)).not.toContain('decideAppeal')
      expect(may(boss, open, own).replace('explain', '')).toBe('')
    }
  })
})

describe('The time for a decision', () => {
  const until = (opened: string, weight = weekdayWeight) =>
    reviewDue(new Date(`${opened}:00+08:00`), weight).toISOString()

  it('is five working days after the day it was opened, whatever the hour', () => {
    expect(until('2026-11-23T00:00')).toBe('2026-11-30T16:00:00.000Z')
    expect(until('2026-11-23T23:59')).toBe('2026-11-30T16:00:00.000Z')
    expect(until('2026-11-28T10:00')).toBe('2026-12-04T16:00:00.000Z')
  })

  it('passes over holidays, counts half days, and ends though the branch stays closed', () => {
    const golden = (day: string) => (day >= '2026-10-01' && day <= '2026-10-07' ? 0 : weekdayWeight(day))
    expect(until('2026-09-30T10:00', golden)).toBe('2026-10-14T16:00:00.000Z')
    expect(until('2026-11-23T10:00', (day) => weekdayWeight(day) / 2)).toBe('2026-11-30T16:00:00.000Z')
    expect(until('2026-11-23T10:00', () => 0)).toBe('2027-01-22T16:00:00.000Z')
  })
})

describe('A review among other facts', () => {
  const review = (openedAt: Date, closedAt: Date | null, outcome: 'accepted' | 'rejected' | null): Fact => ({
    kind: 'review',
    employee: 'e1',
    contact: 'C',
    review: { openedAt, closedAt, outcome },
  })

  it('gives no credit while it is open, whenever the contact verifies (I6)', () => {
    const day = fc.integer({ min: 1, max: 25 })
    fc.assert(
      fc.property(day, day, (openedOn, verifiedOn) => {
        const story = new Story().learn(at(1), added('e1', 'C', at(1, '08:00')))
        const facts = [
          { on: openedOn, fact: review(at(openedOn, '11:00'), null, null) },
          { on: verifiedOn, fact: verified('C', at(verifiedOn)) },
        ].toSorted((a, b) => a.on - b.on || (a.fact.kind === 'review' ? -1 : 1))
        for (const { on, fact } of facts) story.learn(at(on, '12:01'), fact)
        expect(story.verdict('e1', 'C')).toBe('held')
        expect(story.entries()).toHaveLength(verifiedOn < openedOn ? 1 : 0)
      }),
    )
  })

  it('that an appeal has undone leaves the ledger at what it would have been', () => {
    const day = fc.integer({ min: 3, max: 20 })
    fc.assert(
      fc.property(day, day, fc.integer({ min: 0, max: 9 }), (openedOn, verifiedOn, appealAfter) => {
        const rejectedAt = at(openedOn + 1)
        const upheldAt = at(openedOn + 2 + appealAfter)
        const story = new Story().learn(at(1), added('e1', 'C', at(1)))
        const learn = (on: Date, ...facts: Fact[]) => story.learn(on, ...facts)
        const isVerifiedBefore = verifiedOn <= openedOn
        if (isVerifiedBefore) learn(at(verifiedOn), verified('C', at(verifiedOn, '09:00')))
        learn(rejectedAt, review(at(openedOn, '10:00'), rejectedAt, 'rejected'))
        expect(story.verdict('e1', 'C')).toBe('void rejected')
        story.known.pop()
        learn(upheldAt, review(at(openedOn, '10:00'), upheldAt, 'accepted'))
        if (!isVerifiedBefore) learn(at(31), verified('C', at(verifiedOn, '09:00')))
        expect(story.verdict('e1', 'C')).toBe('effective')
        expect(story.ledger.reduce((sum, { amount }) => sum + amount, 0)).toBe(1)
        expect(story.ledger.at(-1)?.earnedDay ?? '').not.toBe('')
      }),
    )
  })
})
