import { describe, expect, it } from 'vitest'
import { branchCalendar, type KnownCalendar } from '../../server/domain/branch-calendar.ts'
import { startOfDay } from '../../server/domain/business-day.ts'
import { dayFigures, monthParts, paceOf } from '../../server/domain/day-figures.ts'
import { policyFinder } from '../../server/domain/policy.ts'
import { targetBook, type BookFacts, type KnownPolicy } from '../../server/domain/target-book.ts'
import { facts, version } from './made-up-book.ts'

const placed = (branchId: string, amount: number): KnownPolicy => version(branchId, { branchId, amount })
const [former, present] = [placed('former', 5), placed('present', 10)]

/** The days before the 8th, 5 of the 20 weekdays, were judged as told. */
const bookOf = (judged: KnownPolicy | null, versions = [former, present], changedAt: Date | null = null) =>
  targetBook(
    { ...facts, judged: (day) => (day < '2027-02-08' ? { version: judged, former: null } : undefined), changedAt },
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

describe('The days of the branch of then', () => {
  const monthly = version('bank', { amount: 40, per: 'month' })
  const closedOn = (...days: string[]): KnownCalendar => {
    const own = new Map(days.map((day) => [`2027-02-${day}`, { weight: 0, name: '虚构的盘点' }]))
    return () => branchCalendar(new Map(), own)
  }
  const [first, second] = [closedOn('02', '03', '15'), closedOn('04', '05')]
  /** In the first branch until the 3rd, in the second one until the 5th; the 8th and the 9th have closed in the branch of now. */
  const judged: BookFacts['judged'] = (day) => {
    if (day >= '2027-02-10') return undefined
    return { version: monthly, former: day < '2027-02-04' ? first : day < '2027-02-08' ? second : facts.calendar }
  }
  const bookOfThen = (more: Partial<BookFacts> = {}) =>
    targetBook(
      { ...facts, judged, ...more },
      policyFinder([monthly])({ id: 'e1', roles: ['teller'], branches: ['present'] }),
    )

  it('are those of its closed days, and a month has the weight of all of them', () => {
    const book = bookOfThen()
    expect(book.month('2027-02')).toMatchObject({ target: 40, weight: 16, standardWeight: 16 })
    expect(book.reason('2027-02-03')).toEqual({ kind: 'branch', name: '虚构的盘点' })
    expect(book.reason('2027-02-15')).toBeNull()
    expect(book.on('2027-02-05')).toMatchObject({ present: 0, target: 0, moved: false })
    expect(paceOf(book, '2027-02-10', 10)).toMatchObject({ even: 8, ahead: 2 })
  })

  it('are what the rest of the month was seen by from each of them', () => {
    const book = bookOfThen()
    const leftOn = (day: string) => book.on(`2027-02-${day}`).terms
    expect(leftOn('01')).toMatchObject({ weightLeft: 17 })
    expect(leftOn('04')).toMatchObject({ weightLeft: 15 })
    expect(leftOn('08')).toMatchObject({ weightLeft: 15 })
    expect(leftOn('10')).toMatchObject({ weightLeft: 13 })
  })

  it('are each of the branch that it was in: leave takes nothing of a day on which that one was closed', () => {
    const leave = {
      firstDay: '2027-02-02',
      firstHalf: 'morning',
      lastDay: '2027-02-03',
      lastHalf: 'afternoon',
    } as const
    const book = bookOfThen({
      leaves: [{ ...leave, enteredAt: new Date('2027-01-04T09:00:00+08:00'), cancelledAt: null }],
    })
    expect(book.on('2027-02-04').terms).toMatchObject({ kind: 'monthly', monthTarget: 40 })
    expect(book.on('2027-02-10').terms).toMatchObject({ kind: 'monthly', monthTarget: 40 })
  })
})
