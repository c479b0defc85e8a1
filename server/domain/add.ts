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

/** `earlier-add`: an earlier adder's add is still undecided, so this one waits for it. `employee-left`: nothing undecided is credited to a leaver. */
export const awaitingReasons = [
  'not-verified',
  'earlier-add',
  'assurance-too-low',
  'provider-deciding',
  'employee-left',
] as const
export type AwaitingReason = (typeof awaitingReasons)[number]

/** What takes a credit back; everything else costs nothing once it was given. */
export type LossReason = 'is-employee' | 'ended-early' | 'verification-revoked' | 'rejected'

/** `held` is a status without a reason of its own: the review tells it. */
export type Verdict =
  | { status: 'effective' | 'held'; reason: null; since: Date }
  | { status: 'awaiting'; reason: AwaitingReason; since: Date }
  | { status: 'void'; reason: VoidReason; since: Date }

/** The moment an add's window ends, and the next moment at which time alone may change its verdict; null when there is none. */
export type Judgement = { addId: string; verdict: Verdict; windowEndsAt: Date | null; settleAt: Date | null }
