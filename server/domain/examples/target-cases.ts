import type { NumberedCase } from './numbered-case.ts'
import { said } from './target-example.ts'

/** The cases that are about targets; the branch opens on two Saturdays where 22 working days are needed. */
export const targetCases: NumberedCase[] = [
  {
    number: 11,
    given: said(
      '每月 60 位到月中，之后每月 120 位；22 个工作日，前后各 11 个',
      '60 per month until the middle, 120 from then on; 22 working days, 11 and 11',
    ),
    expected: said('本月 30 + 60 = 90', '30 + 60 = 90 for the month'),
    targets: [
      {
        facts: {
          versions: [
            { amount: 60, per: 'month' },
            { amount: 120, per: 'month', from: 15 },
          ],
          branch: { 6: 1, 27: 1 },
        },
        answers: [{ month: 90 }],
      },
    ],
  },
  {
    number: 13,
    given: said('请假半天，均匀进度每天 5 位', 'half a day of leave at an even pace of 5'),
    expected: said('当天目标 5 × 0.5 向上取整 = 3', 'a target of 5 × 0.5, rounded up: 3'),
    targets: [
      {
        facts: { versions: [{ amount: 5, per: 'day' }], leave: [{ from: 3, to: 3, half: 'afternoon' }] },
        answers: [{ on: 3, target: 3 }],
      },
      {
        facts: { versions: [{ amount: 100, per: 'month' }], leave: [{ from: 1, to: 1, half: 'afternoon' }] },
        answers: [{ on: 1, target: 3 }],
      },
    ],
  },
  {
    number: 14,
    given: said(
      '调休上班的周六：网点不营业；网点营业；营业但请假',
      'an adjusted working Saturday: the branch closed; open; open but on leave',
    ),
    expected: said('权重 0；1；0', 'a weight of 0; 1; 0'),
    targets: [
      {
        facts: { versions: [{ amount: 12, per: 'day' }], calendar: { 6: 1 }, branch: { 6: 0 } },
        answers: [{ on: 6, target: 0 }],
      },
      {
        facts: { versions: [{ amount: 12, per: 'day' }], calendar: { 6: 1 }, branch: { 6: 1 } },
        answers: [{ on: 6, target: 12 }],
      },
      {
        facts: {
          versions: [{ amount: 12, per: 'day' }],
          calendar: { 6: 1 },
          branch: { 6: 1 },
          leave: [{ from: 6, to: 6 }],
        },
        answers: [{ on: 6, target: 0 }],
      },
    ],
  },
  {
    number: 15,
    given: said('一天封账之后才宣布放假', 'a holiday is announced for a day that has closed'),
    expected: said('当时的目标不变，旁边注明更正', 'the frozen row stays; the correction stands beside it'),
    targets: [
      {
        facts: { versions: [{ amount: 12, per: 'day' }], calendar: { 3: 0 } },
        answers: [{ closedOn: 3, frozen: 12, target: 12, correction: 0 }],
      },
      {
        facts: { versions: [{ amount: 12, per: 'day' }] },
        answers: [{ closedOn: 3, frozen: 12, target: 12, correction: null }],
      },
    ],
  },
]
