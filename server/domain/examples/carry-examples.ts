import { said, type ExampleVersion, type TargetExample } from './target-example.ts'

const hundred: ExampleVersion[] = [{ amount: 100, per: 'month' }]

/** What counts towards the rest of the month, and when. */
export const carryExamples: TargetExample[] = [
  {
    number: 20,
    group: 'catch-up',
    given: said('每月 100 位，8 日当天已完成 3 位；8 日', '100 per month, 3 reached on the 8th itself; the 8th'),
    expected: said('当天目标从零点起固定：(100 − 25) ÷ 15 = 5', 'fixed since midnight: (100 − 25) ÷ 15 = 5'),
    facts: {
      versions: hundred,
      earned: [
        { on: 5, amount: 25 },
        { on: 8, amount: 3 },
      ],
    },
    answers: [{ on: 8, target: 5 }],
  },
  {
    number: 21,
    group: 'catch-up',
    given: said(
      '每月 100 位，第一周完成 25 位，周六又完成 15 位；8 日',
      '100 per month, 25 in week one and 15 on Saturday; the 8th',
    ),
    expected: said('休息日的有效添加计入本月：60 ÷ 15 = 4', 'what comes on a day off counts in the month: 60 ÷ 15 = 4'),
    facts: {
      versions: hundred,
      earned: [
        { on: 5, amount: 25 },
        { on: 6, amount: 15 },
      ],
    },
    answers: [
      { on: 6, target: 0 },
      { on: 8, target: 4 },
    ],
  },
  {
    number: 22,
    group: 'catch-up',
    given: said(
      '每月 100 位，第一周完成 25 位，周六减少 10 位；8 日',
      '100 per month, 25 in week one, 10 lost on Saturday; the 8th',
    ),
    expected: said('(100 − 15) ÷ 15 = 5.67，向上取整 6', '(100 − 15) ÷ 15 = 5.67, rounded up to 6'),
    facts: {
      versions: hundred,
      earned: [
        { on: 5, amount: 25 },
        { on: 6, amount: -10 },
      ],
    },
    answers: [{ on: 8, target: 6 }],
  },
  {
    number: 23,
    group: 'catch-up',
    given: said(
      '每月 100 位，上周的 28 位 8 日上午才入账；8 日与 9 日',
      '100 per month; 28 of last week booked on the morning of the 8th; the 8th and the 9th',
    ),
    expected: said(
      '8 日 100 ÷ 15 = 6.67 → 7；9 日 72 ÷ 14 = 5.14 → 6',
      'on the 8th 100 ÷ 15 = 6.67 → 7; on the 9th 72 ÷ 14 = 5.14 → 6',
    ),
    facts: { versions: hundred, earned: [{ on: 8, amount: 28 }] },
    answers: [
      { on: 8, target: 7 },
      { on: 9, target: 6 },
    ],
  },
  {
    number: 24,
    group: 'catch-up',
    given: said(
      '每月 100 位，3 日入账 10 位，是上个月挣得的；4 日',
      '100 per month; 10 booked on the 3rd that were earned last month; the 4th',
    ),
    expected: said('属于上个月：100 ÷ 17 = 5.88 → 6', 'they belong to last month: 100 ÷ 17 = 5.88 → 6'),
    facts: { versions: hundred, earned: [{ on: 3, amount: 10, month: '2027-01' }] },
    answers: [{ on: 4, target: 6 }],
  },
  {
    number: 25,
    group: 'catch-up',
    given: said('每月 100 位，上月超额 50 位；本月 1 日', '100 per month, 50 too many last month; the 1st of this one'),
    expected: said('月与月之间不结转：5', 'nothing is carried from month to month: 5'),
    facts: { versions: hundred, earned: [{ on: 1, amount: 50, month: '2027-01' }] },
    answers: [{ on: 1, target: 5 }],
  },
  {
    number: 26,
    group: 'catch-up',
    given: said(
      '每月 100 位，今天 8 日，已完成 40 位；明天 9 日',
      '100 per month, today the 8th, 40 reached; tomorrow the 9th',
    ),
    expected: said('按现在的台账：60 ÷ 14 = 4.29 → 5', 'as the ledger stands: 60 ÷ 14 = 4.29 → 5'),
    facts: { versions: hundred, today: 8, earned: [{ on: 8, amount: 40 }] },
    answers: [{ on: 9, target: 5 }],
  },
  {
    number: 27,
    group: 'catch-up',
    given: said(
      '每月 100 位，跨年：12 月完成 90 位；1 月 4 日（星期一，1 月有 21 个工作日）',
      "100 per month over the year's end: 90 in December; 4 January, a Monday, 21 working days",
    ),
    expected: said('新的一年重新开始：100 ÷ 20 = 5', 'the new year begins anew: 100 ÷ 20 = 5'),
    facts: {
      versions: [{ amount: 100, per: 'month', from: '2026-01-01' }],
      earned: [{ on: '2026-12-31', amount: 90, month: '2026-12' }],
    },
    answers: [{ on: '2027-01-04', target: 5 }],
  },
]
