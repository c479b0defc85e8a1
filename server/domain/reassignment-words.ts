import type { Locale } from './employee.ts'
import type { Reassigned } from './reassignment.ts'

const titles: Record<Reassigned, Record<Locale, string>> = {
  left: { 'zh-CN': '改派：离职或停用员工的任务', en: 'Handed on: follow-ups of people no longer active' },
  overdue: { 'zh-CN': '改派：逾期任务', en: 'Handed on: overdue follow-ups' },
  owed: { 'zh-CN': '改派：逾期的分派任务', en: 'Handed on: overdue assigned follow-ups' },
  undelivered: { 'zh-CN': '改派：消息未送达的任务', en: 'Handed on: follow-ups nobody was told of' },
  chosen: { 'zh-CN': '改派：选中的任务', en: 'Handed on: chosen follow-ups' },
}

/** What stands in the list of assignments, where each follow-up has a title of its own. */
export const reassignmentTitle = (reassigned: Reassigned, locale: Locale): string => titles[reassigned][locale]
