import { describe, expect, it } from 'vitest'
import { defaultParameters, scopeKey, type PolicyVersion } from '../../server/domain/policy.ts'
import { faultsOf, lastDayOf, type PolicyGround } from '../../server/domain/policy-rules.ts'

const version = (more: Partial<PolicyVersion> = {}): PolicyVersion => ({
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
const rules = (more: Partial<PolicyVersion['parameters']>) => ({ parameters: { ...defaultParameters, ...more } })

const ground = (others: PolicyVersion[] = [], more: Partial<PolicyGround> = {}): PolicyGround => ({
  firstOpenDay: '2026-11-23',
  branches: new Set(['2']),
  employees: new Map([
    ['made-up', { state: 'active' }],
    ['away', { state: 'disabled' }],
    ['gone', { state: 'left' }],
  ]),
  neighbours: (own) => others.filter((other) => scopeKey(other) === scopeKey(own)),
  hasWorkingDay: () => true,
  ...more,
})
const told = (own: PolicyVersion, others: PolicyVersion[] = [], more: Partial<PolicyGround> = {}) =>
  faultsOf(own, ground(others, more)).map(({ code, field }) => `${code} ${field}`)

describe('A version may be added', () => {
  it.each([
    ['for the whole bank', {}],
    ['for a branch', { branchId: '2' }],
    ['for a role everywhere', { scope: 'role', role: 'lead' }],
    ['for a role in a branch', { scope: 'role', role: 'operator', branchId: '2' }],
    ['for an employee', { scope: 'employee', employeeId: 'made-up' }],
    ['for an employee whose account is off for now', { scope: 'employee', employeeId: 'away' }],
    [
      'with the least of everything',
      { amount: 0, ...rules({ verificationWindowDays: 1, retentionDays: 0, dailyCap: 1 }) },
    ],
    [
      'with the most of everything',
      { amount: 500, ...rules({ verificationWindowDays: 180, retentionDays: 90, dailyCap: 500 }) },
    ],
    ['from the first day that is still open', { validFrom: '2026-11-23' }],
    ['for a single day', { validTo: '2026-12-02' }],
  ] as [string, Partial<PolicyVersion>][])('%s', (_what, more) => {
    expect(told(version(more))).toEqual([])
  })

  it('before a planned one, which then ends it', () => {
    expect(told(version(), [version({ validFrom: '2026-12-05' })])).toEqual([])
  })

  it('up to the day on which a planned one begins', () => {
    expect(told(version({ validTo: '2026-12-05' }), [version({ validFrom: '2026-12-05' })])).toEqual([])
  })

  it('within one that has begun, and on a day on which one of another scope begins', () => {
    const others = [version({ validFrom: '2020-01-01' }), version({ branchId: '2' })]
    expect(told(version({ validTo: '2026-12-31' }), others)).toEqual([])
  })
})

describe('What speaks against a version', () => {
  it.each([
    [{ role: 'teller' }, 'policy/scope role'],
    [{ scope: 'role' }, 'policy/scope role'],
    [{ employeeId: 'made-up' }, 'policy/scope employeeId'],
    [{ scope: 'role', role: 'teller', employeeId: 'made-up' }, 'policy/scope employeeId'],
    [{ scope: 'employee' }, 'policy/scope employeeId'],
    [{ scope: 'employee', employeeId: 'made-up', branchId: '2' }, 'policy/scope branchId'],
    [{ scope: 'employee', employeeId: 'made-up', role: 'teller' }, 'policy/scope role'],
    [{ scope: 'role', role: 'guard' }, 'policy/unknown-role role'],
    [{ branchId: '99' }, 'policy/unknown-branch branchId'],
    [{ scope: 'employee', employeeId: 'nobody' }, 'policy/unknown-employee employeeId'],
    [{ scope: 'employee', employeeId: 'gone' }, 'policy/employee-left employeeId'],
    [{ amount: 0.5 }, 'policy/amount amount'],
    [{ amount: -1 }, 'policy/amount amount'],
    [{ amount: 501 }, 'policy/amount amount'],
    [rules({ verificationWindowDays: 0 }), 'policy/window verificationWindowDays'],
    [rules({ verificationWindowDays: 181 }), 'policy/window verificationWindowDays'],
    [rules({ retentionDays: -1 }), 'policy/retention retentionDays'],
    [rules({ retentionDays: 91 }), 'policy/retention retentionDays'],
    [rules({ dailyCap: 0 }), 'policy/daily-cap dailyCap'],
    [rules({ dailyCap: 501 }), 'policy/daily-cap dailyCap'],
    [{ validFrom: '2026-11-22' }, 'policy/begins-closed validFrom'],
    [{ validTo: '2026-12-01' }, 'policy/ends-before-begin validTo'],
    [{ validTo: '2026-11-30' }, 'policy/ends-before-begin validTo'],
  ] as [Partial<PolicyVersion>, string][])('%j: %s', (more, fault) => {
    expect(told(version(more))).toEqual([fault])
  })

  it('everything at once, but neighbours only of a version that is right in itself', () => {
    const wrong = version({ branchId: '99', amount: 900, validFrom: '2026-11-01' })
    expect(told(wrong, [{ ...wrong }])).toEqual([
      'policy/unknown-branch branchId',
      'policy/amount amount',
      'policy/begins-closed validFrom',
    ])
  })

  it('no working day, where it ends', () => {
    const none = { hasWorkingDay: () => false }
    expect(told(version({ validTo: '2026-12-03' }), [], none)).toEqual(['policy/no-working-day validTo'])
    expect(told(version(), [], none)).toEqual([])
  })

  it('another of its scope on the same day', () => {
    expect(faultsOf(version(), ground([version({ amount: 3 })]))).toEqual([
      { code: 'policy/contradicts', field: 'validFrom', facts: { day: '2026-12-01' } },
    ])
  })

  it('a planned one it would reach into, of several the first', () => {
    const others = [version({ validFrom: '2026-12-20' }), version({ validFrom: '2026-12-10' })]
    const [fault] = faultsOf(version({ validTo: '2026-12-31' }), ground(others))
    expect(fault).toEqual({ code: 'policy/overlaps', field: 'validTo', facts: { day: '2026-12-10' } })
  })

  it.each([
    [{ scope: 'role', role: 'guard' }, { role: 'guard' }],
    [{ branchId: '99' }, { branch: '99' }],
    [{ scope: 'employee', employeeId: 'nobody' }, { employee: 'nobody' }],
    [{ scope: 'employee', employeeId: 'gone' }, { employee: 'gone' }],
  ] as [Partial<PolicyVersion>, object][])('says whom or what it does not know: %j', (more, facts) => {
    expect(faultsOf(version(more), ground())[0]?.facts).toEqual(facts)
  })

  it('says from which day on it could begin, and how much is the most', () => {
    expect(faultsOf(version({ validFrom: '2026-11-01' }), ground())[0]?.facts).toEqual({ day: '2026-11-23' })
    expect(faultsOf(version({ amount: 501 }), ground())[0]?.facts).toEqual({ most: 500 })
  })
})

describe('The last day of a version', () => {
  it('is the one before its end, or none', () => {
    expect([lastDayOf({ validTo: '2027-01-01' }), lastDayOf({ validTo: null })]).toEqual(['2026-12-31', null])
  })
})
