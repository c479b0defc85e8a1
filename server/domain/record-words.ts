import type { VerdictStatus } from './add.ts'
import type { Locale } from './employee.ts'

const header: Record<Locale, string[]> = {
  'zh-CN': ['类别', '日期', '联系人', '结论', '说明', '添加方式', '计入', '目标', '工作日', '新增', '减少', '添加数'],
  en: ['Kind', 'Day', 'Contact', 'Verdict', 'Why', 'How', 'Counted', 'Target', 'Weight', 'New', 'Lost', 'Added'],
}
const kinds: Record<Locale, Record<'add' | 'credit' | 'day', string>> = {
  'zh-CN': { add: '添加', credit: '台账', day: '已结日' },
  en: { add: 'add', credit: 'entry', day: 'closed day' },
}
const statuses: Record<Locale, Record<VerdictStatus, string>> = {
  'zh-CN': { awaiting: '待认证', effective: '有效', held: '复核中', void: '无效' },
  en: { awaiting: 'awaiting', effective: 'effective', held: 'in review', void: 'void' },
}

/** The words of the record as a file. */
export const recordWords = (locale: Locale) => ({
  header: header[locale],
  kinds: kinds[locale],
  statuses: statuses[locale],
})
