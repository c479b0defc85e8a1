import type { Locale } from './employee.ts'
import type { Difference, DifferenceKind } from './ledger-check.ts'

const sentences: Record<DifferenceKind, { 'zh-CN': string; en: string }> = {
  'missing-entry': {
    'zh-CN': '按事实推算，实名身份 {identity} 应有一笔 {amount}（添加 {add}，员工 {employee}，{day}），台账中没有。',
    en: 'By the facts, identity {identity} has to have an entry {amount} (add {add}, employee {employee}, {day}) that the ledger lacks.',
  },
  'wrong-verdict': {
    'zh-CN': '添加 {add} 记录为 {kept}，按事实应为 {told}。',
    en: 'Add {add} is kept as {kept}; by the facts it is {told}.',
  },
  unsettled: {
    'zh-CN': '添加 {add} 早该重新判定，至今没有。',
    en: 'Add {add} should have been settled long ago and was not.',
  },
  'broken-steps': {
    'zh-CN': '实名身份 {identity} 的台账步骤不连续，或合计既不是 0 也不是 1。',
    en: 'The steps of identity {identity} have a gap, or add up to neither 0 nor 1.',
  },
  'lost-add': {
    'zh-CN': '实名身份 {identity} 的台账指向的添加 {add} 已不存在。',
    en: 'The ledger of identity {identity} names add {add}, which is not there.',
  },
  'lost-identity': {
    'zh-CN': '台账中的实名身份 {identity} 没有任何认证结果。',
    en: 'Identity {identity} stands in the ledger and in no answer of the provider.',
  },
  'employee-sum': {
    'zh-CN': '员工 {employee} {day}（所属日 {earnedDay}）的合计为 {kept}，台账为 {ledger}。',
    en: 'The sum of employee {employee} on {day} (earned {earnedDay}) is {kept}; the ledger says {ledger}.',
  },
  'closed-day': {
    'zh-CN': '员工 {employee} 已关账的 {day} 为 {kept}，台账为 {ledger}。',
    en: 'The closed day {day} of employee {employee} is {kept}; the ledger says {ledger}.',
  },
  'branch-sum': {
    'zh-CN': '网点 {branch} {day}（所属日 {earnedDay}）的合计为 {kept}，台账为 {ledger}。',
    en: 'The sum of branch {branch} on {day} (earned {earnedDay}) is {kept}; the ledger says {ledger}.',
  },
  'statement-signature': {
    'zh-CN': '员工 {employee} {month} 的月结单与签名不符。',
    en: 'The statement of employee {employee} for {month} is not what was signed.',
  },
  'statement-figure': {
    'zh-CN': '员工 {employee} {month} 的月结单为 {kept}，台账为 {ledger}。',
    en: 'The statement of employee {employee} for {month} says {kept}; the ledger says {ledger}.',
  },
  'closed-target': {
    'zh-CN': '员工 {employee} 已关账的 {day} 的目标（权重、方案）为 {kept}，按当时的事实为 {facts}。',
    en: 'The target (weight, version) of employee {employee} on the closed day {day} is {kept}; by the facts of then it is {facts}.',
  },
  'statement-target': {
    'zh-CN': '员工 {employee} {month} 的月结单目标为 {kept}，按当时的事实为 {facts}。',
    en: 'The statement of employee {employee} for {month} has the target {kept}; by the facts of then it is {facts}.',
  },
}

/** One difference as a sentence, with ids and figures and nothing personal. */
export const differenceWords = ({ kind, facts }: Difference, locale: Locale): string =>
  sentences[kind][locale].replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? '?'))
