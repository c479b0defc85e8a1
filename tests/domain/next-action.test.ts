import { describe, expect, it } from 'vitest'
import { nextActionWords } from '../../server/domain/next-action-words.ts'
import { mayStillCount, nextStep, type ContactStanding } from '../../server/domain/next-action.ts'

const now = new Date('2026-11-20T10:00:00+08:00')
const allowed = { allowed: true, reason: null, nextPromptAt: null, promptsLeft: 3 }
const refused = (
  reason: NonNullable<ContactStanding['allowance']['reason']>,
  next: string | null = null,
): ContactStanding['allowance'] => ({
  allowed: false,
  reason,
  nextPromptAt: next === null ? null : new Date(next),
  promptsLeft: 2,
})
const standing = (more: Partial<ContactStanding> = {}): ContactStanding => ({
  state: 'none',
  allowance: allowed,
  promptsSent: 0,
  linkEndsAt: null,
  opened: false,
  related: true,
  isPrivate: false,
  mayCount: true,
  talkedWith: false,
  followUps: [],
  ...more,
})
const followUp = (dueAt: string, kind = 'call') => ({
  id: `due ${dueAt}`,
  title: '存单到期回访',
  dueAt: new Date(dueAt),
  kind,
})
const say = (more: Partial<ContactStanding>, locale: 'zh-CN' | 'en' = 'zh-CN', may = true) =>
  nextActionWords(nextStep(standing(more), now), may, locale, now)
const link = { promptsSent: 1, linkEndsAt: new Date('2026-11-22T12:00:00+08:00') }

describe('The next action', () => {
  it('is an overdue follow-up before everything else', () => {
    const more = { followUps: [followUp('2026-11-25T10:00:00+08:00'), followUp('2026-11-19T18:00:00+08:00')] }
    expect(say(more)).toEqual({
      kind: 'overdue-follow-up',
      sentence: '「存单到期回访」已逾期，昨天 18:00 到期',
      label: '完成跟进',
      followUpId: 'due 2026-11-19T18:00:00+08:00',
      quiet: false,
    })
  })

  it('is to send, and to send again once a prompt may go out again', () => {
    expect(say({})).toMatchObject({ kind: 'send-prompt', label: '发送认证邀请' })
    expect(say({ state: 'prompted', ...link })).toMatchObject({
      kind: 'send-prompt-again',
      sentence: '还没有完成实名认证。已邀请 1 次，链接还有 2 天有效',
      label: '再次发送认证邀请',
    })
    expect(say({ state: 'failed', promptsSent: 2 }, 'en')).toMatchObject({
      sentence: 'The last attempt did not succeed. Prompted 2 times, the link has ended',
    })
  })

  it('is to wait while the contact has a link, or the provider the details', () => {
    expect(say({ state: 'opened', allowance: refused('too-soon'), ...link, opened: true })).toMatchObject({
      kind: 'wait-for-contact',
      sentence: '等对方完成认证。已邀请 1 次，对方已打开，链接还有 2 天有效',
      label: null,
    })
    expect(say({ state: 'submitted', allowance: refused('in-progress') })).toMatchObject({ kind: 'wait-for-contact' })
    expect(say({ state: 'challenge', allowance: refused('in-progress') })).toMatchObject({
      sentence: '对方正在填写短信验证码',
    })
  })

  it('is to wait until a prompt may go out', () => {
    expect(say({ allowance: refused('quiet-hours', '2026-11-21T08:30:00+08:00') })).toMatchObject({
      kind: 'wait-to-prompt',
      sentence: '现在是休息时间，不打扰对方，明天 08:30 起可以邀请',
      label: null,
    })
    const spent = {
      state: 'prompted' as const,
      promptsSent: 3,
      allowance: refused('too-many-prompts', '2026-12-01T09:00:00+08:00'),
    }
    expect(say(spent, 'en')).toMatchObject({
      kind: 'no-prompts-left',
      sentence: 'Prompted 3 times in 30 days; again from 12-01 09:00',
    })
  })

  it('respects a no, a private contact and a relation that has ended', () => {
    expect(say({ state: 'declined', allowance: refused('declined') })).toMatchObject({
      kind: 'respect-decline',
      label: null,
    })
    expect(say({ isPrivate: true })).toMatchObject({ kind: 'nothing', sentence: '私人联系人，不计入也不邀请' })
    expect(say({ related: false })).toMatchObject({ kind: 'nothing', sentence: '好友关系已结束' })
  })

  it('is a first conversation once verified, then the next follow-up, then nothing', () => {
    const verified = { state: 'verified' as const, allowance: refused('already-verified') }
    const soon = followUp('2026-11-20T18:00:00+08:00')
    expect(say(verified)).toMatchObject({ kind: 'start-conversation', label: '记录首次沟通', followUpId: null })
    expect(say(verified, 'zh-CN', false)).toMatchObject({ kind: 'start-conversation', label: null })
    expect(say({ ...verified, followUps: [soon] })).toMatchObject({ kind: 'start-conversation', followUpId: soon.id })
    expect(say({ ...verified, talkedWith: true, followUps: [soon] }, 'en')).toMatchObject({
      kind: 'next-follow-up',
      sentence: 'Next: "存单到期回访", due today 18:00',
    })
    expect(say({ ...verified, talkedWith: true })).toMatchObject({ kind: 'nothing', label: null })
  })

  it('promises nothing where a verification counts no more, and offers it quietly', () => {
    expect(say({ mayCount: false })).toMatchObject({
      sentence: '还没有完成实名认证。现在认证不再计入目标，但仍然欢迎',
      label: '发送认证邀请',
      quiet: true,
    })
    expect(say({ mayCount: false, state: 'prompted', promptsSent: 1 }, 'en')).toMatchObject({
      sentence: expect.stringContaining('no longer counts for the target'),
      quiet: true,
    })
    expect(mayStillCount('void', 'window-passed')).toBe(false)
    expect(mayStillCount('void', 'not-first-add')).toBe(false)
    expect(mayStillCount('void', 'verification-revoked')).toBe(true)
    expect(mayStillCount('awaiting', 'not-verified')).toBe(true)
    expect(mayStillCount(null, null)).toBe(true)
  })

  it('has no button for somebody who may not take it', () => {
    expect(say({}, 'zh-CN', false).label).toBeNull()
  })
})

