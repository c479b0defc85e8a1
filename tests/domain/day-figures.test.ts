import { describe, expect, it } from 'vitest'
import { dayFigures, monthParts, paceOf, workedDays, workingDaysLeft } from '../../server/domain/day-figures.ts'
import { policyFinder } from '../../server/domain/policy.ts'
import { targetBook, type KnownPolicy } from '../../server/domain/target-book.ts'
import { facts, version } from './made-up-book.ts'

/** Somebody who joined on the 1st has no target in the first week. */
const bookOf = (versions: KnownPolicy[], joined: string | null = null) =>
  targetBook(
    { ...facts, employment: { joined, left: null } },
    policyFinder(versions)({ id: 'e1', roles: ['teller'], branches: [] }),
  )
const book = bookOf([version('v1')])
const sum = { gained: 3, lost: 1 }
const frozen = { gained: 5, lost: 2, weight: 1, target: 8 }

describe('The figures of a day', () => {
  it('are, while it is open, what the ledger has and what is asked of it', () => {
    expect(dayFigures(book, '2027-02-10', sum, null)).toEqual({
      day: '2027-02-10',
      workingDay: true,
      target: 10,
      effective: 2,
      gained: 3,
      lost: 1,
      closed: false,
      correction: null,
    })
    expect(dayFigures(book, '2027-02-13', sum, null)).toMatchObject({ workingDay: false, target: 0 })
  })

  it('are, once it has closed, what was frozen, with what would be asked today beside it', () => {
    expect(dayFigures(book, '2027-02-09', sum, frozen)).toEqual({
      day: '2027-02-09',
      workingDay: true,
      target: 8,
      effective: 3,
      gained: 5,
      lost: 2,
      closed: true,
      correction: 10,
    })
  })

  it('are of a working day where the ramp alone made it weigh nothing, and of none on a day off', () => {
    const off = { ...frozen, weight: 0, target: 0 }
    const joiner = bookOf([version('v1')], '2027-02-01')
    expect(dayFigures(joiner, '2027-02-03', sum, off).workingDay).toBe(true)
    expect(dayFigures(joiner, '2027-02-06', sum, off).workingDay).toBe(false)
    expect(dayFigures(book, '2027-02-03', sum, off).workingDay).toBe(false)
    expect(dayFigures(book, '2027-02-06', sum, off).workingDay).toBe(false)
  })
})

describe('The pace of a month', () => {
  it('is told against the even one, and nowhere without a target', () => {
    expect(paceOf(book, '2027-02-10', 75)).toEqual({ even: 70, ahead: 5, projected: 188 })
    expect(paceOf(bookOf([]), '2027-02-10', 75)).toBeNull()
  })

  it('counts working days up to and with the day, all, and those after it', () => {
    expect(workedDays(book, '2027-02-10')).toEqual({ elapsed: 8, total: 20 })
    expect(workingDaysLeft(book, '2027-02-10')).toBe(12)
  })
})

describe("A month's target", () => {
  it('is made of what each version asks for on its days', () => {
    const parts = monthParts(
      bookOf([
        version('daily', { validTo: '2027-02-08' }),
        version('monthly', { amount: 40, per: 'month', validFrom: '2027-02-15' }),
      ]),
      '2027-02',
    )
    expect(parts.map(({ version: { id }, weight, asks }) => [id, weight, asks])).toEqual([
      ['daily', 5, 50],
      ['monthly', 10, 20],
    ])
  })
})
