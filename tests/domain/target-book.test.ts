import { describe, expect, it } from 'vitest'
import { branchCalendar, knownCalendar, type DayEntry, type KnownEntry } from '../../server/domain/branch-calendar.ts'
import { startOfDay } from '../../server/domain/business-day.ts'
import { policyFinder } from '../../server/domain/policy.ts'
import { targetBook, type BookFacts, type KnownPolicy } from '../../server/domain/target-book.ts'
import { facts, version } from './made-up-book.ts'

const morningOf = (day: string): Date => new Date(startOfDay(day).getTime() + 8 * 3_600_000)
const subject = { id: 'e1', roles: ['teller' as const], branches: ['branch'] }

const bookOf = (more: Partial<BookFacts> = {}, versions: readonly KnownPolicy[] = [version('bank')]) =>
  targetBook({ ...facts, ...more }, policyFinder(versions)(subject))

const entry = (weight: number, name: string): DayEntry => ({ weight, name })
const away = (more: object = {}) => ({
  firstDay: '2027-02-17',
  firstHalf: 'morning' as const,
  lastDay: '2027-02-18',
  lastHalf: 'afternoon' as const,
  enteredAt: morningOf('2027-02-10'),
  cancelledAt: null,
  ...more,
})

describe('Why a day is no ordinary one', () => {
  it('is nothing on a working day and the weekend on a Saturday', () => {
    const book = bookOf()
    expect(book.reason('2027-02-12')).toBeNull()
    expect(book.reason('2027-02-13')).toEqual({ kind: 'weekend', name: '' })
  })

  it('is the holiday or the adjusted working day by its name, and nothing where the calendar only confirms the weekday', () => {
    const calendar = new Map([
      ['2027-02-08', entry(0, '春节')],
      ['2027-02-13', entry(1, '春节调休')],
      ['2027-02-09', entry(1, '工作日')],
      ['2027-02-14', entry(0, '周末')],
    ])
    const book = bookOf({ calendar: () => branchCalendar(calendar, new Map()) })
    expect(book.reason('2027-02-08')).toEqual({ kind: 'holiday', name: '春节' })
    expect(book.reason('2027-02-13')).toEqual({ kind: 'adjusted', name: '春节调休' })
    expect(book.reason('2027-02-09')).toBeNull()
    expect(book.reason('2027-02-14')).toEqual({ kind: 'weekend', name: '' })
  })

  it("is the branch's own day before the calendar's", () => {
    const branchDays = new Map([
      ['2027-02-08', entry(0.5, '搬迁')],
      ['2027-02-09', entry(1, '照常')],
    ])
    const calendar = new Map([
      ['2027-02-08', entry(0, '春节')],
      ['2027-02-09', entry(0, '春节')],
    ])
    const book = bookOf({ calendar: () => branchCalendar(calendar, branchDays) })
    expect(book.reason('2027-02-08')).toEqual({ kind: 'branch', name: '搬迁' })
    expect(book.reason('2027-02-09')).toBeNull()
  })

  it('is the leave on a day that the employee would have worked', () => {
    const book = bookOf({ leaves: [away({ lastDay: '2027-02-20' })] })
    expect(book.reason('2027-02-17')).toEqual({ kind: 'leave', name: '' })
    expect(book.reason('2027-02-20')).toEqual({ kind: 'weekend', name: '' })
  })

  it('is that they had not joined yet, or have left, before anything else', () => {
    const employment = { joined: '2027-02-03', left: '2027-02-24' }
    const book = bookOf({ employment, leaves: [away({ firstDay: '2027-02-01', lastDay: '2027-02-28' })] })
    expect(book.reason('2027-02-02')).toEqual({ kind: 'not-joined', name: '' })
    expect(book.reason('2027-02-03')).toEqual({ kind: 'leave', name: '' })
    expect(book.reason('2027-02-23')).toEqual({ kind: 'leave', name: '' })
    expect(book.reason('2027-02-24')).toEqual({ kind: 'left', name: '' })
  })

  it('is no employment where they are open at one end', () => {
    expect(bookOf({ employment: { joined: '2027-02-03', left: null } }).reason('2027-02-24')).toBeNull()
    expect(bookOf({ employment: { joined: null, left: '2027-02-24' } }).reason('2027-02-03')).toBeNull()
  })
})

describe('Before the go-live day', () => {
  const monthly = version('bank', { amount: 200, per: 'month' })
  const book = bookOf({ countsFrom: '2027-02-15' }, [monthly])

  it('nothing is asked, and it says why', () => {
    expect(book.on('2027-02-12')).toMatchObject({ weight: 0, target: 0 })
    expect(book.reason('2027-02-12')).toEqual({ kind: 'before-counting', name: '' })
    expect(book.reason('2027-02-15')).toBeNull()
  })

  it('the month asks for its share from then on only', () => {
    expect(book.month('2027-02')).toMatchObject({ target: 100, weight: 10, standardWeight: 20 })
  })
})

