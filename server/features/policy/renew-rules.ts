import { businessDayOf, startOfDay, type BusinessDay } from '../../domain/business-day.ts'
import type { Ports, Tx } from '../../ports.ts'
import { giveRules, readAddRules, type AddRule } from './add-rules-store.ts'

const ADDS_AT_ONCE = 1_000

/** Gives the adds that began since a day the version that holds on their day by now, whenever they were recorded. */
export async function renewRules(
  tx: Tx,
  { targets, clock }: Pick<Ports, 'targets' | 'clock'>,
  from: BusinessDay,
): Promise<void> {
  let after: Place | undefined = { startedAt: startOfDay(from), id: '' }
  while (after) {
    const adds: AddRule[] = await readAddRules(tx, after, ADDS_AT_ONCE)
    const days = adds.map(({ employee, startedAt }) => ({ employee, day: businessDayOf(startedAt) }))
    const rules = await targets.rules(tx, days)
    for (const [policyId, ids] of changesBetween(adds, rules)) await giveRules(tx, ids, policyId, clock.now())
    after = adds.at(-1)
  }
}

type Place = Pick<AddRule, 'startedAt' | 'id'>

function changesBetween(adds: readonly AddRule[], rules: readonly (string | null)[]): Map<string | null, string[]> {
  const changes = new Map<string | null, string[]>()
  for (const [index, { id, policyId }] of adds.entries()) {
    const now = rules[index] ?? null
    if (now !== policyId) changes.set(now, [...(changes.get(now) ?? []), id])
  }
  return changes
}
