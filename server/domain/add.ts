export const verdictStatuses = ['awaiting', 'effective', 'held', 'void'] as const
export type VerdictStatus = (typeof verdictStatuses)[number]

/** In the order in which they are told when several fit (domain.md, effective adds). */
export const voidReasons = [
  'before-counting',
  'private',
  'is-employee',
  'not-first-add',
  'same-person',
  'not-account-holder',
  'ended-early',
  'verification-revoked',
  'window-passed',
  'declined',
  'rejected',
] as const
export type VoidReason = (typeof voidReasons)[number]

/** `earlier-add`: an earlier adder's add is still undecided, so this one waits for it. */
export const awaitingReasons = ['not-verified', 'earlier-add', 'assurance-too-low', 'provider-deciding'] as const
export type AwaitingReason = (typeof awaitingReasons)[number]
