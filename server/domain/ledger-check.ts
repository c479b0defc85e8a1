import type { Surroundings } from './add-facts.ts'
import type { VerdictStatus } from './add.ts'
import { settledAt } from './closing.ts'
import type { BusinessDay } from './business-day.ts'
import type { Entry } from './credit.ts'
import { settle } from './settlement.ts'

/** A check goes through these in turn. */
const ledgerPhases = [
  'contacts',
  'identities',
  'employees',
  'branches',
  'statements',
  'closed-targets',
  'statement-targets',
  'done',
] as const
export type LedgerPhase = (typeof ledgerPhases)[number]

export const phaseAfter = (phase: LedgerPhase): LedgerPhase => ledgerPhases[ledgerPhases.indexOf(phase) + 1] ?? 'done'

/** What can differ: the ledger from the facts, what is kept from the ledger, what was signed from what stands there. */
export const differenceKinds = [
  'missing-entry',
  'wrong-verdict',
  'unsettled',
  'broken-steps',
  'lost-add',
  'lost-identity',
  'employee-sum',
  'closed-day',
  'branch-sum',
  'statement-signature',
  'statement-figure',
  'closed-target',
  'statement-target',
] as const
export type DifferenceKind = (typeof differenceKinds)[number]

/** Ids, days and figures only: it is logged and shown as it is. */
export type Difference = { kind: DifferenceKind; facts: Record<string, string | number> }

export type KeptVerdict = { id: string; status: VerdictStatus; reason: string | null; settleAt: Date | null }

/** An add whose time came so long ago should have been settled. */
const LATE_MS = 3_600_000

/** What the facts say against what is kept of them. Adds whose time has just come are left to be settled first. */
export function differencesOf(
  facts: Surroundings,
  ledger: readonly Entry[],
  kept: readonly KeptVerdict[],
  { now, begun }: { now: Date; begun: BusinessDay | null },
): Difference[] {
  const late = kept.filter(({ settleAt }) => settleAt !== null && settleAt.getTime() <= now.getTime() - LATE_MS)
  if (late.length > 0) return late.map(({ id }) => ({ kind: 'unsettled', facts: { add: id } }))
  if (kept.some(({ settleAt }) => settleAt !== null && settleAt <= now)) return []
  const { judgements, entries } = settle(facts, ledger, settledAt(now, begun))
  const missing = entries.map(({ subject, addId, employeeId, amount, day }): Difference => {
    return { kind: 'missing-entry', facts: { identity: subject, add: addId, employee: employeeId, amount, day } }
  })
  const byId = new Map(kept.map((verdict) => [verdict.id, verdict]))
  const wrong = judgements.flatMap(({ addId, verdict }): Difference[] => {
    const told = verdictText(verdict)
    const own = byId.get(addId)
    if (!own || verdictText(own) === told) return []
    return [{ kind: 'wrong-verdict', facts: { add: addId, kept: verdictText(own), told } }]
  })
  return [...missing, ...wrong]
}

const verdictText = ({ status, reason }: { status: VerdictStatus; reason: string | null }): string =>
  reason === null ? status : `${status} ${reason}`