describe("A day's page of the book", () => {
  it('names the version that asks, and none where no version holds', () => {
    const book = bookOf({}, [version('v1', { validFrom: '2027-02-10' })])
    expect(book.on('2027-02-10')).toMatchObject({ policyId: 'v1', version: { id: 'v1' }, target: 10, present: 1 })
    expect(book.on('2027-02-09')).toMatchObject({ policyId: null, version: null, target: null })
  })

  it('tells what the employee works, and how much of that the ramp leaves', () => {
    const book = bookOf({ employment: { joined: '2027-02-01', left: null }, leaves: [away({ lastHalf: 'morning' })] })
    expect(book.on('2027-02-10')).toMatchObject({ present: 1, weight: 0.5, standard: 1 })
    expect(book.on('2027-02-18')).toMatchObject({ present: 0.5, weight: 0.25, standard: 1 })
  })
})

describe('A monthly amount', () => {
  const monthly = version('monthly', { amount: 100, per: 'month' })
  const earned = [{ month: '2027-02', recordedDay: '2027-02-09', amount: 40 }]

  it('asks of a day ahead what would be left if nothing more were earned until then', () => {
    const book = bookOf({ earned }, [monthly])
    expect(book.on('2027-02-15').target).toBe(5)
    expect(book.on('2027-03-01').target).toBe(5)
  })

  it('is spread over the days on which it holds, in halves where half a day is worked, up to the cap', () => {
    const book = bookOf({ leaves: [away({ firstDay: '2027-02-10', lastDay: '2027-02-10', lastHalf: 'morning' })] }, [
      version('monthly', { amount: 100, per: 'month', validTo: '2027-02-13' }),
    ])
    expect(book.on('2027-02-10')).toMatchObject({
      target: 5,
      terms: { kind: 'monthly', monthTarget: 48, remaining: 48, weightLeft: 2.5, cap: 5, capped: true },
    })
    expect(book.month('2027-02')).toMatchObject({ target: 48, weight: 19.5, standardWeight: 20 })
  })

  it('reaches the cap without being held down by it', () => {
    const terms = bookOf({ earned: [{ month: '2027-02', recordedDay: '2027-02-09', amount: -30 }] }, [monthly]).on(
      '2027-02-10',
    ).terms
    expect(terms).toMatchObject({ remaining: 130, weightLeft: 13, cap: 10, capped: false })
  })

  it('of a cancelled leave is what it was without it', () => {
    const book = bookOf({ leaves: [away({ cancelledAt: morningOf('2027-02-10') })] }, [monthly])
    expect(book.reason('2027-02-17')).toBeNull()
    expect(book.on('2027-02-17').present).toBe(1)
    expect([book.month('2027-02').target, book.month('2027-03').target]).toEqual([100, 100])
  })
})

