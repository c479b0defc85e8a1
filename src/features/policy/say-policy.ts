import type { PolicyScope, TimeLine } from '#contract/policy.ts'
import type { PolicyWords } from '../../i18n/zh/policy.ts'
import { dayAfter } from '../../i18n/moments.ts'

type Version = Pick<TimeLine['versions'][number], 'validFrom' | 'validTo' | 'amount' | 'per' | 'parameters'>

const roleNamed = (role: string, words: PolicyWords): string =>
  Object.entries(words.roles).find(([name]) => name === role)?.[1] ?? role

/** For whom a version is. */
export function sayScope({ scope, branch, role, employee }: PolicyScope, words: PolicyWords): string {
  if (scope === 'employee') return employee ? words.scope.employee(employee.name, employee.id) : ''
  const place = branch ? words.scope.branch(branch.name) : words.scope.bank
  return scope === 'role' && role ? words.scope.role(roleNamed(role, words), place) : place
}

/** What a version asks for. */
export const sayAmount = ({ amount, per }: Pick<Version, 'amount' | 'per'>, words: PolicyWords): string =>
  words.amount[per](amount)

/** From when to when; `end` is the first day outside. */
export const saySpan = (from: string, end: string | null, words: PolicyWords): string =>
  end === null ? words.from(from) : words.span(from, dayAfter(end, -1))

export function sayRules({ parameters }: Pick<Version, 'parameters'>, words: PolicyWords): string {
  const { verificationWindowDays, retentionDays, leastAssurance, requireAccountHolder, dailyCap } = parameters
  return [
    words.rules(verificationWindowDays, retentionDays),
    words.assurance[leastAssurance],
    ...(requireAccountHolder ? [words.holderOnly] : []),
    ...(dailyCap === null ? [] : [words.cap(dailyCap)]),
  ].join(' · ')
}

/** Years in their order; three and more in a row are told by the first and the last. */
export function sayYears(years: readonly number[], words: PolicyWords): string {
  const rows: number[][] = []
  for (const year of years) {
    const row = rows.at(-1)
    if (row?.at(-1) === year - 1) row.push(year)
    else rows.push([year])
  }
  const said = rows.flatMap((row) => (row.length > 2 ? [`${row[0]}–${row.at(-1)}`] : row.map(String)))
  return words.effect.years(said)
}

/** 3,120 */
export const sayNumber = (value: number): string => value.toLocaleString('en-US')
