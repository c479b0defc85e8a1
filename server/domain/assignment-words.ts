import type { AssignmentFilter, ContestedState, FollowedState } from './assignment.ts'
import type { Locale } from './employee.ts'
import type { CohortPlace, FunnelStep } from './funnel.ts'

const states: Record<FollowedState, Record<Locale, string>> = {
  awaiting: { 'zh-CN': '尚未实名认证', en: 'not verified yet' },
  notPrompted: { 'zh-CN': '尚未发送认证邀请', en: 'not prompted yet' },
  prompted: { 'zh-CN': '已邀请、未打开链接', en: 'prompted, link not opened' },
  opened: { 'zh-CN': '已打开链接、未完成认证', en: 'link opened, not verified' },
  verified: { 'zh-CN': '已实名认证', en: 'verified' },
  declined: { 'zh-CN': '不愿认证', en: 'said no to verification' },
}

const steps: Record<CohortPlace['which'], Record<FunnelStep, Record<Locale, string>>> = {
  reached: {
    added: { 'zh-CN': '近期添加', en: 'added recently' },
    prompted: { 'zh-CN': '已发送认证邀请', en: 'prompted' },
    opened: { 'zh-CN': '已打开认证链接', en: 'link opened' },
    verified: states.verified,
    kept: { 'zh-CN': '已认证并留存 7 天', en: 'verified and kept 7 days' },
    followedUp: { 'zh-CN': '认证后已有人跟进', en: 'verified and followed up' },
  },
  missing: {
    added: { 'zh-CN': '未添加', en: 'not added' },
    prompted: states.notPrompted,
    opened: states.prompted,
    verified: states.opened,
    kept: { 'zh-CN': '已认证、留存不满 7 天', en: 'verified, kept less than 7 days' },
    followedUp: { 'zh-CN': '认证后还没有人跟进', en: 'verified, nobody has followed up' },
  },
}
const contested: Record<ContestedState, Record<Locale, string>> = {
  open: { 'zh-CN': '添加在复核中', en: 'the add is under review' },
  appeal: { 'zh-CN': '添加的申诉在处理中', en: 'an appeal about the add is waiting' },
}

/** Where the add of one who is in the funnel stood, some days after it. */
function stepSentence({ step, which = 'reached', horizon = 7 }: AssignmentFilter, locale: Locale): string | undefined {
  if (!step) return undefined
  const said = steps[which][step][locale]
  if (step === 'added') return said
  return locale === 'en'
    ? `${said}, ${horizon} ${horizon === 1 ? 'day' : 'days'} after the add`
    : `添加后 ${horizon} 天：${said}`
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

function standingSentence(filter: AssignmentFilter, locale: Locale): string {
  const { state, days, quiet, uncared, review } = filter
  const english = locale === 'en'
  const parts = [
    stepSentence(filter, locale),
    review && contested[review][locale],
    state && states[state][locale],
    days && (english ? `added ${days} ${days === 1 ? 'day' : 'days'} ago or more` : `添加满 ${days} 天`),
    uncared && (english ? 'nobody has followed up yet' : '还没有人跟进'),
    quiet && (english ? `no follow-up for ${quiet} ${quiet === 1 ? 'day' : 'days'}` : `${quiet} 天没有跟进`),
  ].filter((part) => typeof part === 'string')
  if (!english) return parts.join('，')
  const [first = '', ...rest] = parts.join(', ')
  return first.toUpperCase() + rest.join('')
}
