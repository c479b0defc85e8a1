import { missingFacts } from '../../server/domain/reconciliation.ts'
import type { Told } from '../oracle/told.ts'
import { relationsOf, type Fact, type Story } from './add-story.ts'

/** Somebody added, whose relation WeCom still tells of in the evening as it began; nothing else is told of the two. */
export function isSeenLater({ what, moment }: Told, told: readonly Told[], evening: Date): boolean {
  if (what.kind !== 'fact' || what.fact.kind !== 'added' || moment > evening) return false
  const { employee, contact } = what.fact
  const others = told.filter(
    (one) => one.what.kind === 'fact' && isOfPair(one.what.fact, employee, contact) && one.what.fact !== what.fact,
  )
  return others.every((one) => one.moment > evening)
}

const isOfPair = (fact: Fact, employee: string, contact: string): boolean => {
  if (fact.kind === 'handed-over') return fact.contact === contact && (fact.from === employee || fact.to === employee)
  const isOfOne = fact.kind === 'added' || fact.kind === 'removed' || fact.kind === 'gone'
  return isOfOne && fact.contact === contact && fact.employee === employee
}

/** What the evening's sweep learns: WeCom tells every relation that lives, and those that only the contact has ended. */
export function missingFrom(truth: readonly Fact[], story: Story, evening: Date): Told[] {
  const pairs = truth.flatMap((fact) => (fact.kind === 'added' ? [fact] : []))
  const lastOf = (facts: readonly Fact[], { employee, contact }: { employee: string; contact: string }) =>
    relationsOf(
      employee,
      facts.filter((fact) => 'contact' in fact && fact.contact === contact),
    ).at(-1)
  const told = pairs.flatMap((pair) => {
    const span = lastOf(truth, pair)
    const isTold = span && (span.endedAt === null || span.endedBy === 'contact')
    return isTold ? [{ employeeId: pair.employee, contactId: pair.contact, startedAt: span.startedAt }] : []
  })
  const known = pairs.flatMap((pair) => {
    const span = lastOf(story.known, pair)
    return span ? [{ employeeId: pair.employee, contactId: pair.contact, ...span, seenAt: evening }] : []
  })
  return missingFacts(told, known, { begunAt: evening, foundAt: evening }).flatMap((fact): Told[] => {
    if (fact.kind === 'ended') return []
    const { employeeId: employee, contactId: contact, at: moment } = fact
    return [{ moment, known: evening, what: { kind: 'fact', fact: { kind: 'added', employee, contact, at: moment } } }]
  })
}
