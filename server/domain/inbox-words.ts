import type { Locale } from './employee.ts'

/** Why an event is not handled yet: WeCom is away, WeCom refuses what has to be asked, the text cannot be read, or a fault of ours. */
export const inboxReasons = ['wecom-away', 'wecom-refused', 'unreadable', 'fault'] as const
type InboxReason = (typeof inboxReasons)[number]

/** From what was noted when it failed; never the note itself, which may name somebody. */
export function inboxReasonOf(fault: string | null): InboxReason | null {
  if (fault === null) return null
  if (fault.startsWith('wecom/unavailable') || fault.includes('"because":"set-up"')) return 'wecom-away'
  if (fault.startsWith('wecom/')) return 'wecom-refused'
  return fault.startsWith('ZodError') || fault.includes('does not say whom') ? 'unreadable' : 'fault'
}

const words: Record<InboxReason | 'new', Record<Locale, string>> = {
  new: { 'zh-CN': '正在等待处理。', en: 'It waits to be handled.' },
  'wecom-away': {
    'zh-CN': '企业微信暂时无法访问，恢复后会自动处理。',
    en: 'WeCom cannot be asked at the moment; it is handled when it can.',
  },
  'wecom-refused': {
    'zh-CN': '企业微信拒绝了处理所需的查询。请检查应用权限后重新处理。',
    en: 'WeCom refused what has to be asked. Check what the app may do, then handle it again.',
  },
  unreadable: {
    'zh-CN': '事件内容不符合企业微信文档，无法读取。',
    en: 'The event is not as WeCom documents it and could not be read.',
  },
  fault: { 'zh-CN': '处理时出错，日志中有详情。', en: 'Handling it failed; the log has the details.' },
}
export const inboxSentence = (reason: InboxReason | null, locale: Locale): string => words[reason ?? 'new'][locale]
