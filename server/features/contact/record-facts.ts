import { businessDayOf } from '../../domain/business-day.ts'
import type { DomainEvent } from '../../domain/event.ts'
import { relationsFrom, type RelationSpan } from '../../domain/relation.ts'
import { holdPolicies } from '../../policy-lock-store.ts'
import type { Ports, Tx } from '../../ports.ts'
import {
  learnFacts,
  type LearnedFact,
  lockContact,
  type Pair,
  readFacts,
  readRelations,
  replaceRelations,
} from './contact-store.ts'
import { findRuleSubject, returnAdds, saveAdd } from './record-add-store.ts'

export type Learned = Pair & { facts: LearnedFact[]; learnedAt: Date; fallbackBranchId: string }

/**
 * Adds what was learned to what is known of these two and derives their relations anew. Tells what follows only when that
 * changed something. `fallbackBranchId` is for an employee whom the directory does not have yet.
 */
export async function recordFacts(tx: Tx, ports: Ports, learned: Learned): Promise<boolean> {
  const pair: Pair = { employeeId: learned.employeeId, contactId: learned.contactId }
  await lockContact(tx, pair.contactId)
  await learnFacts(tx, pair, learned.facts, learned.learnedAt)
  const before = await readRelations(tx, pair)
  const after = relationsFrom(await readFacts(tx, pair))
  if (isSame(before, after)) return false
  await replaceRelations(tx, pair, after)
  await keepAdd(tx, ports, learned, after)
  await ports.consequences(tx, changeOf(pair, after))
  return true
}

async function keepAdd(tx: Tx, ports: Ports, learned: Learned, spans: RelationSpan[]): Promise<void> {
  const startedAt = spans[0]?.startedAt
  if (!startedAt) return
  const { employeeId, contactId } = learned
  await holdPolicies(tx)
  await returnAdds(tx, contactId)
  const known = await findRuleSubject(tx, employeeId)
  const stranger = { id: employeeId, branchId: learned.fallbackBranchId, role: 'teller' as const, leads: false }
  const employee = known ?? stranger
  const [policyId = null] = await ports.targets.rules(tx, [{ employee, day: businessDayOf(startedAt) }])
  const { branchId } = employee
  await saveAdd(tx, { id: ports.random.id(), employeeId, contactId, branchId, startedAt, policyId })
}

function changeOf(pair: Pair, spans: RelationSpan[]): DomainEvent {
  const lives = spans.at(-1)?.endedAt === null
  return { kind: 'relation-changed', ...pair, change: lives ? 'started' : 'ended' }
}

function isSame(before: RelationSpan[], after: RelationSpan[]): boolean {
  return textOf(before) === textOf(after)
}

const textOf = (spans: RelationSpan[]) =>
  JSON.stringify(
    spans.map(({ startedAt, endedAt, endedBy, endFoundAt }) => [startedAt, endedAt, endedBy, endFoundAt ?? null]),
  )
