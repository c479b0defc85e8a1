import { describe, expect, it } from 'vitest'
import { dayWeight, daysIn, endOfMonth } from '../../server/domain/calendar.ts'
import { daySentence, monthSentence } from '../../server/domain/my-day-words.ts'
import { defaultParameters, policyFinder, type TargetPolicy } from '../../server/domain/policy.ts'
import {
  askedOn,
  closedTarget,
  evenUntil,
  expectedYield,
  projected,
  type Amount,
  type TargetDay,
} from '../../server/domain/target.ts'

describe("A day's weight", () => {
  it('14: an adjusted working Saturday weighs what the branch and the leave say of it', () => {
    expect(dayWeight('2026-10-10', { official: 1, branch: 0 })).toBe(0)
    expect(dayWeight('2026-10-10', { official: 1, branch: 1 })).toBe(1)
    expect(dayWeight('2026-10-10', { official: 1, branch: 1, leave: 0 })).toBe(0)
    expect(dayWeight('2026-10-11', { official: null, leave: 0.5 })).toBe(0)
  })

  it('15: a closed day keeps its target, and the correction stands beside it', () => {
    expect(closedTarget(12, 0)).toEqual({ target: 12, correction: 0 })
    expect(closedTarget(12, 12)).toEqual({ target: 12, correction: null })
  })

  it('knows the days of a month, December too', () => {
    expect(daysIn('2026-12-01', endOfMonth('2026-12-15'))).toHaveLength(31)
    expect(daysIn('2028-02-01', endOfMonth('2028-02-29')).at(-1)).toBe('2028-02-29')
  })
})

describe('The policy that holds', () => {
  const policy = (id: string, more: Partial<TargetPolicy>): TargetPolicy => ({
    id,
    scope: 'branch',
    branchId: null,
    role: null,
    employeeId: null,
    validFrom: '2026-01-01',
    validTo: null,
    per: 'day',
    amount: 12,
    parameters: defaultParameters,
    ...more,
  })
  const teller = { id: 'e1', roles: ['teller' as const], branches: ['near', 'bank'] }
  const all = [
    policy('everybody', {}),
    policy('bank', { branchId: 'bank' }),
    policy('near', { branchId: 'near', validTo: '2026-06-01' }),
    policy('tellers', { scope: 'role', role: 'teller', branchId: 'bank', validFrom: '2026-03-01' }),
    policy('own', { scope: 'employee', employeeId: 'e1', validFrom: '2026-09-01', validTo: '2026-10-01' }),
  ]

  const find = policyFinder(all)

  it('is the most specific one valid on that day', () => {
    expect(find(teller)('2026-09-15')?.id).toBe('own')
    expect(find(teller)('2026-10-01')?.id).toBe('tellers')
    expect(find(teller)('2026-02-01')?.id).toBe('near')
    expect(find({ ...teller, branches: ['far', 'bank'] })('2026-02-01')?.id).toBe('bank')
    expect(find({ ...teller, branches: [] })('2026-02-01')?.id).toBe('everybody')
    expect(find(teller)('2025-12-31')).toBeNull()
  })

  it('is ended by the next version of its scope and does not come back after it', () => {
    const bounded = policy('bounded', { branchId: 'near', validFrom: '2026-04-01', validTo: '2026-05-01' })
    const versions = policyFinder([policy('bank', { branchId: 'bank' }), policy('near', { branchId: 'near' }), bounded])
    const at = versions({ ...teller, roles: ['accountManager'] })
    expect(['2026-03-31', '2026-04-30', '2026-05-01'].map((day) => at(day)?.id)).toEqual(['near', 'bounded', 'bank'])
  })

  it('is the same in whatever order the versions are given', () => {
    const versions = ['2026-01-01', '2026-03-01', '2026-05-01'].map((validFrom) => policy(validFrom, { validFrom }))
    for (const given of [versions, versions.toReversed()])
      expect(policyFinder(given)(teller)('2026-04-01')?.id).toBe('2026-03-01')
  })

  it('gives an operator a target only where it names them', () => {
    const operator = { ...teller, roles: ['teller' as const, 'operator' as const] }
    const named = policy('operators', { scope: 'role', role: 'operator' })
    expect(find(operator)('2026-02-01')).toBeNull()
    expect(policyFinder([...all, named])(operator)('2026-02-01')?.id).toBe('operators')
  })

  it('gives a lead a target only where it names them', () => {
    const lead = { ...teller, roles: ['teller' as const, 'lead' as const] }
    expect(find(lead)('2026-02-01')).toBeNull()
    expect(find(lead)('2026-03-15')).toBeNull()
    expect(find(lead)('2026-09-15')?.id).toBe('own')
  })

  it("judges a lead's adds by the version that names leads, and else by the one that holds for everybody there", () => {
    const lead = { ...teller, roles: ['teller' as const, 'lead' as const] }
    const leads = policy('leads', { scope: 'role', role: 'lead', validFrom: '2026-05-01', validTo: '2026-06-01' })
    const rules = policyFinder([...all, leads])(lead, 'rules')
    const days = ['2026-02-01', '2026-04-30', '2026-05-01', '2026-06-01', '2026-09-15']
    expect(days.map((day) => rules(day)?.id)).toEqual(['near', 'tellers', 'leads', 'tellers', 'own'])
    expect(find(teller, 'rules')('2026-02-01')?.id).toBe(find(teller)('2026-02-01')?.id)
  })
})

