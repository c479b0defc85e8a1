import type { Pace } from './day-figures.ts'
import type { Locale } from './employee.ts'
import { figure, type Explained } from './target-words.ts'

/** The figures of one's own day that can be opened. */
export const figureNames = ['target', 'effective', 'month', 'expected', 'pace'] as const
export type FigureName = (typeof figureNames)[number]

/** What a day's or a month's effective adds are the sum of. */
export function effectiveWords(sum: { gained: number; lost: number; later: number }, locale: Locale): Explained {
  const { gained, lost, later } = sum
  const zh = locale === 'zh-CN'
  const net = gained - lost
  const sentence = zh ? `新增 ${gained}，减少 ${lost}，合计 ${net}。` : `${gained} new, ${lost} lost, ${net} together.`
  const decided = zh
    ? `其中 ${signed(later)} 是月末之后才认定的。`
    : `${signed(later)} of it was decided after the month had ended.`
  return {
    sentences: later === 0 ? [sentence] : [sentence, decided],
    terms: [
      { label: zh ? '新增' : 'New', value: signed(gained) },
      { label: zh ? '减少' : 'Lost', value: signed(-lost) },
    ],
  }
}

const signed = (amount: number): string => (amount > 0 ? `+${amount}` : String(amount))

/** A month's target beside what each part of it asks for. */
export function monthTargetWords(
  month: { target: number | null; weight: number; standardWeight: number },
  parts: readonly { version: string; weight: number; asks: number }[],
  locale: Locale,
): Explained {
  const zh = locale === 'zh-CN'
  if (month.target === null)
    return { sentences: [zh ? '没有策略为你设定目标。' : 'No policy sets a target for you.'], terms: [] }
  const weights = zh
    ? `网点本月 ${figure(month.standardWeight)} 个工作日，你的权重 ${figure(month.weight)}。`
    : `The branch works ${figure(month.standardWeight)} days this month, yours weigh ${figure(month.weight)}.`
  const target = monthTargetSentence(month.target, parts, locale)
  const terms = parts.map(({ version, weight, asks }) => ({
    label: zh ? `${version}（权重 ${figure(weight)}）` : `${version} (weight ${figure(weight)})`,
    value: figure(asks),
  }))
  return { sentences: [weights, target], terms }
}

/** A month's target as the sum of what each policy version asks for in it. */
export function monthTargetSentence(target: number, parts: readonly { asks: number }[], locale: Locale): string {
  const sum = parts.map(({ asks }) => figure(asks)).join(' + ')
  const exact = parts.reduce((total, { asks }) => total + asks, 0)
  const equals = Math.abs(exact - target) < 0.005 ? '=' : '≈'
  const shown = sum === String(target) ? sum : `${sum} ${equals} ${target}`
  return locale === 'zh-CN' ? `本月目标 ${shown}。` : `Target of the month: ${shown}.`
}

/** What awaits times the own rate. */
export function expectedWords(
  facts: { awaiting: number; decided: number; effective: number; expected: number | null; days: number },
  locale: Locale,
): Explained {
  const { awaiting, decided, effective, expected, days } = facts
  const zh = locale === 'zh-CN'
  const sentence = zh
    ? expected === null
      ? `最近 ${days} 天只有 ${decided} 位有了结果，不到 10 位，先不估计。`
      : `最近 ${days} 天有结果的 ${decided} 位中 ${effective} 位有效：${awaiting} × ${effective} ÷ ${decided} ≈ ${expected}。`
    : expected === null
      ? `In the last ${days} days only ${decided} were decided; below 10 nothing is estimated.`
      : `Of ${decided} decided in the last ${days} days ${effective} are effective: ${awaiting} × ${effective} ÷ ${decided} ≈ ${expected}.`
  return {
    sentences: [sentence],
    terms: [
      { label: zh ? '待认证' : 'Awaiting', value: String(awaiting) },
      { label: zh ? `最近 ${days} 天有结果` : `Decided in the last ${days} days`, value: String(decided) },
      { label: zh ? '其中有效' : 'Effective of them', value: String(effective) },
    ],
  }
}

/** Where the month stands against an even pace, and where it ends if it goes on so. */
export function paceWords(
  facts: { pace: Pace | null; effective: number; elapsed: number; total: number },
  locale: Locale,
): Explained {
  const zh = locale === 'zh-CN'
  const { pace, effective, elapsed, total } = facts
  if (pace === null)
    return { sentences: [zh ? '没有目标，也就没有节奏。' : 'Without a target there is no pace.'], terms: [] }
  const sentence = zh
    ? `均匀进度到前一天是 ${pace.even}，已有效 ${effective}。`
    : `An even pace is at ${pace.even} by the day before; ${effective} are effective.`
  const ahead = `${effective} ÷ ${figure(elapsed)} × ${figure(total)}`
  const end =
    pace.projected === null
      ? zh
        ? '前三个工作日先不推算月底。'
        : 'The first three working days foretell nothing.'
      : zh
        ? `照此下去月底是 ${ahead} ≈ ${pace.projected}。`
        : `Going on so the month ends at ${ahead} ≈ ${pace.projected}.`
  return {
    sentences: [sentence, end],
    terms: [
      { label: zh ? '已有效' : 'Effective', value: String(effective) },
      { label: zh ? '均匀进度' : 'Even pace', value: String(pace.even) },
      { label: zh ? '已过工作日' : 'Working days so far', value: figure(elapsed) },
      { label: zh ? '本月工作日' : 'Working days of the month', value: figure(total) },
    ],
  }
}
