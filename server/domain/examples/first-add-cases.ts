import { gives, type NumberedCase } from './numbered-case.ts'
import { said } from './target-example.ts'

/** One contact, one or two employees: first adds, windows, endings, handovers. */
export const firstAddCases: NumberedCase[] = [
  {
    number: 1,
    given: said(
      '甲 1 日添加，对方 3 日误删、4 日再添加，5 日完成认证',
      'E1 adds on 1; the contact deletes by mistake on 3 and adds again on 4; verified on 5',
    ),
    expected: said(
      '恢复有效，记在 5 日；认证期限仍从 1 日起',
      'revived: effective, dated 5; the window still runs from 1',
    ),
    steps: [
      { at: 1, facts: [{ added: 'e1', contact: 'C' }] },
      { at: 3, facts: [{ removed: 'e1', contact: 'C' }], verdicts: { 'e1 C': 'void ended-early' } },
      { at: 4, facts: [{ added: 'e1', contact: 'C' }] },
      {
        at: 5,
        facts: [{ verified: 'C' }],
        verdicts: { 'e1 C': 'effective' },
        entries: [gives('e1', 5)],
        windowEnds: [32, '00:00'],
      },
    ],
  },
  {
    number: 2,
    given: said('甲 1 日添加，20 天后自己删除，35 日再添加', 'E1 adds on 1, deletes after 20 days, adds again on 35'),
    expected: said('没有新的机会：期限已过', 'no new chance: the window has passed'),
    steps: [
      { at: 1, facts: [{ added: 'e1', contact: 'C' }] },
      { at: 21, facts: [{ removed: 'e1', contact: 'C', by: 'employee' }], verdicts: { 'e1 C': 'void ended-early' } },
      { at: 35, facts: [{ added: 'e1', contact: 'C' }], verdicts: { 'e1 C': 'void window-passed' } },
      { at: 36, facts: [{ verified: 'C' }], entries: [] },
    ],
  },
  {
    number: 3,
    given: said(
      '甲让期限在 31 日过去，乙 32 日添加，33 日认证',
      'E1 lets the window pass on 31; E2 adds on 32; verified on 33',
    ),
    expected: said(
      '乙不是首次添加；期限过后 180 天机会才转给乙',
      'E2 is not the first; a passed window hands the chance on 180 days later',
    ),
    steps: [
      { at: 1, facts: [{ added: 'e1', contact: 'C' }] },
      { at: 32, facts: [{ added: 'e2', contact: 'C' }], verdicts: { 'e1 C': 'void window-passed' } },
      { at: 33, facts: [{ verified: 'C' }], verdicts: { 'e2 C': 'void not-first-add' }, entries: [] },
      { at: 211, entries: [] },
      { at: 212, entries: [gives('e2', 212)] },
    ],
  },
  {
    number: 4,
    given: said('甲、乙同一秒添加同一个人', 'E1 and E2 add the same contact in the same second'),
    expected: said(
      '账号按小写排在前面的算首次，另一位等待',
      'the smaller lower-cased userid is first, the other waits',
    ),
    steps: [
      {
        at: 1,
        facts: [
          { added: 'e2', contact: 'C' },
          { added: 'e1', contact: 'C' },
        ],
        verdicts: { 'e1 C': 'awaiting not-verified', 'e2 C': 'awaiting earlier-add' },
      },
    ],
  },
  {
    number: 5,
    given: said(
      '对方通过甲认证过但从未计入（关系已结束），乙后来添加',
      'verified through E1 but never credited; E2 adds later',
    ),
    expected: said('乙在添加那一刻有效', 'effective for E2 at the moment of the add'),
    steps: [
      { at: 1, facts: [{ added: 'e1', contact: 'C' }] },
      { at: 2, facts: [{ removed: 'e1', contact: 'C' }] },
      { at: 3, facts: [{ verified: 'C' }], verdicts: { 'e1 C': 'void ended-early' } },
      {
        at: [20, '09:30'],
        facts: [{ added: 'e2', contact: 'C' }],
        verdicts: { 'e2 C': 'effective' },
        since: { 'e2 C': [20, '09:30'] },
        entries: [gives('e2', 20)],
      },
    ],
  },
  {
    number: 6,
    given: said(
      '这个人多年前已计给甲；乙添加 TA 的第二个微信，又添加原来的微信',
      "credited to E1 years ago; E2 adds the person's second account, and the same one",
    ),
    expected: said(
      '第二个微信：同一身份已计；原来的微信：不是首次添加',
      'the second: same person; the same one: not the first add',
    ),
    steps: [
      { at: -900, facts: [{ added: 'e1', contact: 'C1' }] },
      { at: -899, facts: [{ verified: 'C1' }] },
      {
        at: 2,
        facts: [{ added: 'e2', contact: 'C2', at: 1 }, { verified: 'C2' }, { added: 'e2', contact: 'C1', at: 1 }],
        verdicts: { 'e2 C2': 'void same-person', 'e2 C1': 'void not-first-add' },
      },
    ],
  },
  {
    number: 7,
    given: said(
      '2 日计给甲，对方 5 日删除甲，乙添加，已认证',
      'credited to E1 on 2; the contact deletes E1 on 5; E2 adds, verified',
    ),
    expected: said(
      '甲 5 日 −1；乙永远不计：一个身份计过一次就不再计给别人',
      'E1 −1 on 5; E2 never: an identity credited once is not credited to another',
    ),
    steps: [
      { at: 1, facts: [{ added: 'e1', contact: 'C' }] },
      { at: 2, facts: [{ verified: 'C' }] },
      { at: 5, facts: [{ removed: 'e1', contact: 'C' }] },
      {
        at: 6,
        facts: [{ added: 'e2', contact: 'C' }],
        verdicts: { 'e1 C': 'void ended-early', 'e2 C': 'void not-first-add' },
        entries: [gives('e1', 2), { employee: 'e1', amount: -1, day: 5, reason: 'ended-early' }],
      },
    ],
  },
  {
    number: 8,
    given: said('甲的待认证添加 10 日交接给乙，12 日认证', 'awaiting with E1; handed over to E2 on 10; verified on 12'),
    expected: said('计给乙，记在 12 日，期限仍从添加起', 'credited to E2, dated 12, the window from the add'),
    steps: [
      { at: 1, facts: [{ added: 'e1', contact: 'C' }] },
      { at: 10, facts: [{ handedOver: 'e1', to: 'e2', contact: 'C' }], windowEnds: [32, '00:00'] },
      { at: 12, facts: [{ verified: 'C' }], entries: [gives('e2', 12)] },
    ],
  },
  {
    number: 9,
    given: said(
      '已计给甲，交接给乙，添加后第五天对方删除乙',
      'credited to E1; handed over to E2; the contact deletes E2 five days after the add',
    ),
    expected: said('不冲减', 'no reversal'),
    steps: [
      { at: 1, facts: [{ added: 'e1', contact: 'C' }] },
      { at: 2, facts: [{ verified: 'C' }] },
      { at: 3, facts: [{ handedOver: 'e1', to: 'e2', contact: 'C' }] },
      { at: 6, facts: [{ removed: 'e2', contact: 'C' }], entries: [gives('e1', 2)] },
    ],
  },
  {
    number: 10,
    given: said(
      '甲 1 日添加，对方 10 日删除，乙 11 日添加，12 日认证',
      'E1 adds on 1; deleted on 10; E2 adds on 11, verified on 12',
    ),
    expected: said('甲自 10 日起无效；乙 12 日有效', 'E1 void from 10 on; E2 effective on 12'),
    steps: [
      { at: 1, facts: [{ added: 'e1', contact: 'C' }] },
      { at: 10, facts: [{ removed: 'e1', contact: 'C' }] },
      { at: 11, facts: [{ added: 'e2', contact: 'C' }] },
      {
        at: 12,
        facts: [{ verified: 'C' }],
        verdicts: { 'e1 C': 'void ended-early' },
        since: { 'e1 C': 10 },
        entries: [gives('e2', 12)],
      },
    ],
  },
]
