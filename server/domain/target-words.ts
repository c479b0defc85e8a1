import { holidayName } from './calendar-words.ts'
import type { Locale } from './employee.ts'
import type { PolicyVersion } from './policy.ts'
import type { BookDay, DayReason } from './target-book.ts'
import type { TargetTerms } from './target.ts'

export type Term = { label: string; value: string }
/** What a figure is, in sentences, and the terms a reader can work it out from. */
export type Explained = { sentences: string[]; terms: Term[] }

/** Weights have quarters at most, amounts in between are told with two digits. */
export const figure = (number: number): string => String(Math.round(number * 100) / 100)

const roleNames: Record<string, [string, string]> = {
  teller: ['柜员', 'tellers'],
  accountManager: ['客户经理', 'account managers'],
  lead: ['网点负责人', 'branch leads'],
  operator: ['总行运营', 'operators'],
}

type Versioned = Pick<PolicyVersion, 'scope' | 'branchId' | 'role' | 'validFrom' | 'amount' | 'per'>

/** What a version asks for. */
export function amountWords({ amount, per }: Pick<PolicyVersion, 'amount' | 'per'>, locale: Locale): string {
  return locale === 'zh-CN'
    ? `${per === 'day' ? '每个工作日' : '每月'} ${amount} 位`
    : `${amount} per ${per === 'day' ? 'working day' : 'month'}`
}

/** Which version it is: whom it names, since when, what it asks for. `branchName` null is the whole bank. */
export function versionWords(version: Versioned, branchName: string | null, locale: Locale): string {
  const { scope, validFrom } = version
  const zh = locale === 'zh-CN'
  const where = branchName ?? (zh ? '全行' : 'the whole bank')
  const role = roleNames[version.role ?? '']?.[zh ? 0 : 1] ?? version.role ?? ''
  const whom = {
    branch: where,
    role: zh ? `${where}的${role}` : `${role} of ${where}`,
    employee: zh ? '你本人' : 'you',
  }
  const asks = amountWords(version, locale)
  return zh ? `${whom[scope]}，自 ${validFrom} 起，${asks}` : `${whom[scope]}, from ${validFrom}: ${asks}`
}

/** How a day's target came about, from the same terms that decided it. */
export function targetWords({ terms, target }: Pick<BookDay, 'terms' | 'target'>, locale: Locale): Explained {
  const zh = locale === 'zh-CN'
  if (terms.kind === 'none') {
    return { sentences: [zh ? '没有策略为你设定目标。' : 'No policy sets a target for you.'], terms: [] }
  }
  const weight = { label: zh ? '这一天的权重' : 'Weight of the day', value: figure(terms.weight) }
  if (terms.kind === 'daily') {
    const amount = { label: zh ? '每个整天' : 'A whole day', value: figure(terms.amount) }
    const sum = `${figure(terms.amount)} × ${figure(terms.weight)}`
    return { sentences: [worked(sum, target, locale)], terms: [amount, weight] }
  }
  return { sentences: monthlySentences(terms, target, locale), terms: [...monthlyTerms(terms, zh), weight] }
}

const worked = (sum: string, target: number | null, locale: Locale): string =>
  locale === 'zh-CN' ? `${sum}，向上取整，目标 ${target}。` : `${sum}, rounded up: a target of ${target}.`

type Monthly = Extract<TargetTerms, { kind: 'monthly' }>

function monthlySentences(terms: Monthly, target: number | null, locale: Locale): string[] {
  const zh = locale === 'zh-CN'
  const { remaining, weightLeft, weight, monthTarget, earned, askedElsewhere, cap } = terms
  const left = [figure(monthTarget), figure(earned), ...(askedElsewhere > 0 ? [figure(askedElsewhere)] : [])]
  const rest = zh
    ? `本月还要完成 ${left.join(' − ')} = ${figure(remaining)}${remaining === 0 ? '（不低于 0）' : ''}。`
    : `Left of the month: ${left.join(' − ')} = ${figure(remaining)}${remaining === 0 ? ' (never below 0)' : ''}.`
  if (weight === 0) return [rest, zh ? '这一天不工作，目标 0。' : 'No work on this day: a target of 0.']
  const spread = `${figure(remaining)} ÷ ${figure(weightLeft)} × ${figure(weight)}`
  if (!terms.capped) return [rest, worked(spread, target, locale)]
  const capped = zh
    ? `${spread} 超过每日上限，落后也不会高过 ${cap}。`
    : `${spread} is more than a day may ask for; being behind never raises it above ${cap}.`
  return [rest, capped]
}

function monthlyTerms(terms: Monthly, zh: boolean): Term[] {
  const { monthTarget, earned, askedElsewhere, remaining, weightLeft, cap } = terms
  const elsewhere = {
    label: zh ? '按日计的日子自己要完成' : 'Asked by days with a daily amount',
    value: figure(askedElsewhere),
  }
  return [
    { label: zh ? '本月目标' : 'Target of the month', value: figure(monthTarget) },
    { label: zh ? '这一天之前已入账' : 'Booked before this day', value: figure(earned) },
    ...(askedElsewhere > 0 ? [elsewhere] : []),
    { label: zh ? '还要完成' : 'Left', value: figure(remaining) },
    { label: zh ? '剩余权重（含这一天）' : 'Weight left, this day included', value: figure(weightLeft) },
    { label: zh ? '每日上限' : 'Most a day may ask for', value: figure(cap) },
  ]
}

const reasons: Record<DayReason['kind'], [string, string]> = {
  weekend: ['周末', 'Weekend'],
  holiday: ['节假日', 'Holiday'],
  adjusted: ['调休上班', 'Adjusted working day'],
  branch: ['网点安排', 'Set by the branch'],
  leave: ['请假', 'Leave'],
  'not-joined': ['尚未入职', 'Not yet joined'],
  'before-counting': ['上线前', 'Before go-live'],
  left: ['已离职', 'Left'],
}

/** Why a day is off, half or a working weekend; `name` in the reader's language. */
export function reasonWords(kind: DayReason['kind'], name: string, locale: Locale): string {
  const [zh, en] = reasons[kind]
  if (name === '' || kind === 'weekend' || kind === 'leave') return locale === 'en' ? en : zh
  if (kind === 'holiday') return name
  return locale === 'en' ? `${en}: ${name}` : `${zh}：${name}`
}

/** The same of a day's own reason: what a branch has noted is told as it was entered. */
export const dayReasonWords = ({ kind, name }: DayReason, locale: Locale): string =>
  reasonWords(kind, kind === 'branch' ? name : holidayName(name, locale), locale)
