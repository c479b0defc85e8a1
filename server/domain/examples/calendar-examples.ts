import { said, type ExampleVersion, type TargetExample } from './target-example.ts'

const twelve: ExampleVersion[] = [{ amount: 12, per: 'day' }]
const monthly = (amount: number): ExampleVersion[] => [{ amount, per: 'month' }]
const week = { on: 5, amount: 25 }

/** Holidays, adjusted working days, the branch's own days, and leave. */
export const calendarExamples: TargetExample[] = [
  {
    number: 28,
    group: 'calendar',
    given: said(
      '每月 95 位，8 日放假，本月 19 个工作日；1 日与 8 日',
      '95 per month, the 8th is a holiday, 19 working days; the 1st and the 8th',
    ),
    expected: said('95 ÷ 19 = 5；8 日目标 0', '95 ÷ 19 = 5; 0 on the 8th'),
    facts: { versions: monthly(95), calendar: { 8: 0 } },
    answers: [{ on: 1, target: 5 }, { on: 8, target: 0 }, { month: 95 }],
  },
  {
    number: 29,
    group: 'calendar',
    given: said(
      '每月 105 位，6 日（周六）调休上班，本月 21 个工作日；6 日，已完成 25 位',
      '105 per month, Saturday the 6th is an adjusted working day, 21 in all; the 6th, 25 reached',
    ),
    expected: said('(105 − 25) ÷ 16 = 5', '(105 − 25) ÷ 16 = 5'),
    facts: { versions: monthly(105), calendar: { 6: 1 }, earned: [week] },
    answers: [{ on: 6, target: 5 }],
  },
  {
    number: 30,
    group: 'calendar',
    given: said(
      '每个工作日 12 位，6 日调休上班，但网点那天不营业',
      '12 per working day, the 6th is an adjusted working day, the branch is closed on it',
    ),
    expected: said('网点的安排优先：目标 0', "the branch's own day wins: a target of 0"),
    facts: { versions: twelve, calendar: { 6: 1 }, branch: { 6: 0 } },
    answers: [{ on: 6, target: 0 }],
  },
  {
    number: 31,
    group: 'calendar',
    given: said(
      '每个工作日 12 位，6 日调休上班，请假',
      '12 per working day, the 6th is an adjusted working day, on leave',
    ),
    expected: said('请假优先：目标 0', 'leave wins: a target of 0'),
    facts: { versions: twelve, calendar: { 6: 1 }, leave: [{ from: 6, to: 6 }] },
    answers: [{ on: 6, target: 0 }],
  },
  {
    number: 32,
    group: 'calendar',
    given: said(
      '每个工作日 12 位，上级机构 8 日停业，本网点那天照常营业',
      '12 per working day, the region is closed on the 8th, this branch is open on it',
    ),
    expected: said('离得最近的网点优先：目标 12', 'the nearest branch wins: a target of 12'),
    facts: { versions: twelve, region: { 8: 0 }, branch: { 8: 1 } },
    answers: [{ on: 8, target: 12 }],
  },
  {
    number: 33,
    group: 'calendar',
    given: said(
      '每个工作日 12 位，上级机构 8 日停业，本网点没有另行安排',
      '12 per working day, the region is closed on the 8th, this branch says nothing',
    ),
    expected: said('上级的安排也适用：目标 0', 'what the region says holds: a target of 0'),
    facts: { versions: twelve, region: { 8: 0 } },
    answers: [{ on: 8, target: 0 }],
  },
  {
    number: 34,
    group: 'calendar',
    given: said('每个工作日 12 位，网点 8 日只营业半天', '12 per working day, the branch opens for half of the 8th'),
    expected: said('12 × 0.5 = 6', '12 × 0.5 = 6'),
    facts: { versions: twelve, branch: { 8: 0.5 } },
    answers: [{ on: 8, target: 6 }],
  },
  {
    number: 35,
    group: 'calendar',
    given: said(
      '每月 41 位，7 日（周日）网点营业半天，共 20.5 个工作日；已完成 10 位，7 日',
      '41 per month, the branch opens for half of Sunday the 7th, 20.5 working days; 10 reached, the 7th',
    ),
    expected: said('(41 − 10) ÷ 15.5 × 0.5 = 1', '(41 − 10) ÷ 15.5 × 0.5 = 1'),
    facts: { versions: monthly(41), branch: { 7: 0.5 }, earned: [{ on: 5, amount: 10 }] },
    answers: [{ on: 7, target: 1 }],
  },
  {
    number: 36,
    group: 'calendar',
    given: said('每个工作日 5 位，3 日下午请假', '5 per working day, leave on the afternoon of the 3rd'),
    expected: said('5 × 0.5 = 2.5 → 3；本月 19 × 5 + 3 = 98', '5 × 0.5 = 2.5 → 3; 19 × 5 + 3 = 98 in the month'),
    facts: { versions: [{ amount: 5, per: 'day' }], leave: [{ from: 3, to: 3, half: 'afternoon' }] },
    answers: [{ on: 3, target: 3 }, { month: 98 }],
  },
  {
    number: 37,
    group: 'calendar',
    given: said('每月 100 位，1 日上午请假；1 日', '100 per month, leave on the morning of the 1st; the 1st'),
    expected: said(
      '本月 100 × 19.5 ÷ 20 = 97.5 → 98；98 ÷ 19.5 × 0.5 = 2.51 → 3',
      '100 × 19.5 ÷ 20 = 97.5 → 98 in the month; 98 ÷ 19.5 × 0.5 = 2.51 → 3',
    ),
    facts: { versions: monthly(100), leave: [{ from: 1, to: 1, half: 'morning' }] },
    answers: [{ on: 1, target: 3 }, { month: 98 }],
  },
  {
    number: 38,
    group: 'calendar',
    given: said(
      '每月 100 位，第二周整周请假，第一周完成 25 位；15 日',
      '100 per month, on leave for week two, 25 in week one; the 15th',
    ),
    expected: said(
      '本月 100 × 15 ÷ 20 = 75；(75 − 25) ÷ 10 = 5',
      '100 × 15 ÷ 20 = 75 in the month; (75 − 25) ÷ 10 = 5',
    ),
    facts: { versions: monthly(100), leave: [{ from: 8, to: 12 }], earned: [week] },
    answers: [{ on: 10, target: 0 }, { on: 15, target: 5 }, { month: 75 }],
  },
  {
    number: 39,
    group: 'calendar',
    given: said('每月 100 位，整月请假', '100 per month, on leave all month'),
    expected: said('每天 0，本月 0', '0 every day and in the month'),
    facts: { versions: monthly(100), leave: [{ from: 1, to: 28 }] },
    answers: [{ on: 3, target: 0 }, { month: 0 }],
  },
  {
    number: 40,
    group: 'calendar',
    given: said('每月 100 位，请假落在周末', '100 per month, leave on a weekend'),
    expected: said('不减少：本月 100', 'takes nothing away: 100 in the month'),
    facts: { versions: monthly(100), leave: [{ from: 6, to: 7 }] },
    answers: [{ month: 100 }],
  },
  {
    number: 41,
    group: 'calendar',
    given: said(
      '每个工作日 12 位，同一天上午、下午各请半天',
      '12 per working day, leave in the morning and in the afternoon of one day',
    ),
    expected: said('全天不在：目标 0', 'the whole day is away: a target of 0'),
    facts: {
      versions: twelve,
      leave: [
        { from: 3, to: 3, half: 'morning' },
        { from: 3, to: 3, half: 'afternoon' },
      ],
    },
    answers: [{ on: 3, target: 0 }],
  },
  {
    number: 42,
    group: 'calendar',
    given: said(
      '每个工作日 12 位，网点 8 日只营业半天，员工那天请半天假',
      '12 per working day, the branch opens for half of the 8th, half a day of leave on it',
    ),
    expected: said('请假不会使一天变长：目标 6', 'leave never makes a day longer: a target of 6'),
    facts: { versions: twelve, branch: { 8: 0.5 }, leave: [{ from: 8, to: 8, half: 'afternoon' }] },
    answers: [{ on: 8, target: 6 }],
  },
  {
    number: 43,
    group: 'calendar',
    given: said(
      '每月 100 位，第一周完成 25 位，8 日当天录入 9 至 10 日请假；8 日与 11 日（8 日没有新增）',
      '100 per month, 25 in week one; on the 8th leave is entered for the 9th and 10th; the 8th and the 11th, with nothing more reached',
    ),
    expected: said(
      '8 日仍是 5；11 日 (90 − 25) ÷ 12 = 5.42 → 6',
      'still 5 on the 8th; (90 − 25) ÷ 12 = 5.42 → 6 on the 11th',
    ),
    facts: { versions: monthly(100), leave: [{ from: 9, to: 10, entered: 8 }], earned: [week], today: 11 },
    answers: [
      { on: 8, target: 5 },
      { on: 9, target: 0 },
      { on: 11, target: 6 },
    ],
  },
  {
    number: 44,
    group: 'calendar',
    given: said(
      '每月 100 位，第一周完成 25 位，8 日中午录入当天下午请假',
      '100 per month, 25 in week one; at noon of the 8th leave is entered for that afternoon',
    ),
    expected: said(
      '当天重新计算：(98 − 25) ÷ 14.5 × 0.5 = 2.52 → 3',
      'recomputed on that day: (98 − 25) ÷ 14.5 × 0.5 = 2.52 → 3',
    ),
    facts: { versions: monthly(100), leave: [{ from: 8, to: 8, half: 'afternoon', entered: 8 }], earned: [week] },
    answers: [{ on: 8, target: 3 }],
  },
  {
    number: 45,
    group: 'calendar',
    given: said(
      '每月 100 位，第一周完成 25 位，8 日的请假在当天撤销',
      '100 per month, 25 in week one; leave for the 8th is cancelled on that day',
    ),
    expected: said('当天恢复：(100 − 25) ÷ 15 = 5', 'restored on that day: (100 − 25) ÷ 15 = 5'),
    facts: { versions: monthly(100), leave: [{ from: 8, to: 8, cancelled: 8 }], earned: [week] },
    answers: [{ on: 8, target: 5 }],
  },
  {
    number: 46,
    group: 'calendar',
    given: said('每月 100 位，全月停业，没有工作日', '100 per month, the branch is closed all month: no working day'),
    expected: said('每天 0，本月 0', '0 every day and in the month'),
    facts: {
      versions: monthly(100),
      branch: Object.fromEntries(Array.from({ length: 28 }, (_, index) => [index + 1, 0])),
    },
    answers: [{ on: 3, target: 0 }, { month: 0 }],
  },
]
