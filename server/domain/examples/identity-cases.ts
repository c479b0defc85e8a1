import { gives, type CaseEntry, type NumberedCase } from './numbered-case.ts'
import { said } from './target-example.ts'

const takenOver: CaseEntry = { employee: 'e2', amount: -1, day: 4, reason: 'taken-over' }

/** One person with two accounts, branches, and days. */
export const identityCases: NumberedCase[] = [
  {
    number: 21,
    given: said(
      '同一个人两个微信：甲 1 日添加、6 日认证，乙 3 日添加、4 日认证',
      'one person, two accounts: E1 added on 1, verified on 6; E2 added on 3, verified on 4',
    ),
    expected: said('乙 4 日有效；甲 6 日起为同一身份已计', 'E2 on 4; E1 same person on 6'),
    steps: [
      {
        at: 3,
        facts: [
          { added: 'e1', contact: 'C1', at: 1 },
          { added: 'e2', contact: 'C2' },
        ],
      },
      { at: 4, facts: [{ verified: 'C2' }] },
      { at: 6, facts: [{ verified: 'C1' }], verdicts: { 'e1 C1': 'void same-person' }, entries: [gives('e2', 4)] },
    ],
  },
  {
    number: 22,
    given: said(
      '同上，但都在 4 日认证：乙 10:00 的先到，甲 09:00 的 11:00 才到',
      "the same, both verified on 4: E2's of 10:00 arrives first, E1's of 09:00 at 11:00",
    ),
    expected: said(
      '4 日未封账，由甲接过：乙 +1 −1，甲 +1，都记在 4 日',
      'while 4 is open E1 takes it over: E2 +1 −1, E1 +1, all dated 4',
    ),
    steps: [
      {
        at: 3,
        facts: [
          { added: 'e1', contact: 'C1', at: 1 },
          { added: 'e2', contact: 'C2' },
        ],
      },
      { at: [4, '10:01'], facts: [{ verified: 'C2', at: [4, '10:00'] }], entries: [gives('e2', 4)] },
      {
        at: [4, '11:00'],
        facts: [{ verified: 'C1', at: [4, '09:00'] }],
        verdicts: { 'e2 C2': 'void same-person' },
        entries: [gives('e2', 4), takenOver, gives('e1', 4)],
      },
    ],
  },
  {
    number: 22,
    given: said(
      '同上，但甲的结果 5 日 02:00 才到，4 日已经封账',
      "the same, but E1's answer arrives at 02:00 on 5, when 4 has closed",
    ),
    expected: said('留在乙', 'it stays with E2'),
    steps: [
      {
        at: 3,
        facts: [
          { added: 'e1', contact: 'C1', at: 1 },
          { added: 'e2', contact: 'C2' },
        ],
      },
      { at: [4, '10:01'], facts: [{ verified: 'C2', at: [4, '10:00'] }] },
      {
        at: [5, '02:00'],
        facts: [{ verified: 'C1', at: [4, '09:00'] }],
        verdicts: { 'e1 C1': 'void same-person' },
        entries: [gives('e2', 4)],
      },
    ],
  },
  {
    number: 23,
    given: said(
      '甲从 A 网点调到 B 网点，之后在 A 时的一位被冲减',
      'E1 moves from branch A to B; a credit of A is reversed later',
    ),
    expected: said('−1 记在 A 网点', '−1 for E1 in A'),
    steps: [
      { at: 1, facts: [{ added: 'e1', contact: 'C' }] },
      { at: 2, facts: [{ verified: 'C' }] },
      { at: 3, facts: [{ moved: 'e1', branch: 'B' }] },
      {
        at: 5,
        facts: [{ removed: 'e1', contact: 'C' }],
        entries: [
          gives('e1', 2, { branch: 'A' }),
          { employee: 'e1', amount: -1, day: 5, reason: 'ended-early', branch: 'A' },
        ],
      },
    ],
  },
  {
    number: 27,
    given: said(
      '30 日计入，对方 33 日（次月 3 日，添加后 7 天内）删除',
      'credited on 30; the contact deletes on 33, within 7 days of the add',
    ),
    expected: said(
      '33 日 −1：当天“新增 0，减少 1”，目标不低于 0',
      '−1 on 33: "0 new, 1 lost" on that day; its target never below 0',
    ),
    steps: [
      { at: 29, facts: [{ added: 'e1', contact: 'C' }] },
      { at: 30, facts: [{ verified: 'C' }] },
      {
        at: 33,
        facts: [{ removed: 'e1', contact: 'C' }],
        entries: [gives('e1', 30), { employee: 'e1', amount: -1, day: 33, reason: 'ended-early' }],
      },
    ],
  },
  {
    number: 28,
    given: said('23:59:58 扫码，00:00:01 认证', 'scanned at 23:59:58, verified at 00:00:01'),
    expected: said('添加算第一天，有效算第二天', 'added on the first day, effective on the second'),
    steps: [
      { at: [4, '23:59:58'], facts: [{ added: 'e1', contact: 'C' }] },
      { at: [5, '00:00:01'], facts: [{ verified: 'C' }], entries: [gives('e1', 5)] },
    ],
  },
  {
    number: 29,
    given: said('11 月 1 日 15:00 添加', 'added on 1 November at 15:00'),
    expected: said('期限到 12 月 1 日 24:00', 'the window ends with 1 December 24:00'),
    steps: [
      { at: [1, '15:00'], facts: [{ added: 'e1', contact: 'C' }], windowEnds: [32, '00:00'] },
      { at: [31, '23:59:59'], verdicts: { 'e1 C': 'awaiting not-verified' } },
      { at: [32, '00:00'], verdicts: { 'e1 C': 'void window-passed' } },
    ],
  },
]
