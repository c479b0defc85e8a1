import type { SidebarGets } from '../../../server/contract/api.ts'
import type { ContactPage } from '../../../server/contract/contact.ts'
import type { FollowUp } from '../../../server/contract/follow-up.ts'
import type { Opening } from '../../../server/contract/opening.ts'
import type { MyDay } from '../../../server/contract/target.ts'

const asOf = '2026-11-23T10:05:00+08:00'
export const followUpId = '00000000-0000-7000-8000-000000000001'
const signature = { timestamp: 1, nonceStr: 'made-up', signature: 'made-up' }
export const signatures = { corpId: 'wwMADEUP', agentId: '1000002', config: signature, agentConfig: signature }

export const myDay: MyDay = {
  day: '2026-11-23',
  workingDay: true,
  target: 12,
  effective: 7,
  gained: 7,
  lost: 0,
  awaiting: 3,
  added: 4,
  asOf,
  closed: false,
  correction: null,
  month: {
    target: 150,
    effective: 96,
    decidedLater: 0,
    expected: 148,
    workingDaysLeft: 6,
    pace: { even: 91, ahead: 5, projected: 148 },
  },
  tomorrow: { day: '2026-11-24', workingDay: true, target: 12 },
  history: [
    {
      day: '2026-11-22',
      target: 0,
      effective: 0,
      gained: 0,
      lost: 0,
      workingDay: false,
      closed: true,
      correction: null,
    },
    {
      day: '2026-11-23',
      target: 12,
      effective: 7,
      gained: 7,
      lost: 0,
      workingDay: true,
      closed: false,
      correction: null,
    },
  ],
  followUpsDue: 1,
  sentences: { today: '还差 5 位', month: '本月 96 / 150' },
}

export const opening: Opening = {
  session: {
    employee: { id: 'wangmin', name: '王敏', branch: { id: '2', name: '示例支行' }, roles: ['teller', 'lead'] },
    leads: [{ id: '2', name: '示例支行' }],
    moreLeads: false,
    locale: 'zh-CN',
  },
  myDay,
  signature: signatures,
  build: 'build-1',
}

export const followUp = (change: Partial<FollowUp> = {}): FollowUp => ({
  id: followUpId,
  contact: { id: 'wmSPRING', name: '春天的风', avatar: '' },
  assignee: { id: 'wangmin', name: '王敏' },
  kind: 'call',
  title: '存单到期回访',
  reason: '',
  dueAt: '2026-11-23T18:00:00+08:00',
  state: 'open',
  overdue: false,
  priority: 'normal',
  origin: 'lead',
  createdBy: { id: 'li', name: '李行长' },
  talkScript: null,
  rule: null,
  repeats: null,
  outcome: null,
  note: null,
  closedItself: false,
  notice: 'sent',
  history: [],
  may: { complete: true, postpone: true, cancel: false, assign: false },
  ...change,
})

export const contactPage = (change: Partial<ContactPage> = {}): ContactPage => ({
  contact: { id: 'wmSPRING', name: '春天的风', avatar: '', type: 'wechat' },
  relation: {
    startedAt: '2026-11-20T15:02:00+08:00',
    endedAt: null,
    channel: '柜台活码',
    remark: '',
    tags: [],
    privateSince: null,
    elsewhere: false,
  },
  verification: {
    state: 'none',
    since: null,
    maskedName: null,
    promptsLeft: 3,
    nextPromptAt: null,
    linkEndsAt: null,
    recipient: null,
  },
  verdict: {
    addId: '00000000-0000-7000-8000-0000000000aa',
    status: 'awaiting',
    reason: 'not-verified',
    sentence: '还没有实名认证',
    since: asOf,
    daysLeft: 27,
  },
  nextAction: {
    kind: 'send-prompt',
    sentence: '还没有实名认证，还有 27 天。',
    label: '发送认证邀请',
    followUpId: null,
    quiet: false,
  },
  followUps: [],
  olderTimeline: null,
  timeline: [{ at: '2026-11-20T15:02:00+08:00', kind: 'added', sentence: '扫柜台活码添加' }],
  may: { prompt: true, plan: true, assign: true, markPrivate: true, editProfile: true },
  asOf,
  ...change,
})

/** A contact who has completed real-name verification. */
export const verified = (): ContactPage =>
  contactPage({
    verification: { ...contactPage().verification, state: 'verified', maskedName: '*春' },
    nextAction: { kind: 'nothing', sentence: '已完成实名认证。', label: null, followUpId: null, quiet: false },
    may: { prompt: false, plan: true, assign: true, markPrivate: true, editProfile: true },
  })

type Overview = SidebarGets['/api/branches/:id/overview']['reply']

/** The branch of whoever leads it, with one employee. */
export const branchOverview = (employee: { id: string; name: string }): Overview => ({
  branch: { id: '2', name: '示例支行' },
  today: { day: '2026-11-23', target: 24, effective: 9, added: 14 },
  month: { target: 300, effective: 190 },
  funnel: {
    horizon: 7,
    from: '2026-10-19',
    to: '2026-11-16',
    sums: { added: 10, prompted: 8, opened: 6, verified: 5, kept: 4, followedUp: 3 },
    days: [],
  },
  owed: { overdue: 1, ofLeavers: 0, verifiedWithoutFollowUp: 2, undeliveredNotices: 0, reviews: 0, appeals: 0 },
  members: [{ employee, target: 12, effective: 7, awaiting: 3, overdue: 0, onLeave: false }],
  nextMembers: null,
  may: { assign: true, export: 'freely' },
  asOf,
})
