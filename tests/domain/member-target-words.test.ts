import { describe, expect, it } from 'vitest'
import { branchCalendar } from '../../server/domain/branch-calendar.ts'
import { monthParts } from '../../server/domain/day-figures.ts'
import type { Locale } from '../../server/domain/employee.ts'
import { memberDayWords, memberMonthWords, missedIn } from '../../server/domain/member-target-words.ts'
import { policyFinder } from '../../server/domain/policy.ts'
import { targetBook, type BookFacts, type KnownPolicy } from '../../server/domain/target-book.ts'
import { version } from './made-up-book.ts'

const policy = version('bank')

/** February 2027 has four whole weeks from Monday the 1st; the 8th is a holiday, and on the 9th the branch opens for half a day. */
const calendar = branchCalendar(
  new Map([['2027-02-08', { weight: 0, name: '春节' }]]),
  new Map([['2027-02-09', { weight: 0.5, name: '盘点' }]]),
)
const facts: BookFacts = {
  employment: { joined: null, left: null },
  countsFrom: null,
  calendar: () => calendar,
  leaves: [],
  earned: [],
  changedAt: null,
  asOf: new Date('2027-02-01T12:00:00+08:00'),
}
const leave = (firstDay: string, firstHalf: 'morning' | 'afternoon', lastDay: string) => ({
  firstDay,
  firstHalf,
  lastDay,
  lastHalf: 'afternoon' as const,
  enteredAt: new Date('2027-01-20T10:00:00+08:00'),
  cancelledAt: null,
})
const away = { leaves: [leave('2027-02-16', 'afternoon', '2027-02-17')] }
const joined = (day: string) => ({ employment: { joined: day, left: null } })

const bookOf = (more: Partial<BookFacts>, terms: Partial<KnownPolicy> | null = {}) => {
  const versions = terms === null ? [] : [{ ...policy, ...terms }]
  return targetBook(
    { ...facts, ...more },
    policyFinder(versions)({ id: 'e1', roles: ['teller'], branches: ['branch'] }),
  )
}
type Book = ReturnType<typeof bookOf>
const onDay = (book: Book, day: string, locale: Locale = 'zh-CN') =>
  memberDayWords(book.on(`2027-02-${day}`), book.reason(`2027-02-${day}`), locale)
const ofMonth = (book: Book, locale: Locale = 'zh-CN') => {
  const month = book.month('2027-02')
  return memberMonthWords(month, monthParts(book, '2027-02'), missedIn(month, book.reason), locale)
}

describe("Why a member's target of a day is so much", () => {
  it('is the amount, times the weight of the day where that is not a whole one', () => {
    expect(onDay(bookOf({}), '03')).toEqual(['每个工作日 10 位。'])
    expect(onDay(bookOf({}), '03', 'en')).toEqual(['10 per working day.'])
    expect(onDay(bookOf({}), '09', 'en')).toEqual(['Set by the branch: 盘点.', '10 × 0.5, rounded up: a target of 5.'])
  })

  it('is what is left of a month and over how much it is spread', () => {
    const sentences = ['本月还要完成 185 − 0 = 185。', '185 ÷ 18.5 × 1，向上取整，目标 10。']
    expect(onDay(bookOf({}, { amount: 185, per: 'month' }), '01')).toEqual(sentences)
  })

  it('is that nobody set one, whatever the day', () => {
    expect(onDay(bookOf({}, null), '06')).toEqual(['没有策略设定目标。'])
    expect(onDay(bookOf({}, null), '03', 'en')).toEqual(['No policy sets a target.'])
  })

  it('is the half day of leave, or the whole one', () => {
    expect(onDay(bookOf(away), '16')).toEqual(['请假半天。', '10 × 0.5，向上取整，目标 5。'])
    expect(onDay(bookOf(away), '16', 'en')[0]).toBe('On leave for half the day.')
    expect(onDay(bookOf(away), '17')).toEqual(['请假，目标 0。'])
    expect(onDay(bookOf(away), '17', 'en')).toEqual(['Leave: a target of 0.'])
  })

  it("is the weekend, the holiday or the branch's own day", () => {
    expect(onDay(bookOf({}), '06')).toEqual(['周末，目标 0。'])
    expect(onDay(bookOf({}), '08', 'en')).toEqual(['Spring Festival: a target of 0.'])
    expect(onDay(bookOf({}), '09')).toEqual(['网点安排：盘点。', '10 × 0.5，向上取整，目标 5。'])
  })

  it('is that the day is off, where nothing more is known of it', () => {
    const day = bookOf({}).on('2027-02-06')
    expect(memberDayWords(day, null, 'zh-CN')).toEqual(['这一天不工作，目标 0。'])
    expect(memberDayWords(day, null, 'en')).toEqual(['No work on this day: a target of 0.'])
  })

  it('is that somebody is new: nothing in the first week, half in the three after it, and leave in them as well', () => {
    expect(onDay(bookOf(joined('2027-02-01')), '03')).toEqual(['入职第一周，目标 0。'])
    expect(onDay(bookOf(joined('2027-02-01')), '03', 'en')).toEqual(['First week in the job: a target of 0.'])
    expect(onDay(bookOf(joined('2027-02-01')), '10')).toEqual(['入职第二至四周减半。', '10 × 0.5，向上取整，目标 5。'])
    expect(onDay(bookOf(joined('2027-02-01')), '10', 'en')[0]).toBe('Weeks 2 to 4 in the job ask for half.')
    expect(onDay(bookOf({ ...joined('2027-02-01'), ...away }), '16')).toEqual([
      '请假半天，入职第二至四周减半。',
      '10 × 0.25，向上取整，目标 3。',
    ])
    expect(onDay(bookOf({ ...joined('2027-02-01'), ...away }), '16', 'en')[0]).toBe(
      'On leave for half the day. Weeks 2 to 4 in the job ask for half.',
    )
    expect(onDay(bookOf(joined('2027-02-10')), '03')).toEqual(['尚未入职，目标 0。'])
  })
})

