import type { Locale } from './employee.ts'
import type { LeaveFault } from './leave.ts'

/** Why a leave cannot be entered, in half a sentence, for the row of a file. */
export function leaveFaultWords(fault: LeaveFault, locale: Locale): string {
  const isEnglish = locale === 'en'
  switch (fault.code) {
    case 'leave/end-before-start':
      return isEnglish ? 'the leave ends before it begins' : '结束早于开始'
    case 'leave/too-long':
      return isEnglish
        ? `one leave has at most ${fault.facts.days} days and begins within the next ${fault.facts.days}`
        : `一次最多 ${fault.facts.days} 天，最晚在 ${fault.facts.days} 天之内开始`
    case 'leave/day-closed':
      return isEnglish
        ? `${fault.facts.day} has closed; leave can begin on ${fault.facts.open}`
        : `${fault.facts.day} 已结账，最早从 ${fault.facts.open} 起`
    case 'leave/not-employed':
      return isEnglish ? 'not employed on these days' : '不在任职期内'
    case 'leave/overlap':
      return isEnglish
        ? `overlaps with leave from ${fault.facts.firstDay} to ${fault.facts.lastDay}`
        : `与 ${fault.facts.firstDay} 至 ${fault.facts.lastDay} 的请假重叠`
  }
}
