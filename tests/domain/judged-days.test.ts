import { describe, expect, it } from 'vitest'
import { branchCalendar } from '../../server/domain/branch-calendar.ts'
import { startOfDay, type BusinessDay } from '../../server/domain/business-day.ts'
import { dayFigures, monthParts } from '../../server/domain/day-figures.ts'
import { defaultParameters, policyFinder } from '../../server/domain/policy.ts'
import { targetBook, type KnownPolicy } from '../../server/domain/target-book.ts'

const version = (branchId: string, amount: number, more: Partial<KnownPolicy> = {}): KnownPolicy => ({
  id: branchId,
  scope: 'branch',
  branchId,
  role: null,
  employeeId: null,
  validFrom: '2027-01-01',
  validTo: null,
  amount,
  per: 'day',
  parameters: defaultParameters,
  ...more,
})
const [former, present] = [version('former', 5), version('present', 10)]

/** February 2027 has 20 weekdays, of which 5 come before the 8th; it is noon of the 10th, and the days before the 8th were judged as told. */
const bookOf = (judged: KnownPolicy | null, versions = [former, present], changedAt: Date | null = null) =>
  targetBook(
    {
      employment: { joined: null, left: null },
      countsFrom: null,
      calendar: () => branchCalendar(new Map(), new Map()),
      leaves: [],
      earned: [],
      judged: (day: BusinessDay) => (day < '2027-02-08' ? judged : undefined),
      changedAt,
      asOf: new Date('2027-02-10T12:00:00+08:00'),
    },
    policyFinder(versions)({ id: 'e1', roles: ['teller'], branches: ['present'] }),
  )

describe('The month of somebody who has moved', () => {
  it('asks on closed days for what the branch of then asked, and on the others for what the branch of now asks', () => {
    const book = bookOf(former)
    expect(book.month('2027-02').target).toBe(5 * 5 + 15 * 10)
    expect(book.on('2027-02-05')).toMatchObject({ target: 5, policyId: 'former', moved: true })
    expect(book.on('2027-02-08')).toMatchObject({ target: 10, policyId: 'present', moved: false })
    expect(monthParts(book, '2027-02').map(({ version: { id }, asks }) => [id, asks])).toEqual([
      ['former', 25],
      ['present', 150],
    ])
  })

  it('asks for nothing on days on which no version named them, though one would now', () => {
    const book = bookOf(null)
    expect(book.on('2027-02-05')).toMatchObject({ target: null, policyId: null, moved: true })
    expect(book.month('2027-02').target).toBe(150)
  })

  it('calls no closed day another than it was judged by, unless they are named by the same version still', () => {
    const frozen = { gained: 0, lost: 0, weight: 1, target: 4 }
    const on = (book: ReturnType<typeof bookOf>) => dayFigures(book, '2027-02-05', { gained: 0, lost: 0 }, frozen)
    expect(on(bookOf(former))).toMatchObject({ target: 4, correction: null })
    expect(on(bookOf(present))).toMatchObject({ target: 4, correction: 10 })
  })

  it('takes a day as it was known at its beginning: a version that came later judges days after it only', () => {
    const later = {
      ...former,
      validFrom: '2027-02-04',
      createdAt: new Date(startOfDay('2027-02-03').getTime() + 60_000),
    }
    const monthly = { ...present, amount: 40, per: 'month' as const }
    const book = bookOf(later, [later, monthly], new Date('2027-02-03T12:00:00+08:00'))
    expect(book.on('2027-02-02').terms).toMatchObject({ kind: 'monthly', monthTarget: 40 })
  })
})
