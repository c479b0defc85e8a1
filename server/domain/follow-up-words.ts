import { toShanghaiIso } from './business-day.ts'
import type { Locale } from './employee.ts'
import type { SkipReason } from './follow-up-assignment.ts'

const skipSentences: Record<SkipReason, Record<Locale, string>> = {
  'no-relation': {
    'zh-CN': '所选员工目前与该联系人没有好友关系',
    en: 'None of the chosen employees is related with this contact now',
  },
  private: {
    'zh-CN': '员工已把该联系人标记为私人，不安排跟进',
    en: 'The employee has marked this contact as private, so no follow-up is assigned',
  },
  'already-open': {
    'zh-CN': '该员工已有一个相同的跟进任务未完成',
    en: 'The employee has the same follow-up open already',
  },
  'already-verified': {
    'zh-CN': '该联系人已完成实名认证，无需再邀请',
    en: 'This contact is verified already, there is nothing left to prompt',
  },
}

export function skipSentence(reason: SkipReason, locale: Locale): string {
  return skipSentences[reason][locale]
}

/** Who did it, where nobody did: a rule, or a purpose that came true by itself. */
export function systemName(locale: Locale): string {
  return locale === 'en' ? 'Zhenke' : '真客'
}

export type NoticeFacts = {
  followUpId: string
  contactId: string
  contactName: string
  title: string
  reason: string
  dueAt: Date
  by: string
}

const lines = (...texts: string[]): string => texts.filter(Boolean).join('\n')

type NoticeWords = { title: string; description: string; button: string }

/** What the employee reads in WeCom. Nothing in it changes from one attempt to the next, so that WeCom can drop a repetition. */
export function noticeWords(facts: NoticeFacts, locale: Locale): NoticeWords {
  const due = toShanghaiIso(facts.dueAt).slice(5, 16).replace('T', ' ')
  if (locale === 'en') {
    return {
      title: `Follow-up: ${facts.contactName || 'a contact'}`,
      description: lines(facts.title, facts.reason, `From ${facts.by}, due ${due}`),
      button: 'Open',
    }
  }
  return {
    title: `跟进任务：${facts.contactName || '一位联系人'}`,
    description: lines(facts.title, facts.reason, `${facts.by} 指派，${due} 前完成`),
    button: '打开聊天',
  }
}

/** Opens the sidebar in WeCom, which opens the chat from there. */
export function noticeUrl(publicOrigin: string, facts: Pick<NoticeFacts, 'followUpId' | 'contactId'>): string {
  const query = new URLSearchParams({ 'follow-up': facts.followUpId, contact: facts.contactId })
  return `${publicOrigin}/#/contact?${query}`
}