describe("Why a member's target of the month is so much", () => {
  it('is what they work of it and what that asks for', () => {
    expect(ofMonth(bookOf({}, { amount: 100, per: 'month' }))).toEqual([
      '网点本月 18.5 个工作日，本人算 18.5 个。',
      '每月 100 位。本月目标 100。',
    ])
    expect(ofMonth(bookOf({}), 'en')).toEqual([
      'The branch works 18.5 days this month, 18.5 of them count here.',
      '10 per working day. Target of the month: 185.',
    ])
  })

  it('is the sum of what each version asks for, where there are two of them', () => {
    const versions = [policy, { ...policy, id: 'later', validFrom: '2027-02-15', amount: 37, per: 'month' as const }]
    const subject = { id: 'e1', roles: ['teller' as const], branches: ['branch'] }
    const book = targetBook(facts, policyFinder(versions)(subject))
    expect(ofMonth(book)[1]).toBe('每个工作日 10 位、每月 37 位。本月目标 85 + 20 = 105。')
  })

  it('is that nobody set one', () => {
    expect(ofMonth(bookOf({}, null))).toEqual(['没有策略设定目标。'])
    expect(ofMonth(bookOf({}, null), 'en')).toEqual(['No policy sets a target.'])
  })

  it('is what leave, joining late and the first weeks take from it', () => {
    expect(ofMonth(bookOf(away))[0]).toBe('网点本月 18.5 个工作日，本人算 17 个（少了请假 1.5）。')
    expect(ofMonth(bookOf({ ...joined('2027-02-10'), ...away }))[0]).toBe(
      '网点本月 18.5 个工作日，本人算 3.5 个（少了尚未入职 5.5、新员工减免 7.5、请假 2）。',
    )
    expect(ofMonth(bookOf({ ...joined('2027-02-10'), ...away }), 'en')[0]).toBe(
      'The branch works 18.5 days this month, 3.5 of them count here (less not yet joined 5.5, first weeks in the job 7.5, leave 2).',
    )
  })

  it('tells apart all that is missing, to the last half day', () => {
    const book = bookOf({ employment: { joined: '2027-01-20', left: '2027-02-24' }, countsFrom: '2027-02-02', ...away })
    const month = book.month('2027-02')
    const missed = missedIn(month, book.reason)
    expect(missed.map(({ kind }) => kind)).toEqual(['before-counting', 'ramp', 'leave', 'left'])
    const sum = missed.reduce((all, { weight }) => all + weight, 0)
    expect(sum).toBe(month.standardWeight - month.weight)
  })
})
