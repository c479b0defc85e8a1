import type { Locale } from './employee.ts'
import { monthTargetSentence } from './figure-words.ts'
import type { TargetPolicy } from './policy.ts'
import type { BookDay, BookMonth, DayReason } from './target-book.ts'
import { amountWords, dayReasonWords, figure, reasonWords, targetWords } from './target-words.ts'

const noTarget = (locale: Locale): string => (locale === 'zh-CN' ? '没有策略设定目标。' : 'No policy sets a target.')

/** How a member's target of a day came about, for whoever leads them: what the day is to them, then what it asks for. */
export function memberDayWords(own: BookDay, reason: DayReason | null, locale: Locale): string[] {
  if (own.terms.kind === 'none') return [noTarget(locale)]
  const zh = locale === 'zh-CN'
  const stop = zh ? '。' : '.'
  const why = [...(reason ? [told(own, reason, locale)] : []), ...rampOf(own, locale)].join(zh ? '，' : '. ')
  if (own.weight > 0) return [...(why ? [why + stop] : []), ...asked(own, locale)]
  const off = why || (zh ? '这一天不工作' : 'No work on this day')
  return [zh ? `${off}，目标 0。` : `${off}: a target of 0.`]
}

function asked(own: BookDay, locale: Locale): string[] {
  if (own.policy?.per !== 'day' || own.weight !== 1) return targetWords(own, locale).sentences
  return [amountWords(own.policy, locale) + (locale === 'zh-CN' ? '。' : '.')]
}

function told({ present }: BookDay, reason: DayReason, locale: Locale): string {
  if (reason.kind !== 'leave' || present === 0) return dayReasonWords(reason, locale)
  return locale === 'zh-CN' ? '请假半天' : 'On leave for half the day'
}

function rampOf({ present, weight }: BookDay, locale: Locale): string[] {
  if (weight >= present) return []
  const zh = locale === 'zh-CN'
  if (weight === 0) return [zh ? '入职第一周' : 'First week in the job']
  return [zh ? '入职第二至四周减半' : 'Weeks 2 to 4 in the job ask for half']
}

/** What takes from a month that the branch works, in the order of its days; `ramp` is what somebody new is not asked for yet. */
export type Missed = { kind: DayReason['kind'] | 'ramp'; weight: number }

const takes: readonly DayReason['kind'][] = ['leave', 'not-joined', 'left', 'before-counting']

export function missedIn({ days }: BookMonth, reasonOf: (day: string) => DayReason | null): Missed[] {
  const missed = new Map<Missed['kind'], number>()
  for (const { day, standard, weight } of days) {
    if (weight >= standard) continue
    const kind = takes.find((one) => one === reasonOf(day)?.kind) ?? 'ramp'
    missed.set(kind, (missed.get(kind) ?? 0) + standard - weight)
  }
  return [...missed].map(([kind, weight]) => ({ kind, weight }))
}

/** How a member's target of the month came about: what they work of it and why it is no more, then what that asks for. */
export function memberMonthWords(
  month: BookMonth,
  parts: readonly { version: Pick<TargetPolicy, 'amount' | 'per'>; asks: number }[],
  missed: readonly Missed[],
  locale: Locale,
): string[] {
  if (month.target === null) return [noTarget(locale)]
  const zh = locale === 'zh-CN'
  const names = missed.map(({ kind, weight }) => `${missedWords(kind, locale)} ${figure(weight)}`)
  const less = names.length === 0 ? '' : zh ? `（少了${names.join('、')}）` : ` (less ${names.join(', ')})`
  const [standard, own] = [figure(month.standardWeight), figure(month.weight)]
  const weights = zh
    ? `网点本月 ${standard} 个工作日，本人算 ${own} 个${less}。`
    : `The branch works ${standard} days this month, ${own} of them count here${less}.`
  const amounts = parts.map(({ version }) => amountWords(version, locale)).join(zh ? '、' : ', ')
  return [weights, `${amounts}${zh ? '。' : '. '}${monthTargetSentence(month.target, parts, locale)}`]
}

function missedWords(kind: Missed['kind'], locale: Locale): string {
  if (kind !== 'ramp') return reasonWords(kind, '', locale).toLowerCase()
  return locale === 'zh-CN' ? '新员工减免' : 'first weeks in the job'
}
