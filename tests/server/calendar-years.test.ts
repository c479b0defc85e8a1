import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayWeight } from '../../server/domain/calendar.ts'
import { qingming, statutoryDays } from '../../server/domain/statutory-days.ts'
import { planYear, statutoryHolidays } from '../../server/features/calendar/plan-year.ts'

const zone = process.env.TZ
afterAll(() => {
  if (zone === undefined) delete process.env.TZ
  else process.env.TZ = zone
})

const springDays = [
  '2020-01-25',
  '2021-02-12',
  '2022-02-01',
  '2023-01-22',
  '2024-02-10',
  '2025-01-29',
  '2026-02-17',
].concat(['2027-02-06', '2028-01-26', '2029-02-13', '2030-02-03', '2033-01-31', '2034-02-19'])

describe.each(['UTC', 'Asia/Shanghai', 'America/New_York', 'Pacific/Kiritimati'])(
  'A year, on a machine in %s',
  (tz) => {
    beforeAll(() => {
      process.env.TZ = tz
    })

    it('is read on such a machine', () => {
      expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(tz)
    })

    it('that is published has its holidays and adjusted working days', () => {
      const { state, days } = planYear(2026)
      expect(state).toBe('published')
      const weights = new Map(days.map(({ day, weight }) => [day, weight]))
      expect([...weights].filter(([, weight]) => weight === 1).map(([day]) => day)).toEqual([
        '2026-01-04',
        '2026-02-14',
        '2026-02-28',
        '2026-05-09',
        '2026-09-20',
        '2026-10-10',
      ])
      expect(weights.get('2026-02-16')).toBe(0)
      expect(weights.get('2026-10-08')).toBeUndefined()
    })

    it('that is not published has the statutory holidays, moved by nothing', () => {
      const { state, days } = planYear(2027)
      expect(state).toBe('statutory')
      expect(days.map(({ day, name }) => `${day} ${name}`)).toEqual([
        '2027-01-01 元旦',
        '2027-02-05 除夕',
        '2027-02-08 春节',
        '2027-04-05 清明',
        '2027-06-09 端午',
        '2027-09-15 中秋',
        '2027-10-01 国庆节',
      ])
    })

    it('has its spring festival where it is known to be', () => {
      const found = springDays.map(
        (day) => statutoryHolidays(Number(day.slice(0, 4))).find(({ name }) => name === '春节')?.day,
      )
      expect(found).toEqual(springDays)
    })
  },
)

describe('The statutory holidays', () => {
  it('are days off in every notice since 2008, when they became what they are', () => {
    for (let year = 2008; year <= 2026; year += 1) {
      const notice = new Map(planYear(year).days.map(({ day, weight }) => [day, weight]))
      for (const { day, name } of statutoryHolidays(year)) {
        // New Year's Eve and 2 May became holidays in 2025.
        if (year < 2025 && (name === '除夕' || day.endsWith('-05-02'))) continue
        expect(dayWeight(day, { official: notice.get(day) ?? null }), `${day} ${name}`).toBe(0)
      }
    }
  })

  it('are thirteen days of seven holidays; two on one day are one', () => {
    expect(statutoryHolidays(2027)).toHaveLength(13)
    expect(statutoryHolidays(2028).find(({ day }) => day === '2028-10-03')?.name).toBe('中秋、国庆节')
  })

  it('have the first of two fifth months where a lunar year has two', () => {
    expect(statutoryHolidays(2028).find(({ name }) => name === '端午')?.day).toBe('2028-05-28')
  })

  it('have Qingming on 4 or 5 April', () => {
    expect([2024, 2025, 2026, 2027, 2028].map(qingming)).toEqual([
      '2024-04-04',
      '2025-04-04',
      '2026-04-05',
      '2027-04-05',
      '2028-04-04',
    ])
  })

  it('reach back into January when the lunar year begins early', () => {
    const days = statutoryDays(2028, { spring: '2028-01-26', dragonBoat: '2028-05-28', midAutumn: '2028-10-03' })
    expect(days.slice(0, 5).map(({ day }) => day)).toEqual([
      '2028-01-01',
      '2028-01-25',
      '2028-01-26',
      '2028-01-27',
      '2028-01-28',
    ])
  })
})
