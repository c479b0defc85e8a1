/** A check goes through these in turn. */
export const ledgerPhases = ['contacts', 'identities', 'employees', 'branches', 'statements', 'done'] as const
export type LedgerPhase = (typeof ledgerPhases)[number]

export const phaseAfter = (phase: LedgerPhase): LedgerPhase => ledgerPhases[ledgerPhases.indexOf(phase) + 1] ?? 'done'

/** What can differ: the ledger from the facts, what is kept from the ledger, what was signed from what stands there. */
export type DifferenceKind =
  | 'missing-entry'
  | 'wrong-verdict'
  | 'unsettled'
  | 'wrong-credits'
  | 'broken-steps'
  | 'lost-add'
  | 'lost-identity'
  | 'employee-sum'
  | 'closed-day'
  | 'branch-sum'
  | 'statement-signature'
  | 'statement-figure'

/** Ids, days and figures only: it is logged and shown as it is. */
export type Difference = { kind: DifferenceKind; facts: Record<string, string | number> }
