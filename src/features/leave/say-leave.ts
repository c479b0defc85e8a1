import type { Leave } from '#contract/leave.ts'
import type { LeaveWords } from '../../i18n/leave-words.ts'
import type { Words } from '../../i18n/locale.ts'
import { sayDay } from '../../i18n/moments.ts'

/** 11-25, 11-25 上午, 11-25 下午 至 11-27. A whole day at either end is said without its half. */
export function sayLeave(
  { firstDay, firstHalf, lastDay, lastHalf }: Leave,
  asOf: string,
  words: Words,
  own: LeaveWords,
): string {
  const [first, last] = [sayDay(firstDay, asOf, words), sayDay(lastDay, asOf, words)]
  if (firstDay === lastDay) return firstHalf === lastHalf ? own.from(first, own.half[firstHalf]) : first
  const from = firstHalf === 'afternoon' ? own.from(first, own.half.afternoon) : first
  return own.span(from, lastHalf === 'morning' ? own.from(last, own.half.morning) : last)
}
