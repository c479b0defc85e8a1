import type { Locale } from './employee.ts'
import { tagsMissingIn, type Tag, type TimelineEvent, type TimelineKind } from './timeline.ts'

type Told = Exclude<TimelineKind, 'remark' | 'tags'>

const words: Record<Told, Record<Locale, string>> = {
  added: { 'zh-CN': '添加好友', en: 'Added' },
  'taken-over': { 'zh-CN': '由同事移交而来', en: 'Taken over from a colleague' },
  ended: { 'zh-CN': '员工解除了好友关系', en: 'The employee ended the relation' },
  'ended-by-contact': { 'zh-CN': '对方解除了好友关系', en: 'The contact ended the relation' },
  'handed-over': { 'zh-CN': '移交给了同事', en: 'Handed over to a colleague' },
  prompted: { 'zh-CN': '发送了认证邀请', en: 'Verification link sent' },
  opened: { 'zh-CN': '打开了认证链接', en: 'Link opened' },
  submitted: { 'zh-CN': '提交了认证资料', en: 'Submitted' },
  verified: { 'zh-CN': '完成实名认证', en: 'Verified' },
  failed: { 'zh-CN': '认证没有通过', en: 'Verification did not succeed' },
  declined: { 'zh-CN': '选择了不认证', en: 'Said no' },
  revoked: { 'zh-CN': '认证结果被撤回', en: 'Verification taken back' },
  'follow-up-made': { 'zh-CN': '安排了跟进', en: 'Follow-up planned' },
  'follow-up': { 'zh-CN': '完成跟进', en: 'Follow-up completed' },
  'follow-up-closed': { 'zh-CN': '跟进的目的已达到，自动关闭', en: 'Follow-up no longer needed, closed by itself' },
  'follow-up-cancelled': { 'zh-CN': '取消了跟进', en: 'Follow-up cancelled' },
  'review-opened': { 'zh-CN': '这次添加进入复核', en: 'The add is under review' },
  'review-accepted': { 'zh-CN': '复核通过', en: 'Review: accepted' },
  'review-rejected': { 'zh-CN': '复核不通过', en: 'Review: rejected' },
  appealed: { 'zh-CN': '对复核结果提出申诉', en: 'Appeal made' },
  'appeal-upheld': { 'zh-CN': '申诉成立', en: 'Appeal upheld' },
  'appeal-refused': { 'zh-CN': '申诉未成立', en: 'Appeal refused' },
  private: { 'zh-CN': '标记为私人联系人', en: 'Marked as private' },
  'private-ended': { 'zh-CN': '取消私人标记', en: 'Private mark ended' },
}

/** One sentence for one event. */
export function timelineWords(event: TimelineEvent, locale: Locale): string {
  if (event.kind === 'remark') return remarkWords(event.after, locale)
  if (event.kind === 'tags') return tagWords(listOf(event.before), listOf(event.after), locale)
  const sentence = words[event.kind][locale]
  if (event.title === null) return sentence
  return locale === 'en' ? `${sentence}: ${event.title}` : `${sentence}：${event.title}`
}

const listOf = (tags: TimelineEvent['after']): Tag[] => (Array.isArray(tags) ? tags : [])

function remarkWords(remark: TimelineEvent['after'], locale: Locale): string {
  if (typeof remark !== 'string' || remark === '') return locale === 'en' ? 'Remark removed' : '清除了备注'
  return locale === 'en' ? `Remark changed to “${remark}”` : `备注改为“${remark}”`
}

function tagWords(before: Tag[], after: Tag[], locale: Locale): string {
  const isEnglish = locale === 'en'
  const named = (tags: Tag[]) => tags.map(({ name }) => name).join(isEnglish ? ', ' : '、')
  const added = named(tagsMissingIn(before, after))
  const removed = named(tagsMissingIn(after, before))
  const parts = isEnglish
    ? [added && `Tagged: ${added}`, removed && `${added ? 'tag removed' : 'Tag removed'}: ${removed}`]
    : [added && `添加标签：${added}`, removed && `移除标签：${removed}`]
  return parts.filter(Boolean).join(isEnglish ? '; ' : '；') || (isEnglish ? 'Tags changed' : '标签有变动')
}
