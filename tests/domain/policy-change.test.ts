import { describe, expect, it } from 'vitest'
import { branchChains } from '../../server/domain/branch-tree.ts'
import { defaultParameters, type PolicySubject, type TargetPolicy } from '../../server/domain/policy.ts'
import { affectedBy, firstDayOf, policiesAfter, yearsTouched } from '../../server/domain/policy-change.ts'

const policy = (id: string, more: Partial<TargetPolicy> = {}): TargetPolicy => ({
  id,
  scope: 'branch',
  branchId: null,
  role: null,
  employeeId: null,
  validFrom: '2026-12-01',
  validTo: null,
  amount: 10,
  per: 'day',
  parameters: defaultParameters,
  ...more,
})
const bank = policy('bank', { validFrom: '2020-01-01' })
const teller = (id: string, branch = '2'): PolicySubject => ({ id, roles: ['teller'], branches: [branch, '1'] })
const lead: PolicySubject = { id: 'lead', roles: ['teller', 'lead'], branches: ['2', '1'] }
const everybody = [teller('a'), teller('b'), teller('c', '3'), lead]
const affected = (before: TargetPolicy[], after: TargetPolicy[], from = '2026-12-01') =>
  affectedBy(everybody, before, after, from).map(({ id }) => id)

describe('Whom a change touches', () => {
  it('is everybody for whom another version holds than would have', () => {
    expect(affected([bank], [bank, policy('new')])).toEqual(['a', 'b', 'c'])
    expect(affected([bank], [bank, policy('new', { branchId: '2' })])).toEqual(['a', 'b'])
    expect(affected([bank], [bank, policy('new', { scope: 'role', role: 'lead' })])).toEqual(['lead'])
    expect(affected([bank], [bank, policy('new', { scope: 'employee', employeeId: 'b' })])).toEqual(['b'])
  })

  it('is a lead too where the rules change that their own adds are judged by, though they have no target', () => {
    const shorter = { parameters: { ...defaultParameters, verificationWindowDays: 7 } }
    expect(affected([bank], [bank, policy('new', shorter)])).toEqual(['a', 'b', 'c', 'lead'])
    expect(affected([bank], [bank, policy('new', { ...shorter, scope: 'role', role: 'teller' })])).toContain('lead')
    expect(affected([bank], [bank, policy('new', { ...shorter, branchId: '3' })])).toEqual(['c'])
  })

  it('is no lead where only the amount or the daily cap changes, since neither is theirs', () => {
    const capped = policy('new', { amount: 5, parameters: { ...defaultParameters, dailyCap: 9 } })
    expect(affected([bank], [bank, capped])).toEqual(['a', 'b', 'c'])
  })

  it('leaves out who has a policy of their own', () => {
    const own = policy('own', { scope: 'employee', employeeId: 'a', validFrom: '2020-01-01' })
    expect(affected([bank, own], [bank, own, policy('new')])).toEqual(['b', 'c'])
  })

  it('takes in who is touched on a later day only, when their own policy ends', () => {
    const own = policy('own', { scope: 'employee', employeeId: 'a', validFrom: '2020-01-01', validTo: '2026-12-20' })
    expect(affected([bank, own], [bank, own, policy('new')])).toEqual(['a', 'b', 'c'])
  })

  it('takes in who has nothing left once a version ends, since the one before does not come back', () => {
    const short = policy('short', { branchId: '2', validTo: '2026-12-05' })
    const other = policy('other', { branchId: '2', validFrom: '2026-12-05' })
    expect(affected([bank, short], [bank, short, other])).toEqual(['a', 'b'])
  })

  it('is nobody where nothing changes from that day on', () => {
    expect(affected([bank], [bank])).toEqual([])
    expect(
      affected([bank, policy('old', { validTo: '2026-12-05' })], [bank, policy('old', { validTo: '2026-12-05' })]),
    ).toEqual([])
    const past = policy('past', { branchId: '3', validFrom: '2026-11-01', validTo: '2026-11-15' })
    expect(affected([bank], [bank, past], '2026-11-15')).toEqual([])
  })
})

describe('A change', () => {
  const planned = policy('planned', { validFrom: '2026-12-10' })
  const { id: _id, ...fresh } = policy('fresh', { validFrom: '2026-12-20' })

  it('adds and withdraws', () => {
    const after = policiesAfter([bank, planned], { versions: [fresh, fresh], withdrawals: ['planned'] })
    expect(after.map(({ id }) => id)).toEqual(['bank', 'new 0', 'new 1'])
  })

  it('is felt from its first day on, also when that is the day of what it withdraws', () => {
    expect(firstDayOf({ versions: [fresh], withdrawals: [] }, [bank, planned])).toBe('2026-12-20')
    expect(firstDayOf({ versions: [fresh], withdrawals: ['planned'] }, [bank, planned])).toBe('2026-12-10')
    expect(firstDayOf({ versions: [], withdrawals: [] }, [bank])).toBe('')
  })
})

describe('Branches from one upward', () => {
  const chain = branchChains([
    { id: '1', parentId: null },
    { id: '2', parentId: '1' },
    { id: '3', parentId: '2' },
    { id: 'x', parentId: 'y' },
    { id: 'y', parentId: 'x' },
  ])

  it('come nearest first; one that nobody knows stands alone, and a circle ends', () => {
    expect([chain('3'), chain('3'), chain('9'), chain('x')]).toEqual([
      ['3', '2', '1'],
      ['3', '2', '1'],
      ['9'],
      ['x', 'y'],
    ])
  })
})

describe('The years that a change touches', () => {
  const years = (validTo: string | null, weighed: string[]) =>
    yearsTouched({ versions: [policy('one', { validTo })], withdrawals: [] }, weighed)

  it('are those of a version that ends, to its last day, and those of the days that are weighed', () => {
    expect(years('2027-01-01', ['2026-12-01'])).toEqual([2026])
    expect(years('2027-01-02', ['2026-12-01'])).toEqual([2026, 2027])
    expect(years('2028-01-01', ['2026-12-01', '2028-01-04'])).toEqual([2026, 2027, 2028])
    expect(years(null, ['2026-12-01'])).toEqual([2026])
  })
})
