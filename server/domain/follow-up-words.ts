import type { Locale } from './employee.ts'
import { MOST_OPEN, type SkipReason } from './follow-up-assignment.ts'
import type { FollowUpKind } from './follow-up.ts'

const skipSentences: Record<SkipReason, Record<Locale, string>> = {
  'no-relation': {
    'zh-CN': '所选员工目前与该联系人没有好友关系',
    en: 'None of the chosen employees is related with this contact now',
  },
  'nobody-else': {
    'zh-CN': '没有别的员工与该联系人有好友关系，可先办理客户交接',
    en: 'Nobody else is related with this contact; a handover would take the follow-up along',
  },
  'no-seat': {
    'zh-CN': '员工没有企业微信的客户联系权限，打不开与该联系人的聊天',
    en: 'The employee has no customer-contact seat in WeCom and cannot open the chat with this contact',
  },
  private: {
    'zh-CN': '员工已把该联系人标记为私人，不安排跟进',
    en: 'The employee has marked this contact as private, so no follow-up is assigned',
  },
  'already-open': {
    'zh-CN': '该联系人已有一个相同的跟进任务未完成',
    en: 'The same follow-up is open for this contact already',
  },
  'already-verified': {
    'zh-CN': '该联系人已完成实名认证，无需再邀请',
    en: 'This contact is verified already, there is nothing left to prompt',
  },
  declined: {
    'zh-CN': '该联系人已表示不愿认证，不再邀请',
    en: 'This contact has said no to verification and is prompted no more',
  },
  'too-many-open': {
    'zh-CN': `与该联系人有好友关系的员工已有 ${MOST_OPEN} 个任务未完成`,
    en: `Whoever is related with this contact has ${MOST_OPEN} follow-ups open already`,
  },
  'on-leave': {
    'zh-CN': '与该联系人有好友关系的员工正在请假',
    en: 'Whoever is related with this contact is on leave',
  },
  'changed-meanwhile': {
    'zh-CN': '任务刚刚已被完成、取消或改派',
    en: 'It was completed, cancelled or handed on a moment ago',
  },
}

export function skipSentence(reason: SkipReason, locale: Locale): string {
  return skipSentences[reason][locale]
}

const usualReasons: Partial<Record<FollowUpKind, Record<Locale, string>>> = {
  promptAgain: { 'zh-CN': '还没有完成实名认证', en: 'Not verified yet' },
  firstConversation: { 'zh-CN': '还没有人沟通过', en: 'Nobody has talked with them yet' },
  cameBack: { 'zh-CN': '曾经删除过好友，现在又加回来了', en: 'Deleted the employee once and has added them again' },
}
/** Why a follow-up of this kind exists, where the kind says it; empty for a call, a visit, a message and others. */
export const usualReason = (kind: FollowUpKind, locale: Locale): string => usualReasons[kind]?.[locale] ?? ''

/** Why somebody has made a follow-up for themselves, where they say no more. */
export const ownReason = (locale: Locale): string => (locale === 'en' ? 'Planned by themselves' : '自己安排的跟进')

/** What somebody records who has talked with a verified contact unasked. */
export const firstConversation: Record<Locale, { title: string; reason: string }> = {
  'zh-CN': { title: '认证后首次沟通', reason: '实名认证后还没有人沟通过' },
  en: { title: 'First conversation after verification', reason: 'Verified, and nobody has talked with them yet' },
}

/** Who did it, where nobody did: a rule, or a purpose that came true by itself. */
export function systemName(locale: Locale): string {
  return locale === 'en' ? 'Zhenke' : '真客'
}
