export const verificationStates = [
  'none',
  'prompted',
  'opened',
  'submitted',
  'challenge',
  'verified',
  'failed',
  'declined',
  'revoked',
] as const
export type VerificationState = (typeof verificationStates)[number]

/** From weakest to strongest. */
export const assurances = ['elements', 'sms', 'face'] as const
export type Assurance = (typeof assurances)[number]

export const failureReasons = [
  'mismatch',
  'not-found',
  'not-eligible',
  'expired-document',
  'too-many-attempts',
  'disputed',
  'other',
] as const
export type FailureReason = (typeof failureReasons)[number]

export const consentKinds = ['sensitive', 'provider'] as const
export type ConsentKind = (typeof consentKinds)[number]

/** `unconfirmed` where the contact's OAuth cannot be had (CONTACT_OAUTH=off). */
export type Recipient = 'confirmed' | 'unconfirmed'