describe('What an even pace asks for', () => {
  const days: TargetDay[] = ['2027-02-01', '2027-02-02', '2027-02-03'].map((day) => ({
    day,
    weight: 1,
    standard: 1,
    policy: null,
  }))
  const daily: Amount = { amount: 4, per: 'day', dailyCap: null }
  const monthly: Amount = { amount: 30, per: 'month', dailyCap: null }

  it('is the part of the month before the day, and nothing where no policy names the employee', () => {
    expect(evenUntil(days, '2027-02-03')).toBeNull()
    expect(evenUntil(under(daily, null, null), '2027-02-03')).toBe(4)
    expect(evenUntil(under(monthly, monthly, monthly), '2027-02-03')).toBe(20)
  })

  it('is, for one day, its daily amount or its part of the monthly one', () => {
    const month = under(daily, monthly, null)
    expect(month.map((day) => askedOn(day, month))).toEqual([4, 10, 0])
  })

  function under(...policies: (Amount | null)[]): TargetDay[] {
    return days.map((day, index) => ({ ...day, policy: policies[index] ?? null }))
  }
})

describe('What is likely to come', () => {
  it('is the awaiting ones by the own rate, and nothing under 10 cases', () => {
    expect(expectedYield(3, { decided: 10, effective: 6 })).toBe(2)
    expect(expectedYield(3, { decided: 9, effective: 9 })).toBeNull()
  })

  it('is the pace of the month after its first days, never less than what is there', () => {
    expect(projected(96, 14, 21.5)).toBe(147)
    expect(projected(5, 2, 20)).toBeNull()
    expect(projected(5, 3, 20)).toBe(33)
    expect(projected(-2, 10, 20)).toBe(-2)
  })
})

describe('The sentences of the day', () => {
  const day = { isToday: true, workingDay: true, target: 12, effective: 7, gained: 7, lost: 0 }

  it('say what is missing, that it is met, or that it is a day off', () => {
    expect(daySentence(day, 'zh-CN')).toBe('还差 5 位')
    expect(daySentence(day, 'en')).toBe('5 to go')
    expect(daySentence({ ...day, effective: 12, gained: 12 }, 'zh-CN')).toBe('今天已达标')
    expect(daySentence({ ...day, workingDay: false, target: 0, effective: 0 }, 'zh-CN')).toBe('今天休息，没有目标')
    expect(daySentence({ ...day, target: null }, 'en')).toBe('7 effective, no target set')
  })

  it('tell new and lost apart', () => {
    expect(daySentence({ ...day, effective: -1, gained: 0, lost: 1 }, 'zh-CN')).toBe('还差 13 位（新增 0，减少 1）')
    expect(daySentence({ ...day, effective: -1, gained: 0, lost: 1 }, 'en')).toBe('13 to go (0 new, 1 lost)')
  })

  it('tell what awaits and where the month stands', () => {
    const month = { awaiting: 3, expected: 2, target: 150, effective: 96, pace: { even: 91, ahead: 5, projected: 148 } }
    expect(monthSentence(month, 'zh-CN')).toBe(
      '3 位待认证，按你的认证率大约会来 2 位。本月 96 / 150，比均匀进度多 5；按现在的节奏月底 148。',
    )
    expect(monthSentence({ ...month, awaiting: 0, target: null, pace: null }, 'en')).toBe('This month 96.')
  })
})
