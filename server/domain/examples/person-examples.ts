import { said, type ExampleVersion, type TargetExample } from './target-example.ts'

const branch: ExampleVersion = { amount: 12, per: 'day' }

/** Whom a policy names, and what the figures beside the target foretell. */
export const personExamples: TargetExample[] = [
  {
    number: 58,
    group: 'person',
    given: said(
      '全行 8、上级机构 10、网点 12（每个工作日）',
      '8 for the bank, 10 for the region, 12 for the branch, per working day',
    ),
    expected: said('离得最近的网点：12', 'the nearest: 12'),
    facts: { versions: [{ ...branch, amount: 8, scope: 'bank' }, { ...branch, amount: 10, scope: 'region' }, branch] },
    answers: [{ on: 3, target: 12 }],
  },
  {
    number: 59,
    group: 'person',
    given: said('网点 12，全行柜员 9；柜员', '12 for the branch, 9 for tellers of the whole bank; a teller'),
    expected: said('角色比网点更具体：9', 'a role is more specific than a branch: 9'),
    facts: { versions: [branch, { ...branch, amount: 9, scope: 'tellers' }] },
    answers: [{ on: 3, target: 9 }],
  },
  {
    number: 60,
    group: 'person',
    given: said(
      '网点 12，全行客户经理 15；柜员',
      '12 for the branch, 15 for account managers of the whole bank; a teller',
    ),
    expected: said('不适用别的角色：12', "another role's does not hold: 12"),
    facts: { versions: [branch, { ...branch, amount: 15, scope: 'accountManagers' }] },
    answers: [{ on: 3, target: 12 }],
  },
  {
    number: 61,
    group: 'person',
    given: said('网点 12，柜员 9，员工本人 6；柜员', '12 for the branch, 9 for tellers, 6 for this employee'),
    expected: said('员工本人最具体：6', "the employee's own is the most specific: 6"),
    facts: {
      versions: [branch, { ...branch, amount: 9, scope: 'tellers' }, { ...branch, amount: 6, scope: 'employee' }],
    },
    answers: [{ on: 3, target: 6 }],
  },
  {
    number: 62,
    group: 'person',
    given: said('网点 12；网点负责人', '12 for the branch; the branch lead'),
    expected: said('没有策略点名负责人：未设目标', 'no policy names leads: no target set'),
    facts: { versions: [branch], roles: ['teller', 'lead'] },
    answers: [{ on: 3, target: null }, { month: null }],
  },
  {
    number: 63,
    group: 'person',
    given: said('网点 12，负责人 5；网点负责人', '12 for the branch, 5 for leads; the branch lead'),
    expected: said('5', '5'),
    facts: { versions: [branch, { ...branch, amount: 5, scope: 'leads' }], roles: ['teller', 'lead'] },
    answers: [{ on: 3, target: 5 }],
  },
  {
    number: 64,
    group: 'person',
    given: said(
      '网点 12，员工本人 3；同时是网点负责人',
      '12 for the branch, 3 for this employee, who also leads the branch',
    ),
    expected: said('3', '3'),
    facts: { versions: [branch, { ...branch, amount: 3, scope: 'employee' }], roles: ['accountManager', 'lead'] },
    answers: [{ on: 3, target: 3 }],
  },
  {
    number: 65,
    group: 'person',
    given: said('网点 12；总行运营人员', '12 for the branch; an operator'),
    expected: said('没有策略点名运营人员：未设目标', 'no policy names operators: no target set'),
    facts: { versions: [branch], roles: ['teller', 'operator'] },
    answers: [{ on: 3, target: null }],
  },
  {
    number: 66,
    group: 'person',
    given: said('网点 12，运营人员 2；总行运营人员', '12 for the branch, 2 for operators; an operator'),
    expected: said('2', '2'),
    facts: { versions: [branch, { ...branch, amount: 2, scope: 'operators' }], roles: ['teller', 'operator'] },
    answers: [{ on: 3, target: 2 }],
  },
  {
    number: 67,
    group: 'outlook',
    given: said('每月 100 位，15 日，已有效 55 位', '100 per month, the 15th, 55 effective'),
    expected: said(
      '均匀进度到前一天 50，多 5；11 个工作日 55 位 → 55 ÷ 11 × 20 = 100',
      'an even pace is at 50, 5 ahead; 55 in 11 working days → 55 ÷ 11 × 20 = 100',
    ),
    facts: { versions: [{ amount: 100, per: 'month' }] },
    answers: [{ paceOn: 15, earned: 55, even: 50, ahead: 5, projected: 100 }],
  },
  {
    number: 68,
    group: 'outlook',
    given: said('每月 100 位，15 日，已有效 40 位', '100 per month, the 15th, 40 effective'),
    expected: said(
      '均匀进度 50，少 10；40 ÷ 11 × 20 = 72.7 → 73',
      'an even pace is at 50, 10 behind; 40 ÷ 11 × 20 = 72.7 → 73',
    ),
    facts: { versions: [{ amount: 100, per: 'month' }] },
    answers: [{ paceOn: 15, earned: 40, even: 50, ahead: -10, projected: 73 }],
  },
  {
    number: 69,
    group: 'outlook',
    given: said('每月 100 位，2 日，已有效 9 位', '100 per month, the 2nd, 9 effective'),
    expected: said('头两个工作日不推算月底', 'the first two working days foretell nothing'),
    facts: { versions: [{ amount: 100, per: 'month' }] },
    answers: [{ paceOn: 2, earned: 9, even: 5, ahead: 4, projected: null }],
  },
  {
    number: 70,
    group: 'outlook',
    given: said(
      '待认证 8 位；最近 60 天有结果的 20 位中 15 位有效',
      '8 awaiting; of 20 decided in the last 60 days 15 are effective',
    ),
    expected: said('8 × 15 ÷ 20 = 6', '8 × 15 ÷ 20 = 6'),
    facts: { versions: [] },
    answers: [{ awaiting: 8, decided: 20, effective: 15, expected: 6 }],
  },
  {
    number: 71,
    group: 'outlook',
    given: said('待认证 8 位；最近 60 天只有 9 位有结果', '8 awaiting; only 9 decided in the last 60 days'),
    expected: said('不到 10 位，不估计', 'below 10 nothing is estimated'),
    facts: { versions: [] },
    answers: [{ awaiting: 8, decided: 9, effective: 9, expected: null }],
  },
  {
    number: 72,
    group: 'outlook',
    given: said(
      '每个工作日 12 位，3 日已封账，之后才宣布 3 日放假',
      '12 per working day; the 3rd has closed, then it is announced as a holiday',
    ),
    expected: said('按 12 判定不变，旁边注明现在会是 0', 'it stays judged by 12, and 0 stands beside it'),
    facts: { versions: [branch], calendar: { 3: 0 } },
    answers: [{ closedOn: 3, frozen: 12, target: 12, correction: 0 }],
  },
]
