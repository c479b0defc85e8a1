import type { Pace } from './day-figures.ts'
import type { Locale } from './employee.ts'

export type DayFacts = {
  isToday: boolean
  workingDay: boolean
  target: number | null
  effective: number
  gained: number
  lost: number
}

/** The headline: what is missing, or that it is done. Nothing in it blames. */
export function daySentence(facts: DayFacts, locale: Locale): string {
  const change = facts.lost > 0 ? changes[locale](facts) : ''
  return `${headline(facts, locale)}${change}`
}

const changes: Record<Locale, (facts: DayFacts) => string> = {
  'zh-CN': ({ gained, lost }) => `（新增 ${gained}，减少 ${lost}）`,
  en: ({ gained, lost }) => ` (${gained} new, ${lost} lost)`,
}

function headline(facts: DayFacts, locale: Locale): string {
  const { isToday, workingDay, target, effective } = facts
  const zh = locale === 'zh-CN'
  const day = isToday ? '今天' : '当天'
  if (target === null)
    return zh ? `${day}有效 ${effective} 位，还没有设定目标` : `${effective} effective, no target set`
  if (!workingDay && effective > 0)
    return zh ? `${day}休息，有效 ${effective} 位计入本月` : `A day off; ${effective} effective, counted in the month`
  if (!workingDay) return zh ? `${day}休息，没有目标` : 'A day off, no target'
  if (effective >= target) return zh ? `${day}已达标` : isToday ? 'Target met today' : 'Target met'
  const missing = target - effective
  if (!isToday) return zh ? `有效 ${effective} 位，目标 ${target}` : `${effective} effective, target ${target}`
  return zh ? `还差 ${missing} 位` : `${missing} to go`
}

export type MonthFacts = {
  awaiting: number
  expected: number | null
  target: number | null
  effective: number
  pace: Pace | null
}

/** What awaits and is likely to come, and where the month stands. */
export function monthSentence(facts: MonthFacts, locale: Locale): string {
  const parts = [awaitingPart(facts, locale), standing(facts, locale)].filter(Boolean)
  return parts.join(locale === 'zh-CN' ? '' : ' ')
}

function awaitingPart({ awaiting, expected }: MonthFacts, locale: Locale): string {
  if (awaiting === 0) return ''
  if (locale === 'en') {
    return expected === null
      ? `${awaiting} awaiting.`
      : `${awaiting} awaiting, by your rate about ${expected} will come.`
  }
  return expected === null ? `${awaiting} 位待认证。` : `${awaiting} 位待认证，按你的认证率大约会来 ${expected} 位。`
}

function standing({ target, effective, pace }: MonthFacts, locale: Locale): string {
  const zh = locale === 'zh-CN'
  const of = target === null ? `${effective}` : `${effective} / ${target}`
  const end = zh ? '。' : '.'
  return `${zh ? '本月' : 'This month'} ${of}${againstPace(pace, locale)}${end}`
}

/** Who is behind reads where an even pace would be, not how much is missing. */
function againstPace(pace: Pace | null, locale: Locale): string {
  if (pace === null) return ''
  const { ahead, even, projected } = pace
  const zh = locale === 'zh-CN'
  const against = ahead < 0 ? behind[locale](even) : ahead === 0 ? on[locale] : inFront[locale](ahead)
  if (projected === null) return against
  return zh ? `${against}；按现在的节奏月底 ${projected}` : `${against}; at this pace ${projected} by its end`
}

const behind: Record<Locale, (even: number) => string> = {
  'zh-CN': (even) => `，均匀进度到昨天是 ${even}`,
  en: (even) => `, an even pace was at ${even} yesterday`,
}
const on: Record<Locale, string> = { 'zh-CN': '，与均匀进度持平', en: ', on an even pace' }
const inFront: Record<Locale, (ahead: number) => string> = {
  'zh-CN': (ahead) => `，比均匀进度多 ${ahead}`,
  en: (ahead) => `, ${ahead} ahead of an even pace`,
}
