import { addDays, type BusinessDay } from './business-day.ts'
import { defaultParameters, policyFinder } from './policy.ts'
import type { PolicySubject, PolicyVersion, TargetPolicy } from './policy.ts'

/** What an operator wants changed at once: versions to add, and ids of planned ones to withdraw. */
export type PolicyChange = { versions: PolicyVersion[]; withdrawals: string[] }

export const changeStates = ['waiting', 'applied', 'refused', 'withdrawn'] as const
export type ChangeState = (typeof changeStates)[number]

/** Every policy as it would be once the change is made; versions without an id yet get one by their place. */
export function policiesAfter<P extends TargetPolicy>(
  before: readonly P[],
  { versions, withdrawals }: PolicyChange,
): (P | TargetPolicy)[] {
  const kept = before.filter(({ id }) => !withdrawals.includes(id))
  return [...kept, ...versions.map((version, place) => ({ ...version, id: `new ${place}` }))]
}

/** The day from which a change is felt. */
export function firstDayOf({ versions, withdrawals }: PolicyChange, before: readonly TargetPolicy[]): BusinessDay {
  const withdrawn = before.filter(({ id }) => withdrawals.includes(id))
  return [...versions, ...withdrawn].map(({ validFrom }) => validFrom).toSorted()[0] ?? ''
}

/** The years of the versions that end, and of the days that are weighed: an open end has no last year. */
export function yearsTouched({ versions }: PolicyChange, weighed: readonly BusinessDay[]): number[] {
  const spans = versions.flatMap(({ validFrom, validTo }) => (validTo === null ? [] : yearsIn(validFrom, validTo)))
  return [...new Set([...spans, ...weighed.map(yearOf)])].toSorted((a, b) => a - b)
}

const yearOf = (day: BusinessDay): number => Number(day.slice(0, 4))

/** `to` is the first day outside. */
function yearsIn(from: BusinessDay, to: BusinessDay): number[] {
  const [first, last] = [yearOf(from), yearOf(addDays(to, -1))]
  return Array.from({ length: last - first + 1 }, (_, place) => first + place)
}

/**
 * Whose target another version sets on any day from `from` on, or whose adds are judged otherwise: who leads or operates has no
 * target by the branch's version, but its rules.
 */
export function affectedBy<S extends PolicySubject>(
  subjects: readonly S[],
  before: readonly TargetPolicy[],
  after: readonly TargetPolicy[],
  from: BusinessDay,
): S[] {
  const [was, becomes] = [policyFinder(before), policyFinder(after)]
  const turns = new Set([...before, ...after].flatMap(({ validFrom, validTo }) => [validFrom, validTo ?? validFrom]))
  const days = [from, ...[...turns].filter((day) => day > from)]
  const owners = new Set([...before, ...after].flatMap(({ employeeId }) => employeeId ?? []))
  const told = new Map<string, boolean>()
  const differs = (subject: S): boolean => {
    const [old, young] = [was(subject), becomes(subject)]
    const [oldRules, youngRules] = [was(subject, 'rules'), becomes(subject, 'rules')]
    return days.some(
      (day) => old(day)?.id !== young(day)?.id || judgement(oldRules(day)) !== judgement(youngRules(day)),
    )
  }
  return subjects.filter((subject) => {
    if (owners.has(subject.id)) return differs(subject)
    // Whoever works in the same branch in the same role, and has no policy of their own, fares alike.
    const alike = [subject.branches[0] ?? '', ...subject.roles].join('|')
    const answer = told.get(alike) ?? differs(subject)
    told.set(alike, answer)
    return answer
  })
}

/** Who has a target on a day by the one policies, and none by the others. */
export function targetLosers<S extends PolicySubject>(
  subjects: readonly S[],
  before: readonly TargetPolicy[],
  after: readonly TargetPolicy[],
): (day: BusinessDay) => S[] {
  const [was, becomes] = [policyFinder(before), policyFinder(after)]
  return (day) => subjects.filter((subject) => was(subject)(day) !== null && becomes(subject)(day) === null)
}

/** All that an add is judged by. */
function judgement(version: TargetPolicy | null): string {
  const { parameters } = version ?? { parameters: defaultParameters }
  const { verificationWindowDays, retentionDays, requireAccountHolder, leastAssurance } = parameters
  return [verificationWindowDays, retentionDays, requireAccountHolder, leastAssurance].join('|')
}
