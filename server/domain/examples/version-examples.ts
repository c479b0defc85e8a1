import { said, type ExampleVersion, type TargetExample } from './target-example.ts'

const twelve: ExampleVersion[] = [{ amount: 12, per: 'day' }]
const hundred: ExampleVersion[] = [{ amount: 100, per: 'month' }]

/** Joiners, leavers, and versions within a month. */
export const versionExamples: TargetExample[] = [
  {
    number: 47,
    group: 'employment',
    given: said(
      '每个工作日 12 位，8 日入职；5、8、12、15 日',
      '12 per working day, joined on the 8th; the 5th, 8th, 12th and 15th',
    ),
    expected: said('入职前与第一周 0，第二周起一半：6', '0 before and in the first week, half from the second on: 6'),
    facts: { versions: twelve, joined: 8 },
    answers: [
      { on: 5, target: 0 },
      { on: 8, target: 0 },
      { on: 12, target: 0 },
      { on: 15, target: 6 },
    ],
  },
  {
    number: 48,
    group: 'employment',
    given: said(
      '每个工作日 12 位，1 月 15 日入职；2 月 11 日（第 28 天）与 12 日（第 29 天）',
      '12 per working day, joined on 15 January; 11 February (day 28) and the 12th (day 29)',
    ),
    expected: said('前四周一半 6，之后 12', 'half until the fourth week ends: 6, then 12'),
    facts: { versions: twelve, joined: '2027-01-15' },
    answers: [
      { on: 11, target: 6 },
      { on: 12, target: 12 },
    ],
  },
  {
    number: 49,
    group: 'employment',
    given: said('每月 100 位，15 日入职；22 日', '100 per month, joined on the 15th; the 22nd'),
    expected: said(
      '权重 5 × 0.5 = 2.5：本月 100 × 2.5 ÷ 20 = 12.5 → 13；13 ÷ 2.5 × 0.5 = 2.6 → 3',
      'a weight of 5 × 0.5 = 2.5: 100 × 2.5 ÷ 20 = 12.5 → 13 in the month; 13 ÷ 2.5 × 0.5 = 2.6 → 3',
    ),
    facts: { versions: hundred, joined: 15 },
    answers: [{ on: 22, target: 3 }, { month: 13 }],
  },
  {
    number: 50,
    group: 'employment',
    given: said('每个工作日 12 位，首次导入时已在职', '12 per working day, there since the first import'),
    expected: said('没有爬坡期：12', 'no ramp: 12'),
    facts: { versions: twelve },
    answers: [{ on: 1, target: 12 }],
  },
  {
    number: 51,
    group: 'employment',
    given: said(
      '每月 100 位，15 日离职；12 日（已完成 45 位）与 15 日',
      '100 per month, left on the 15th; the 12th (45 reached) and the 15th',
    ),
    expected: said(
      '本月 100 × 10 ÷ 20 = 50；12 日 50 − 45 = 5，15 日 0',
      '100 × 10 ÷ 20 = 50 in the month; 50 − 45 = 5 on the 12th, 0 on the 15th',
    ),
    facts: { versions: hundred, left: 15, earned: [{ on: 11, amount: 45 }] },
    answers: [{ on: 12, target: 5 }, { on: 15, target: 0 }, { month: 50 }],
  },
  {
    number: 52,
    group: 'version',
    given: said(
      '每月 60 位到 14 日，15 日起每月 120 位；15 日，已完成 30 位',
      '60 per month up to the 14th, 120 from the 15th; the 15th, 30 reached',
    ),
    expected: said(
      '本月 60 × 10 ÷ 20 + 120 × 10 ÷ 20 = 90；60 ÷ 10 = 6',
      '60 × 10 ÷ 20 + 120 × 10 ÷ 20 = 90 in the month; 60 ÷ 10 = 6',
    ),
    facts: {
      versions: [
        { amount: 60, per: 'month' },
        { amount: 120, per: 'month', from: 15 },
      ],
      earned: [{ on: 12, amount: 30 }],
    },
    answers: [{ on: 15, target: 6 }, { month: 90 }],
  },
  {
    number: 53,
    group: 'version',
    given: said(
      '每个工作日 5 位到 14 日，15 日起每月 100 位；1 日与 15 日，已完成 50 位',
      '5 per working day up to the 14th, 100 per month from the 15th; the 1st and the 15th, 50 reached',
    ),
    expected: said(
      '本月 50 + 100 × 10 ÷ 20 = 100；1 日 5，15 日 (100 − 50) ÷ 10 = 5',
      '50 + 100 × 10 ÷ 20 = 100 in the month; 5 on the 1st, (100 − 50) ÷ 10 = 5 on the 15th',
    ),
    facts: {
      versions: [
        { amount: 5, per: 'day' },
        { amount: 100, per: 'month', from: 15 },
      ],
      earned: [{ on: 12, amount: 50 }],
    },
    answers: [{ on: 1, target: 5 }, { on: 15, target: 5 }, { month: 100 }],
  },
  {
    number: 54,
    group: 'version',
    given: said(
      '每月 100 位到 14 日，15 日起每个工作日 5 位；8 日，第一周完成 20 位',
      '100 per month up to the 14th, 5 per working day from the 15th; the 8th, 20 in week one',
    ),
    expected: said('本月 100；(100 − 20 − 50) ÷ 5 = 6', '100 in the month; (100 − 20 − 50) ÷ 5 = 6'),
    facts: {
      versions: [
        { amount: 100, per: 'month' },
        { amount: 5, per: 'day', from: 15 },
      ],
      earned: [{ on: 5, amount: 20 }],
    },
    answers: [{ on: 8, target: 6 }, { month: 100 }],
  },
  {
    number: 55,
    group: 'version',
    given: said(
      '全行每天 8 位；网点每天 12 位，8 至 12 日每天 15 位；5、10、15 日',
      '8 per day for the bank; 12 for the branch, 15 for it from the 8th to the 12th; the 5th, 10th and 15th',
    ),
    expected: said(
      '12、15，期满后旧版本不恢复，适用全行：8',
      "12, 15; afterwards the older version does not come back and the bank's holds: 8",
    ),
    facts: {
      versions: [
        { amount: 8, per: 'day', scope: 'bank' },
        { amount: 12, per: 'day' },
        { amount: 15, per: 'day', from: 8, to: 13 },
      ],
    },
    answers: [
      { on: 5, target: 12 },
      { on: 10, target: 15 },
      { on: 15, target: 8 },
    ],
  },
  {
    number: 56,
    group: 'version',
    given: said(
      '每月 100 位；10 日录入“11 日起每月 200 位”；10 日（已完成 30 位）与 11 日（已完成 40 位）',
      '100 per month; on the 10th "200 per month from the 11th" is entered; the 10th (30 reached) and the 11th (40 reached)',
    ),
    expected: said(
      '10 日不变：70 ÷ 13 = 5.38 → 6；11 日本月 40 + 120 = 160，(160 − 40) ÷ 12 = 10',
      'the 10th stays: 70 ÷ 13 = 5.38 → 6; from the 11th the month is 40 + 120 = 160 and (160 − 40) ÷ 12 = 10',
    ),
    facts: {
      versions: [
        { amount: 100, per: 'month' },
        { amount: 200, per: 'month', from: 11, enteredOn: 10 },
      ],
      earned: [
        { on: 9, amount: 30 },
        { on: 10, amount: 10 },
      ],
      today: 11,
    },
    answers: [{ on: 10, target: 6 }, { on: 11, target: 10 }, { month: 160 }],
  },
  {
    number: 57,
    group: 'version',
    given: said(
      '策略 15 日才开始，每个工作日 12 位；12 日与 15 日',
      'a policy that begins on the 15th, 12 per working day; the 12th and the 15th',
    ),
    expected: said('之前未设目标，之后 12；本月 120', 'no target before it, 12 from then on; 120 in the month'),
    facts: { versions: [{ amount: 12, per: 'day', from: 15 }] },
    answers: [{ on: 12, target: null }, { on: 15, target: 12 }, { month: 120 }],
  },
]
