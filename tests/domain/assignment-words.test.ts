import { describe, expect, it } from 'vitest'
import type { AssignmentFilter } from '../../server/domain/assignment.ts'
import { filterSentence } from '../../server/domain/assignment-words.ts'
import { usualReason } from '../../server/domain/follow-up-words.ts'

describe('The reason of an assignment', () => {
  it.each<[AssignmentFilter, string, string]>([
    [{ state: 'verified', uncared: true }, '已实名认证，还没有人跟进', 'Verified, nobody has followed up yet'],
    [
      { state: 'awaiting', days: 3, tag: '样例' },
      '尚未实名认证，添加满 3 天',
      'Not verified yet, added 3 days ago or more',
    ],
    [{ tag: '样例' }, '标签：样例', 'Tag: 样例'],
    [
      { channel: '样例', addedFrom: '2026-11-01' },
      '渠道：样例，2026-11-01 起添加',
      'Channel: 样例; Added from 2026-11-01 on',
    ],
    [{ branch: '2', employee: 'xiaoman' }, '', ''],
    [
      { branch: '2', step: 'prompted', which: 'missing', horizon: 7 },
      '添加后 7 天：尚未发送认证邀请',
      'Not prompted yet, 7 days after the add',
    ],
    [{ step: 'verified', horizon: 1 }, '添加后 1 天：已实名认证', 'Verified, 1 day after the add'],
    [{ step: 'added' }, '近期添加', 'Added recently'],
    [{ review: 'open' }, '添加在复核中', 'The add is under review'],
    [{ review: 'appeal' }, '添加的申诉在处理中', 'An appeal about the add is waiting'],
  ])('is what the contacts were filtered by, without anybody’s name: %o', (filter, zh, en) => {
    expect(filterSentence(filter, 'zh-CN')).toBe(zh)
    expect(filterSentence(filter, 'en')).toBe(en)
  })

  it('is what the kind says where no filter does, and left to the lead for a call', () => {
    expect(usualReason('promptAgain', 'zh-CN')).toBe('还没有完成实名认证')
    expect(usualReason('call', 'zh-CN')).toBe('')
  })
})
