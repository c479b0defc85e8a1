import type { ResultFacts } from './add-facts.ts'
import { latestResults } from './verification-result.ts'

export type Account = { kind: 'wechat' | 'wecom'; corpName: string | null; corpFullName: string | null }

/**
 * Whether the account is a WeCom user of the bank itself. WeCom names a company for its own users only; one of another company is
 * a contact like any other.
 */
export function isBankAccount({ kind, corpName, corpFullName }: Account, bankNames: readonly string[]): boolean {
  if (kind !== 'wecom') return false
  const own = new Set(bankNames.map(plain))
  return [corpName, corpFullName].some((name) => name !== null && plain(name) !== '' && own.has(plain(name)))
}

const plain = (name: string): string => name.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()

type Result = Pick<ResultFacts, 'requestId' | 'version' | 'outcome' | 'subject' | 'isEmployee' | 'decidedAt'> & {
  contactId: string
}

/**
 * Since when each contact is known to be a person who is bank staff: the provider has said so through whatever account, or the person
 * was verified through one of `accounts`, the bank's own.
 */
export function staffPeople(results: readonly Result[], accounts: ReadonlySet<string>): Map<string, Date> {
  const latest = latestResults(results.map((result) => ({ ...result, reason: null })))
  const staff = new Map<string, Date>()
  for (const { contactId, subject, isEmployee, decidedAt } of latest)
    if (subject && (isEmployee || accounts.has(contactId)) && !staff.has(subject)) staff.set(subject, decidedAt)
  const people = new Map<string, Date>()
  for (const { contactId, subject, decidedAt } of latest) {
    const told = subject ? staff.get(subject) : undefined
    if (told && !people.has(contactId)) people.set(contactId, told > decidedAt ? told : decidedAt)
  }
  return people
}
