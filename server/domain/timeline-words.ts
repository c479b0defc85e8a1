import type { Locale } from './employee.ts'

export type TimelineKind =
  | 'added'
  | 'ended'
  | 'prompted'
  | 'opened'
  | 'submitted'
  | 'verified'
  | 'failed'
  | 'declined'
  | 'revoked'
  | 'follow-up'

const words: Record<TimelineKind, Record<Locale, string>> = {
  added: { 'zh-CN': '添加好友', en: 'Added' },
  ended: { 'zh-CN': '好友关系结束', en: 'Relation ended' },
  prompted: { 'zh-CN': '发送了认证邀请', en: 'Verification link sent' },
  opened: { 'zh-CN': '打开了认证链接', en: 'Link opened' },
  submitted: { 'zh-CN': '提交了认证资料', en: 'Submitted' },
  verified: { 'zh-CN': '完成实名认证', en: 'Verified' },
  failed: { 'zh-CN': '认证没有通过', en: 'Verification did not succeed' },
  declined: { 'zh-CN': '选择了不认证', en: 'Said no' },
  revoked: { 'zh-CN': '认证结果被撤回', en: 'Verification taken back' },
  'follow-up': { 'zh-CN': '完成跟进', en: 'Follow-up completed' },
}

export function timelineWords(kind: TimelineKind, title: string | null, locale: Locale): string {
  const sentence = words[kind][locale]
  if (title === null) return sentence
  return locale === 'en' ? `${sentence}: ${title}` : `${sentence}：${title}`
}
