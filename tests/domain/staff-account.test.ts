import { describe, expect, it } from 'vitest'
import { isBankAccount, staffPeople } from '../../server/domain/staff-account.ts'

const names = ['示例银行', '示例银行总行', '']
const wecom = (corpName: string | null, corpFullName: string | null = null) => ({
  kind: 'wecom' as const,
  corpName,
  corpFullName,
})

describe("A WeCom account of the bank's own company", () => {
  it.each([
    ['short name', wecom('示例银行')],
    ['name in full', wecom('示例', '示例银行总行')],
    ['name in other letters and spaces', wecom(' 示例 银行 ')],
  ])('is told by its %s', (_what, account) => {
    expect(isBankAccount(account, names)).toBe(true)
  })

  it.each([
    ['somebody of another company', wecom('示例商贸公司', '示例商贸有限公司')],
    ['somebody of a company whose name only begins like it', wecom('示例银行用品商店')],
    ['somebody of a company without a name', wecom('', null)],
    ['somebody in WeChat', { kind: 'wechat' as const, corpName: '示例银行', corpFullName: null }],
  ])('is not %s', (_who, account) => {
    expect(isBankAccount(account, names)).toBe(false)
  })
})

const day = (number: number): Date => new Date(`2026-11-${String(number).padStart(2, '0')}T12:00:00+08:00`)
const answer = (contactId: string, decidedAt: Date, more: object = {}) => ({
  contactId,
  requestId: `request of ${contactId}`,
  version: 1,
  outcome: 'verified' as const,
  subject: 'P' as string | null,
  isEmployee: false as boolean | null,
  decidedAt,
  ...more,
})
const people = (results: ReturnType<typeof answer>[], accounts: string[] = []) => [
  ...staffPeople(results, new Set(accounts)),
]

describe('A person who is bank staff', () => {
  it('is whom the provider calls so, through every account of theirs', () => {
    const results = [
      answer('C1', day(1), { isEmployee: true }),
      answer('C2', day(5)),
      answer('C3', day(2), { subject: 'Q' }),
    ]
    expect(people(results)).toEqual([
      ['C1', day(1)],
      ['C2', day(5)],
    ])
  })

  it("is who was verified through one of the bank's own accounts, from then on", () => {
    const results = [answer('C1', day(1)), answer('own', day(4))]
    expect(people(results, ['own'])).toEqual([
      ['C1', day(4)],
      ['own', day(4)],
    ])
    expect(people(results)).toEqual([])
  })

  it('is told by the first answer that says so, and of each contact by its first', () => {
    const results = [
      answer('C1', day(6), { requestId: 'later', isEmployee: true }),
      answer('C1', day(3), { isEmployee: true }),
    ]
    expect(people(results)).toEqual([['C1', day(3)]])
  })

  it('is told by the highest version of each answer', () => {
    const saying = answer('C1', day(1), { isEmployee: true })
    const corrected = answer('C1', day(2), { version: 2 })
    expect(people([saying, corrected])).toEqual([])
    expect(people([corrected, saying])).toEqual([])
  })

  it('is nobody whose answer names no person', () => {
    expect(people([answer('C1', day(1), { subject: null, isEmployee: true })])).toEqual([])
  })
})
