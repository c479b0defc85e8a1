import { sayDate } from '../../i18n/moments.ts'
import type { Words } from '../../i18n/words-zh.ts'

/** Business days of a list, both included. */
export type Days = { from: string; to: string }

export const isToday = ({ from, to }: Days, asOf: string): boolean => from === to && from === asOf.slice(0, 10)

/** 11-20, or 10-27 – 11-23. */
export const sayDays = ({ from, to }: Days, asOf: string, words: Words): string =>
  [...new Set([from, to])].map((day) => sayDate(day, asOf, words)).join(' – ')
