import { toShanghaiIso } from './business-day.ts'
import type { Locale } from './employee.ts'

export type NoticeFacts = {
  followUpId: string
  contactId: string
  contactName: string
  title: string
  reason: string
  dueAt: Date
  /** Who made it; empty where a rule did, null where it is the employee's own. */
  by: string | null
}
export type NoticeWords = { title: string; description: string; button: string }

const lines = (...texts: string[]): string => texts.filter(Boolean).join('\n')
const dueWords = (dueAt: Date): string => toShanghaiIso(dueAt).slice(5, 16).replace('T', ' ')
const NAMED = 3

/** What the employee reads in WeCom of new follow-ups, of one or of all together. */
export function noticeWords(all: readonly NoticeFacts[], locale: Locale): NoticeWords {
  const [only] = all
  return only && all.length === 1 ? wordsOfOne(only, locale) : wordsOfMany(all, locale)
}

function wordsOfOne({ contactName, title, reason, dueAt, by }: NoticeFacts, locale: Locale): NoticeWords {
  const due = dueWords(dueAt)
  if (locale === 'en') {
    const from = by === null ? 'Your own' : by ? `From ${by}` : 'Made by a rule'
    return {
      title: `Follow-up: ${contactName || 'a contact'}`,
      description: lines(title, reason, `${from}, due ${due}`),
      button: 'Open',
    }
  }
  const from = by === null ? '自己安排' : by ? `${by} 指派` : '规则生成'
  return {
    title: `跟进任务：${contactName || '一位联系人'}`,
    description: lines(title, reason, `${from}，${due} 前完成`),
    button: '打开聊天',
  }
}

function wordsOfMany(all: readonly NoticeFacts[], locale: Locale): NoticeWords {
  const first = all.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime()).slice(0, NAMED)
  const more = all.length - first.length
  if (locale === 'en') {
    const named = first.map(({ contactName, title, dueAt }) => `${contactName}: ${title}, due ${dueWords(dueAt)}`)
    return {
      title: `You have ${all.length} new follow-ups`,
      description: lines(...named, more > 0 ? `and ${more} more` : ''),
      button: 'Open',
    }
  }
  const named = first.map(({ contactName, title, dueAt }) => `${contactName}：${title}，${dueWords(dueAt)} 前`)
  return {
    title: `你有 ${all.length} 个新的跟进任务`,
    description: lines(...named, more > 0 ? `另有 ${more} 个` : ''),
    button: '查看任务',
  }
}

export function overdueWords({ count, oldest }: { count: number; oldest: Date }, locale: Locale): NoticeWords {
  const since = dueWords(oldest)
  if (locale === 'en') {
    return {
      title: count === 1 ? '1 follow-up is overdue' : `${count} follow-ups are overdue`,
      description: `The oldest was due ${since}. Complete it, or choose another day.`,
      button: 'Open',
    }
  }
  return {
    title: `有 ${count} 个跟进任务已逾期`,
    description: `最早的一个应在 ${since} 前完成。可以完成，也可以改期。`,
    button: '查看任务',
  }
}

/** Sums of one branch with all below it; a target is null where none is set. */
export type DayReport = {
  branchName: string
  effective: number
  target: number | null
  added: number
  monthEffective: number
  monthTarget: number | null
  reviews: number
  appeals: number
  overdue: number
}

const of = (got: number, target: number | null): string => (target === null ? `${got}` : `${got} / ${target}`)

/** The lead's day: sums and never a name of a person. `more` branches are counted and not told of. */
export function reportWords(reports: readonly DayReport[], more: number, locale: Locale): NoticeWords {
  const [only] = reports
  const count = reports.length + more
  const isOne = count === 1
  if (locale === 'en') {
    return {
      title: isOne ? `${only?.branchName}: today` : `Today in your ${count} branches`,
      description: lines(
        ...reports.flatMap((one) => [isOne ? '' : `${one.branchName}:`, ...reportLinesEn(one)]),
        more > 0 ? `and ${more} more` : '',
      ),
      button: 'Open',
    }
  }
  return {
    title: isOne ? `${only?.branchName}今日日报` : `${count} 个网点的今日日报`,
    description: lines(
      ...reports.flatMap((one) => [isOne ? '' : `${one.branchName}：`, ...reportLinesZh(one)]),
      more > 0 ? `另有 ${more} 个网点` : '',
    ),
    button: '看网点',
  }
}

function reportLinesZh(one: DayReport): string[] {
  const owed = [
    one.reviews > 0 ? `复核 ${one.reviews}` : '',
    one.appeals > 0 ? `申诉 ${one.appeals}` : '',
    one.overdue > 0 ? `逾期的分派任务 ${one.overdue}` : '',
  ].filter(Boolean)
  return [
    `今日有效 ${of(one.effective, one.target)}，新加 ${one.added}，本月 ${of(one.monthEffective, one.monthTarget)}`,
    owed.length > 0 ? `待处理：${owed.join('，')}` : '没有待处理的事项',
  ]
}

function reportLinesEn(one: DayReport): string[] {
  const owed = [
    one.reviews > 0 ? `reviews ${one.reviews}` : '',
    one.appeals > 0 ? `appeals ${one.appeals}` : '',
    one.overdue > 0 ? `overdue assigned follow-ups ${one.overdue}` : '',
  ].filter(Boolean)
  return [
    `Effective ${of(one.effective, one.target)}, added ${one.added}, month ${of(one.monthEffective, one.monthTarget)}`,
    owed.length > 0 ? `Waiting: ${owed.join(', ')}` : 'Nothing waits',
  ]
}

/** A page of the sidebar by the way through WeCom's sign-in: a bare `/#/…` would lose its hash there. */
export const sidebarUrl = (publicOrigin: string, page: string): string =>
  `${publicOrigin}/sign-in?to=${encodeURIComponent(`/#${page}`)}`

/** Opens the sidebar in WeCom: one follow-up at its chat, several as the list. */
export function noticeUrl(publicOrigin: string, all: readonly Pick<NoticeFacts, 'followUpId' | 'contactId'>[]): string {
  const [only] = all
  if (!only || all.length > 1) return sidebarUrl(publicOrigin, '/follow-ups')
  const query = new URLSearchParams({ 'follow-up': only.followUpId, contact: only.contactId })
  return sidebarUrl(publicOrigin, `/contact?${query}`)
}
