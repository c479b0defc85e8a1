import type { VerdictStatus } from './add.ts'
import type { ExportFilter, ExportKind } from './branch-export.ts'
import { toShanghaiIso } from './business-day.ts'
import type { Locale } from './employee.ts'
import type { FollowUpKind, FollowUpOutcome, FollowUpState } from './follow-up.ts'

const chinese = {
  kinds: { members: '团队', adds: '添加明细', followUps: '跟进任务' } satisfies Record<ExportKind, string>,
  columns: {
    members: ['姓名', '账号', '今日目标', '今日有效', '待认证', '逾期任务', '请假'],
    adds: ['添加时间', '联系人', '员工', '员工账号', '添加方式', '结论', '说明'],
    followUps: ['任务', '类型', '联系人', '员工', '员工账号', '截止时间', '状态', '结果', '完成时间'],
  } satisfies Record<ExportKind, string[]>,
  verdicts: { awaiting: '待认证', effective: '有效', held: '复核中', void: '无效' } satisfies Record<
    VerdictStatus,
    string
  >,
  states: { open: '进行中', completed: '已完成', cancelled: '已取消' } satisfies Record<FollowUpState, string>,
  overdue: '已逾期',
  owed: '逾期的分派任务',
  outcomes: {
    reached: '联系上了',
    noAnswer: '没有回应',
    interested: '有意向',
    refused: '不需要',
    other: '其他',
  } satisfies Record<FollowUpOutcome, string>,
  followUpKinds: {
    promptAgain: '再次邀请认证',
    firstConversation: '首次沟通',
    cameBack: '重新添加后问候',
    call: '电话',
    visit: '拜访',
    message: '发消息',
    other: '其他',
  } satisfies Record<FollowUpKind, string>,
  yes: '是',
  all: '全部',
  by: (name: string, id: string) => `导出人 ${name}（${id}）`,
  at: (time: string) => `导出时间 ${time}`,
  branch: (name: string, id: string) => `网点 ${name}（${id}）及下级`,
  filter: (told: string) => `筛选 ${told}`,
  days: (from: string, to: string) => `${from} 至 ${to}`,
  internal: '仅供本行内部使用，请勿外传；每次下载均有记录。',
}
const english: typeof chinese = {
  kinds: { members: 'Team', adds: 'Adds', followUps: 'Follow-ups' },
  columns: {
    members: ['Name', 'Account', 'Target today', 'Effective today', 'Awaiting', 'Overdue', 'On leave'],
    adds: ['Added', 'Contact', 'Employee', 'Account', 'How', 'Verdict', 'Why'],
    followUps: ['Follow-up', 'Kind', 'Contact', 'Employee', 'Account', 'Due', 'State', 'Outcome', 'Closed'],
  },
  verdicts: { awaiting: 'awaiting', effective: 'effective', held: 'in review', void: 'void' },
  states: { open: 'open', completed: 'completed', cancelled: 'cancelled' },
  overdue: 'overdue',
  owed: 'assigned and overdue',
  outcomes: {
    reached: 'reached',
    noAnswer: 'no answer',
    interested: 'interested',
    refused: 'refused',
    other: 'other',
  },
  followUpKinds: {
    promptAgain: 'prompt again',
    firstConversation: 'first conversation',
    cameBack: 'came back',
    call: 'call',
    visit: 'visit',
    message: 'message',
    other: 'other',
  },
  yes: 'yes',
  all: 'all',
  by: (name, id) => `Exported by ${name} (${id})`,
  at: (time) => `at ${time}`,
  branch: (name, id) => `branch ${name} (${id}) and below`,
  filter: (told) => `filter: ${told}`,
  days: (from, to) => `${from} to ${to}`,
  internal: 'For use inside the bank only; every download is recorded.',
}
export type ExportWords = typeof chinese

export const exportWords = (locale: Locale): ExportWords => (locale === 'en' ? english : chinese)

export const shownMoment = (moment: Date): string => toShanghaiIso(moment).slice(0, 16).replace('T', ' ')

type Mark = {
  kind: ExportKind
  branch: { id: string; name: string }
  by: { id: string; name: string }
  at: Date
  filter: ExportFilter
}

/** Who had it, when, and what was asked for: the first and the last row of every export. */
export function watermark({ kind, branch, by, at, filter }: Mark, locale: Locale): string {
  const words = exportWords(locale)
  const { from, to, employeeId, status } = filter
  const days = from || to ? [words.days(from ?? '…', to ?? shownMoment(at).slice(0, 10))] : []
  const asked = [...days, ...(employeeId ? [employeeId] : []), ...(status ? [sayStatus(status, words)] : [])]
  return [
    words.kinds[kind],
    words.branch(branch.name, branch.id),
    words.by(by.name, by.id),
    words.at(shownMoment(at)),
    words.filter(asked.length > 0 ? asked.join(', ') : words.all),
  ].join(' · ')
}

function sayStatus(status: string, { verdicts, states, overdue, owed }: ExportWords): string {
  const told: Record<string, string> = { ...verdicts, ...states, overdue, owed }
  return told[status] ?? status
}