describe('The step and its reason', () => {
  const step = (more: Partial<ContactStanding>) => nextStep(standing(more), now)

  it('is nothing for a contact marked as private, verified or not, and nothing once the relation has ended', () => {
    expect(step({ isPrivate: true })).toEqual({ kind: 'nothing', because: 'private' })
    expect(step({ isPrivate: true, state: 'verified' })).toEqual({ kind: 'nothing', because: 'private' })
    expect(step({ related: false })).toEqual({ kind: 'nothing', because: 'ended' })
    expect(step({ related: false, state: 'verified' })).toEqual({ kind: 'nothing', because: 'ended' })
    expect(step({ talkedWith: true, state: 'verified' })).toEqual({ kind: 'nothing', because: 'done' })
  })

  it('is the next follow-up where nobody may be prompted, and the prompt before it where somebody may', () => {
    const ahead = followUp('2026-11-25T10:00:00+08:00')
    expect(step({ isPrivate: true, followUps: [ahead] })).toEqual({ kind: 'next-follow-up', followUp: ahead })
    expect(step({ related: false, followUps: [ahead] })).toEqual({ kind: 'next-follow-up', followUp: ahead })
    expect(step({ followUps: [ahead] })).toMatchObject({ kind: 'send-prompt' })
    expect(step({ state: 'submitted', followUps: [ahead] })).toMatchObject({
      kind: 'wait-for-contact',
      because: 'result',
    })
  })

  it('is no overdue follow-up at the very moment it is due', () => {
    const due = followUp('2026-11-20T10:00:00+08:00')
    expect(step({ followUps: [due] })).toMatchObject({ kind: 'send-prompt' })
  })

  it('begins the conversation with a verified contact by the follow-up made for it', () => {
    const call = followUp('2026-11-24T10:00:00+08:00')
    const first = followUp('2026-11-25T10:00:00+08:00', 'firstConversation')
    const verified = { state: 'verified' as const }
    expect(step({ ...verified, followUps: [call, first] })).toEqual({ kind: 'start-conversation', followUp: first })
    expect(step({ ...verified, followUps: [call] })).toEqual({ kind: 'start-conversation', followUp: call })
    expect(step(verified)).toEqual({ kind: 'start-conversation', followUp: null })
  })

  it('waits with the next prompt for the reason that holds it back', () => {
    const waits = (reason: 'quiet-hours' | 'in-progress' | 'too-soon') => step({ allowance: refused(reason) })
    for (const because of ['quiet-hours', 'in-progress', 'too-soon'] as const)
      expect(waits(because)).toEqual({ kind: 'wait-to-prompt', until: null, because })
  })
})
