import { businessDayOf, daysBetween, toShanghaiIso } from './business-day.ts'
import type { Locale } from './employee.ts'

const near: Record<number, Record<Locale, string>> = {
  [-1]: { 'zh-CN': '昨天', en: 'yesterday' },
  0: { 'zh-CN': '今天', en: 'today' },
  1: { 'zh-CN': '明天', en: 'tomorrow' },
}

/** As people say it: 今天 16:02, 明天 08:30, 11-20 09:00. */
export function momentWords(moment: Date, now: Date, locale: Locale): string {
  const iso = toShanghaiIso(moment)
  const day = near[daysBetween(businessDayOf(now), businessDayOf(moment))]?.[locale] ?? iso.slice(5, 10)
  return `${day} ${iso.slice(11, 16)}`
}

/** `3 天` for the 71 hours and a half that people call three days, hours on the last day; never less than one. */
export function spanWords(from: Date, to: Date, locale: Locale): string {
  const hours = Math.max(1, Math.round((to.getTime() - from.getTime()) / 3_600_000))
  const [count, zh, en] = hours >= 24 ? [Math.round(hours / 24), '天', 'day'] : [hours, '小时', 'hour']
  return locale === 'en' ? `${count} ${en}${count === 1 ? '' : 's'}` : `${count} ${zh}`
}
