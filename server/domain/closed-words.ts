import type { Locale } from './employee.ts'

/** A closed day keeps the target it was judged by; what is known today stands beside it. */
export function closedWords(target: number | null, correction: number, locale: Locale): string {
  const judged = target === null ? (locale === 'en' ? 'no target' : '没有目标') : target
  return locale === 'en'
    ? `The day is closed and was judged by ${judged}; by what is known today it would be ${correction}.`
    : `这一天已经封账，按 ${judged} 判定；按现在的情况会是 ${correction}。`
}
