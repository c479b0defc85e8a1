import { gives, type NumberedCase } from './numbered-case.ts'
import { said } from './target-example.ts'

/** Parameters, late answers, reviews, leavers. Day 1 is 1 November, so day 30 is the last of the month. */
export const lateCases: NumberedCase[] = [
  {
    number: 12,
    given: said(
      '5 日起认证期限由 30 天改为 10 天；1 日与 5 日各添加一位，20 日认证',
      'the window changes from 30 to 10 days on 5; one added on 1, one on 5; verified on 20',
    ),
    expected: said(
      '1 日的按 1 日的规则有效，5 日的期限已过',
      'the one of 1 is effective by the rules of its day, the window of the other has passed',
    ),
    windowDays: { until: 5, before: 30, after: 10 },
    steps: [
      { at: 1, facts: [{ added: 'e1', contact: 'C' }] },
      { at: 5, facts: [{ added: 'e1', contact: 'D' }] },
      {
        at: 20,
        facts: [{ verified: 'C' }, { verified: 'D', person: 'Q' }],
        verdicts: { 'e1 C': 'effective', 'e1 D': 'void window-passed' },
      },
    ],
  },
  {
    number: 16,
    given: said(
      '认证机构 30 日 18:00 认定，结果 2 天后才到',
      'verified at the provider on 30 at 18:00, the answer arrives two days later',
    ),
    expected: said(
      '记在到达那天，注明 30 日挣得；上个月按“之后认定 +1”判定',
      'booked on the day of arrival, earned on 30; the month is judged with +1 decided later',
    ),
    steps: [
      { at: 20, facts: [{ added: 'e1', contact: 'C' }] },
      { at: 32, facts: [{ verified: 'C', at: [30, '18:00'] }], entries: [gives('e1', 32, { earned: 30 })] },
    ],
  },
  {
    number: 17,
    given: said('28 日进入复核，30 日认证，33 日（次月 3 日）复核通过', 'held on 28, verified on 30, accepted on 33'),
    expected: said('同上：记在 33 日，30 日挣得', 'the same form: booked on 33, earned on 30'),
    steps: [
      {
        at: 28,
        facts: [
          { added: 'e1', contact: 'C', at: 20 },
          { held: 'e1', contact: 'C', from: 28 },
        ],
      },
      { at: 30, facts: [{ verified: 'C' }], verdicts: { 'e1 C': 'held' }, entries: [] },
      {
        at: 33,
        facts: [{ held: 'e1', contact: 'C', from: 28, until: 33 }],
        entries: [gives('e1', 33, { earned: 30 })],
      },
    ],
  },
  {
    number: 18,
    given: said(
      '期限 30 天，其中复核 6 天，第 34 天认证',
      'held for 6 days inside a window of 30 days, verified on the 34th day',
    ),
    expected: said('有效：复核期间期限不走', 'effective: the window stood still'),
    steps: [
      {
        at: 16,
        facts: [
          { added: 'e1', contact: 'C', at: 1 },
          { held: 'e1', contact: 'C', from: 10, until: 16 },
        ],
      },
      { at: 34, facts: [{ verified: 'C' }], verdicts: { 'e1 C': 'effective' } },
    ],
  },
  {
    number: 19,
    given: said(
      '甲先添加，9 日查明对方账号属于本行员工；乙的添加 5 日已认证',
      "E1 first, found to be the bank's own account on 9; E2's add was verified on 5",
    ),
    expected: said('乙 9 日有效', 'E2 effective on 9'),
    steps: [
      {
        at: 3,
        facts: [
          { added: 'e1', contact: 'C', at: 1 },
          { added: 'e2', contact: 'C', at: 2 },
          { held: 'e1', contact: 'C', from: 3 },
        ],
      },
      { at: 5, facts: [{ verified: 'C' }], verdicts: { 'e2 C': 'awaiting earlier-add' } },
      { at: 9, facts: [{ bankAccount: 'e1', contact: 'C' }], entries: [gives('e2', 9)] },
    ],
  },
  {
    number: 20,
    given: said(
      '认证机构 40 日撤回（“不是我”），乙 41 日添加同一身份的另一个微信并认证',
      'the provider revokes on 40 ("not me"); E2 adds another account of the identity on 41, verified',
    ),
    expected: said('40 日 −1，身份重新可计：乙 41 日有效', '−1 on 40; the identity is free again: E2 effective on 41'),
    steps: [
      { at: 1, facts: [{ added: 'e1', contact: 'C' }] },
      { at: 2, facts: [{ verified: 'C' }] },
      { at: 40, facts: [{ revoked: 'C' }], verdicts: { 'e1 C': 'void verification-revoked' } },
      {
        at: 41,
        facts: [{ added: 'e2', contact: 'C2' }, { verified: 'C2' }],
        entries: [
          gives('e1', 2),
          { employee: 'e1', amount: -1, day: 40, reason: 'verification-revoked' },
          gives('e2', 41),
        ],
      },
    ],
  },
  {
    number: 24,
    given: said(
      '甲离职，联系人待认证且未交接，之后认证',
      'E1 leaves; the contact is awaiting, not handed over, and verified later',
    ),
    expected: said('不计给任何人', 'nobody is credited'),
    steps: [
      { at: 5, facts: [{ added: 'e1', contact: 'C', at: 1 }, { left: 'e1' }] },
      { at: 6, facts: [{ verified: 'C' }], verdicts: { 'e1 C': 'awaiting employee-left' }, entries: [] },
    ],
  },
  {
    number: 25,
    given: said(
      '期限 31 日过去；柜面 29 日已认定，结果 33 日才到',
      'the window passed on 31; the counter verified on 29, the answer arrives on 33',
    ),
    expected: said('有效，29 日挣得', 'effective, earned on 29'),
    steps: [
      { at: 1, facts: [{ added: 'e1', contact: 'C' }] },
      { at: 32, verdicts: { 'e1 C': 'void window-passed' } },
      {
        at: 33,
        facts: [{ verified: 'C', at: 29 }],
        verdicts: { 'e1 C': 'effective' },
        entries: [gives('e1', 33, { earned: 29 })],
      },
    ],
  },
  {
    number: 26,
    given: said(
      '对方 2 日误点拒绝，9 日在柜面完成认证',
      'the contact declines on 2 by slip, is verified at the counter on 9',
    ),
    expected: said('9 日有效；其间不再发邀请', 'effective on 9; no prompt was sent in between'),
    steps: [
      {
        at: 2,
        facts: [{ added: 'e1', contact: 'C', at: 1 }, { declined: 'C' }],
        verdicts: { 'e1 C': 'void declined' },
      },
      { at: 9, facts: [{ verified: 'C', counter: true }], entries: [gives('e1', 9)] },
    ],
  },
  {
    number: 30,
    given: said(
      '8 日添加，9 日进入复核，10 日认证，五个工作日无人处理',
      'added on 8, held on 9, verified on 10, undecided for 5 working days',
    ),
    expected: said('自动通过，10 日挣得，和没有复核一样', 'accepted by itself, earned on 10 as without the review'),
    steps: [
      {
        at: 16,
        facts: [
          { added: 'e1', contact: 'C', at: 8 },
          { verified: 'C', at: 10 },
          { held: 'e1', contact: 'C', from: 9, until: 16 },
        ],
        entries: [gives('e1', 16, { earned: 10 })],
      },
    ],
  },
]
