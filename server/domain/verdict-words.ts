import type { VerdictStatus } from './add.ts'
import type { Locale } from './employee.ts'
import type { VerdictCode, VerdictFacts, VerdictWords } from './verdict-code.ts'
import { verdictWordsEn } from './verdict-words-en.ts'
import { verdictWordsZh } from './verdict-words-zh.ts'

const wordsOf: Record<Locale, Record<VerdictCode, (facts: VerdictFacts) => VerdictWords>> = {
  'zh-CN': verdictWordsZh,
  en: verdictWordsEn,
}

const verdictCode = (verdict: { status: VerdictStatus; reason: string | null }): VerdictCode =>
  (verdict.reason ?? verdict.status) as VerdictCode

/** Names nobody: neither another employee nor their branch. */
export function verdictWords(
  verdict: { status: VerdictStatus; reason: string | null },
  facts: VerdictFacts,
  locale: Locale,
): VerdictWords {
  return wordsOf[locale][verdictCode(verdict)](facts)
}

/** Why an entry stands in the ledger. */
export function creditWords(reason: string, locale: Locale): string {
  const [zh, en] = creditReasons[reason] ?? [reason, reason]
  return locale === 'en' ? en : zh
}

const creditReasons: Record<string, [string, string]> = {
  earned: ['添加有效', 'The add became effective'],
  'taken-over': ['当天有更早完成的添加，计给了那一次', 'Another add had met the rules earlier that day'],
  corrected: ['后到的事实更正了记录', 'A fact that arrived later corrected the record'],
  'is-employee': ['对方是本行员工', 'The contact is bank staff'],
  'ended-early': ['好友关系在保留期内结束', 'The relation ended within the retention period'],
  'verification-revoked': ['认证机构撤回了认证结果', 'The provider took its answer back'],
  rejected: ['复核未通过', 'The review did not accept it'],
}