describe('What was known when a day began', () => {
  const monthly = version('monthly', { amount: 100, per: 'month' })
  const midnight = startOfDay('2027-02-10')

  it('is all that was entered before its midnight, to the last second', () => {
    const lastSecond = new Date(midnight.getTime() - 1_000)
    const targetWhen = (enteredAt: Date) =>
      bookOf({ leaves: [away({ enteredAt })], changedAt: enteredAt }, [monthly]).on('2027-02-10').target
    expect(bookOf({}, [monthly]).on('2027-02-10').target).toBe(8)
    expect(targetWhen(lastSecond)).toBe(9)
    expect(targetWhen(midnight)).toBe(8)
  })

  it('is all that had been entered by then, though something else changes afterwards', () => {
    const leaves = [away({ enteredAt: morningOf('2027-02-09') })]
    expect(bookOf({ leaves, changedAt: morningOf('2027-02-10') }, [monthly]).on('2027-02-10').target).toBe(9)
  })

  it('is not what was cancelled before it, and still is what is cancelled during it', () => {
    const leaves = [away({ enteredAt: morningOf('2027-02-01'), cancelledAt: morningOf('2027-02-09') })]
    const earned = [{ month: '2027-02', recordedDay: '2027-02-01', amount: 5 }]
    const changedAt = morningOf('2027-02-10')
    expect(bookOf({ leaves, changedAt }, [monthly]).on('2027-02-10').target).toBe(8)
    expect(bookOf({ leaves, changedAt, earned }, [monthly]).on('2027-02-09').target).toBe(8)
    expect(bookOf({ leaves: [], changedAt, earned }, [monthly]).on('2027-02-09').target).toBe(7)
  })

  it('is a version that was entered before it for days ahead, and not one entered since', () => {
    const ahead = (createdAt: Date) =>
      version('later', { validFrom: '2027-02-22', amount: 40, per: 'month', createdAt })
    const targetWhen = (createdAt: Date) =>
      bookOf({ changedAt: midnight }, [monthly, ahead(createdAt)]).on('2027-02-10').target
    expect(targetWhen(morningOf('2027-02-09'))).toBe(7)
    expect(targetWhen(midnight)).toBe(8)
  })

  it('is everything in the whole month that a version tried out now would ask for', () => {
    const tried = version('tried', { validFrom: '2027-02-22', amount: 40, per: 'month' })
    expect(bookOf({ changedAt: midnight }, [monthly, tried]).on('2027-02-10').target).toBe(7)
  })

  it('is a planned version until it is withdrawn, also for the days that were fixed while it was planned', () => {
    const planned = version('later', {
      validFrom: '2027-02-22',
      amount: 40,
      per: 'month',
      createdAt: morningOf('2027-02-01'),
      withdrawnAt: morningOf('2027-02-10'),
    })
    const book = bookOf({ changedAt: morningOf('2027-02-10') }, [monthly, planned])
    expect(book.on('2027-02-10').target).toBe(7)
    expect(book.on('2027-02-11').target).toBe(9)
    expect(book.on('2027-02-22').policyId).toBe('monthly')
    expect(book.month('2027-02').target).toBe(100)
  })

  it('is a version from its first day on, whenever it was entered', () => {
    const later = version('later', { validFrom: '2027-02-10', amount: 20, createdAt: midnight })
    const book = bookOf({ changedAt: midnight }, [version('bank'), later])
    expect(book.on('2027-02-09').target).toBe(10)
    expect(book.on('2027-02-10').target).toBe(20)
  })
})

describe('A calendar that changes during a day', () => {
  const monthly = version('monthly', { amount: 40, per: 'month' })
  const noon = new Date('2027-02-10T12:00:00+08:00')
  const closing = (more: Partial<KnownEntry> = {}): KnownEntry[] =>
    ['22', '23', '24', '25', '26'].map((day) => {
      return { day: `2027-02-${day}`, weight: 0, name: '虚构的装修', enteredAt: noon, removedAt: null, ...more }
    })
  const bookBy = (official: KnownEntry[], own: KnownEntry[], more: Partial<BookFacts> = {}) =>
    bookOf({ calendar: knownCalendar(official, own), changedAt: noon, ...more }, [monthly])
  const targets = (book: ReturnType<typeof bookBy>) => ['09', '10', '11'].map((day) => book.on(`2027-02-${day}`).target)

  it('leaves today and the days before as they were fixed, and counts from tomorrow on', () => {
    expect(targets(bookBy([], []))).toEqual([3, 4, 4])
    expect(targets(bookBy([], closing()))).toEqual([3, 4, 6])
    expect(targets(bookBy(closing(), []))).toEqual([3, 4, 6])
  })

  it('still counts for today, where a closing that was known this morning is taken away', () => {
    const known = { enteredAt: morningOf('2027-02-01') }
    expect(targets(bookBy([], closing(known)))).toEqual([5, 5, 6])
    expect(targets(bookBy([], closing({ ...known, removedAt: noon })))).toEqual([5, 5, 4])
    expect(targets(bookBy([], closing({ ...known, removedAt: morningOf('2027-02-09') })))).toEqual([5, 4, 4])
  })

  it('counts at once for the day that it concerns', () => {
    const today = (weight: number) => ({ day: '2027-02-10', weight, name: '虚构', enteredAt: noon, removedAt: null })
    expect(bookBy([], [today(0)]).on('2027-02-10').target).toBe(0)
    expect(bookBy([], [today(0.5)]).on('2027-02-10').target).toBe(2)
    const before = { ...today(0), enteredAt: morningOf('2027-02-01'), removedAt: noon }
    expect(bookBy([], [before]).on('2027-02-10').target).toBe(4)
    expect(bookBy([], [before, today(0.5)]).on('2027-02-10').target).toBe(2)
  })

  it('says of a corrected day what held when each of the days before was fixed', () => {
    const first = closing({ enteredAt: morningOf('2027-02-01'), removedAt: noon })
    const half = closing({ weight: 0.5 })
    expect(targets(bookBy([], [...first, ...half]))).toEqual([5, 5, 5])
    expect(bookBy([], [...first, ...half]).on('2027-02-22').weight).toBe(0.5)
  })

  it('has been known all along where nobody has entered it', () => {
    expect(targets(bookBy(closing({ enteredAt: null }), []))).toEqual([5, 5, 6])
  })
})
