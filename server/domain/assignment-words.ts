import type { AssignmentFilter, FollowedState } from './assignment.ts'
import type { Locale } from './employee.ts'

const states: Record<FollowedState, Record<Locale, string>> = {
  awaiting: { 'zh-CN': '尚未实名认证', en: 'not verified yet' },
  notPrompted: { 'zh-CN': '尚未发送认证邀请', en: 'not prompted yet' },
  prompted: { 'zh-CN': '已邀请、未打开链接', en: 'prompted, link not opened' },
  opened: { 'zh-CN': '已打开链接、未完成认证', en: 'link opened, not verified' },
  verified: { 'zh-CN': '已实名认证', en: 'verified' },
  declined: { 'zh-CN': '不愿认证', en: 'said no to verification' },
}

/** Why a contact is in the assignment, where the lead gives no reason: what they were filtered by, without names of people. */
export function filterSentence(filter: AssignmentFilter, locale: Locale): string {
  return standingSentence(filter, locale) || groupSentence(filter, locale)
}

/** Which contacts they are, where it says nothing of where they stand. */
function groupSentence({ tag, channel, addedFrom, addedTo }: AssignmentFilter, locale: Locale): string {
  const english = locale === 'en'
  const parts = [
    tag && (english ? `Tag: ${tag}` : `标签：${tag}`),
    channel && (english ? `Channel: ${channel}` : `渠道：${channel}`),
    addedFrom && (english ? `Added from ${addedFrom} on` : `${addedFrom} 起添加`),
    addedTo && (english ? `Added before ${addedTo}` : `${addedTo} 前添加`),
  ].filter((part) => typeof part === 'string')
  return parts.join(english ? '; ' : '，')
}

function standingSentence({ state, days, quiet, uncared }: AssignmentFilter, locale: Locale): string {
  const english = locale === 'en'
  const parts = [
    state && states[state][locale],
    days && (english ? `added ${days} ${days === 1 ? 'day' : 'days'} ago or more` : `添加满 ${days} 天`),
    uncared && (english ? 'nobody has followed up yet' : '还没有人跟进'),
    quiet && (english ? `no follow-up for ${quiet} ${quiet === 1 ? 'day' : 'days'}` : `${quiet} 天没有跟进`),
  ].filter((part) => typeof part === 'string')
  if (!english) return parts.join('，')
  const [first = '', ...rest] = parts.join(', ')
  return first.toUpperCase() + rest.join('')
}
