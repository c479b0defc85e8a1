import type { Locale } from './employee.ts'

/** A closed day keeps the target it was judged by; what is known today, where it differs, stands beside it. */
export function closedWords(target: number | null, correction: number | null, locale: Locale): string {
  const judged = target === null ? (locale === 'en' ? 'no target' : '没有目标') : target
  if (locale === 'en') {
    const today = correction === null ? '' : `; by what is known today it would be ${correction}`
    return `The day is closed and was judged by ${judged}${today}.`
  }
  const today = correction === null ? '' : `；按现在的情况会是 ${correction}`
  return `这一天已经封账，按 ${judged} 判定${today}。`
}
