import { describe, expect, it } from 'vitest'
import { sayDay, sayMoment } from '../../src/i18n/moments.ts'
import { assignment as assignmentEn } from '../../src/i18n/en/assignment.ts'
import { assignment as assignmentZh } from '../../src/i18n/zh/assignment.ts'
import { branchPage as branchPageEn } from '../../src/i18n/en/branch-page.ts'
import { branchPage as branchPageZh } from '../../src/i18n/zh/branch-page.ts'
import { calendar as calendarEn } from '../../src/i18n/en/calendar.ts'
import { groupChat as groupChatEn } from '../../src/i18n/en/group-chat.ts'
import { events as eventsEn } from '../../src/i18n/en/events.ts'
import { joining as joiningEn } from '../../src/i18n/en/joining.ts'
import { roleTags as roleTagsEn } from '../../src/i18n/en/role-tags.ts'
import { leave as leaveEn } from '../../src/i18n/en/leave.ts'
import { profile as profileEn } from '../../src/i18n/en/profile.ts'
import { review as reviewEn } from '../../src/i18n/en/review.ts'
import { bridge as bridgeEn } from '../../src/i18n/en/bridge.ts'
import { bridge as bridgeZh } from '../../src/i18n/zh/bridge.ts'
import { day as dayEn } from '../../src/i18n/en/day.ts'
import { day as dayZh } from '../../src/i18n/zh/day.ts'
import { followUpPage as followUpPageEn } from '../../src/i18n/en/follow-up-page.ts'
import { followUpPage as followUpPageZh } from '../../src/i18n/zh/follow-up-page.ts'
import { pending as pendingEn } from '../../src/i18n/en/pending.ts'
import { pending as pendingZh } from '../../src/i18n/zh/pending.ts'
import { talkScript as talkScriptEn } from '../../src/i18n/en/talk-script.ts'
import { talkScript as talkScriptZh } from '../../src/i18n/zh/talk-script.ts'
import { calendar as calendarZh } from '../../src/i18n/zh/calendar.ts'
import { groupChat as groupChatZh } from '../../src/i18n/zh/group-chat.ts'
import { events as eventsZh } from '../../src/i18n/zh/events.ts'
import { joining as joiningZh } from '../../src/i18n/zh/joining.ts'
import { roleTags as roleTagsZh } from '../../src/i18n/zh/role-tags.ts'
import { leave as leaveZh } from '../../src/i18n/zh/leave.ts'
import { profile as profileZh } from '../../src/i18n/zh/profile.ts'
import { review as reviewZh } from '../../src/i18n/zh/review.ts'
import { words as english } from '../../src/i18n/words-en.ts'
import { words as chinese } from '../../src/i18n/words-zh.ts'
import { BridgeFailure, failureOfChat } from '../../src/wecom/bridge-failure.ts'

const asOf = '2026-11-23T16:02:00+08:00'

/** Every path in a dictionary, and its text; functions are called with a few plain arguments. */
function textsOf(part: object, path = ''): [string, string][] {
  return Object.entries(part).flatMap(([name, said]): [string, string][] => {
    const here = `${path}/${name}`
    if (typeof said === 'object') return textsOf(said, here)
    return [[here, String(typeof said === 'function' ? said(1, 2, 3, true) : said)]]
  })
}

describe('The words of the interface', () => {
  it('are the same in both languages, and none is empty', () => {
    expect(textsOf(english).map(([path]) => path)).toEqual(textsOf(chinese).map(([path]) => path))
    expect([...textsOf(english), ...textsOf(chinese)].filter(([, text]) => !text.trim())).toEqual([])
  })

  it('leave no Chinese in the English ones', () => {
    expect(textsOf(english).filter(([, text]) => /[\u4e00-\u9fff]/.test(text))).toEqual([])
  })
})

describe('The words that travel with their page', () => {
  it.each([
    ['assigning to many', assignmentEn, assignmentZh],
    ['follow-ups beyond the first view', followUpPageEn, followUpPageZh],
    ['calendar', calendarEn, calendarZh],
    ['joining days', joiningEn, joiningZh],
    ['roles by tags', roleTagsEn, roleTagsZh],
    ["WeCom's events", eventsEn, eventsZh],
    ['leave', leaveEn, leaveZh],
    ['the branch page', branchPageEn, branchPageZh],
    ['reviews', reviewEn, reviewZh],
    ['group chats', groupChatEn, groupChatZh],
    ['profiles', profileEn, profileZh],
    ['my day', dayEn, dayZh],
    ['what the bridge says', bridgeEn, bridgeZh],
    ['what waits for the network', pendingEn, pendingZh],
    ['talk scripts', talkScriptEn, talkScriptZh],
  ])('are the same in both languages, each in its own (%s)', (_title, inEnglish, inChinese) => {
    expect(textsOf(inEnglish).map(([path]) => path)).toEqual(textsOf(inChinese).map(([path]) => path))
    expect([...textsOf(inEnglish), ...textsOf(inChinese)].filter(([, text]) => !text.trim())).toEqual([])
    expect(textsOf(inEnglish).filter(([, text]) => /[\u4e00-\u9fff]/.test(text))).toEqual([])
  })
})

describe('Times as people say them', () => {
  it.each([
    ['2026-11-23T09:05:00+08:00', '今天 09:05', 'today 09:05'],
    ['2026-11-22T23:59:59+08:00', '昨天 23:59', 'yesterday 23:59'],
    ['2026-11-24T10:00:00+08:00', '明天 10:00', 'tomorrow 10:00'],
    ['2026-11-20T15:02:00+08:00', '11-20 15:02', '20 Nov, 15:02'],
    ['2025-12-31T08:00:00+08:00', '2025-12-31 08:00', '31 Dec 2025, 08:00'],
  ])('reads %s against 2026-11-23 as %s', (moment, inChinese, inEnglish) => {
    expect([sayMoment(moment, asOf, chinese), sayMoment(moment, asOf, english)]).toEqual([inChinese, inEnglish])
  })

  it('says days without a time', () => {
    expect(sayDay('2026-11-22', asOf, chinese)).toBe('昨天')
    expect(sayDay('2026-11-07', asOf, chinese)).toBe('11-07')
  })
})

describe('What WeCom says when it says no', () => {
  it('carries its number in an address', () => {
    const words = 'not match any reliable domain. more info at https://open.work.weixin.qq.com/devtool/query?e=80001'
    expect(new BridgeFailure('signature-refused', words).code).toBe('80001')
    expect(new BridgeFailure('signature-refused', '…query?x=1&e=-1').code).toBe('-1')
    expect(new BridgeFailure('signature-refused', 'no number').code).toBeNull()
  })

  it.each([
    ['getCurExternalContact:without context of external contact', 'single_chat_tools', 'not-a-contact'],
    ['getCurExternalContact:failwithout context of external contact', 'single_chat_tools', 'not-a-contact'],
    ['getCurExternalContact:without context of external contact', 'group_chat_tools', 'group-chat'],
    ['getCurExternalContact:without context of external contact', 'normal', 'no-chat'],
    ['getCurExternalContact:no permission', 'single_chat_tools', 'no-seat'],
    ['getCurExternalContact:permission denied', 'single_chat_tools', 'no-seat'],
    ['getCurExternalContact:something new', 'single_chat_tools', 'other'],
  ])('reads %s from %s as %s', (words, entry, kind) => {
    expect(failureOfChat(words, entry).kind).toBe(kind)
  })
})
