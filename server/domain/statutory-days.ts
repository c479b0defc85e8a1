import { addDays, type BusinessDay } from './business-day.ts'

/** First days of the year's lunar festivals, which only a lunar calendar knows. */
export type LunarFestivals = { spring: BusinessDay; dragonBoat: BusinessDay; midAutumn: BusinessDay }
export type Holiday = { day: BusinessDay; name: string }

/** 清明 by the usual formula (寿星公式, constant of the 21st century: years 2000 to 2099). */
export function qingming(year: number): BusinessDay {
  const short = year % 100
  const date = Math.floor(short * 0.2422 + 4.81) - Math.floor(short / 4)
  return `${year}-04-0${date}`
}

/** The holidays that the law itself gives (全国年节及纪念日放假办法, as of 2025), without what a year's notice moves around them. */
export function statutoryDays(year: number, { spring, dragonBoat, midAutumn }: LunarFestivals): Holiday[] {
  const all: Holiday[] = [
    { day: `${year}-01-01`, name: '元旦' },
    { day: addDays(spring, -1), name: '除夕' },
    ...[0, 1, 2].map((days) => ({ day: addDays(spring, days), name: '春节' })),
    { day: qingming(year), name: '清明' },
    ...['05-01', '05-02'].map((date) => ({ day: `${year}-${date}`, name: '劳动节' })),
    { day: dragonBoat, name: '端午' },
    { day: midAutumn, name: '中秋' },
    ...['10-01', '10-02', '10-03'].map((date) => ({ day: `${year}-${date}`, name: '国庆节' })),
  ]
  const names = new Map<BusinessDay, string[]>()
  for (const { day, name } of all) names.set(day, [...(names.get(day) ?? []), name])
  return [...names].map(([day, same]) => ({ day, name: same.join('、') })).toSorted((a, b) => (a.day < b.day ? -1 : 1))
}
