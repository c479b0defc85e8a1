import type { Assurance, ConsentKind, FailureReason, Recipient, VerificationState } from './domain/verification.ts'

/** Rows of real-name verification: the contact's state, links and their openings, requests to the provider, results, consents. */
export type VerificationTable = {
  contactId: string
  state: VerificationState
  since: Date
  failure: FailureReason | null
}
export type PromptEnd = 'replaced' | 'unsent' | 'expired' | 'declined' | 'verified' | 'too-many-attempts'
export type PromptTable = {
  id: string
  contactId: string
  employeeId: string
  /** Null once it is forgotten. */
  tokenHash: string | null
  createdAt: Date
  sentAt: Date | null
  openedAt: Date | null
  expiresAt: Date
  failedAttempts: number
  endedAt: Date | null
  endedBecause: PromptEnd | null
}
export type OpeningTable = {
  id: string
  promptId: string
  cookieHash: string
  stateHash: string | null
  codeHash: string | null
  codeExpiresAt: Date | null
  recipient: Recipient | 'another' | null
  createdAt: Date
  expiresAt: Date
}
export type IdentityRequestTable = {
  id: string
  contactId: string
  promptId: string
  openingId: string
  recipient: Recipient
  providerId: string | null
  state: 'sending' | 'pending' | 'challenge' | 'verified' | 'failed'
  version: number
  maskedPhone: string | null
  submittedAt: Date
  askAgainAt: Date | null
}
export type IdentityResultTable = {
  requestId: string
  version: number
  contactId: string
  outcome: 'verified' | 'failed'
  reason: FailureReason | null
  assurance: Assurance | null
  recipient: Recipient
  subject: string | null
  subjectRef: string | null
  maskedName: string | null
  accountHolder: boolean | null
  isEmployee: boolean | null
  decidedAt: Date
  receivedAt: Date
}
export type IdentityStepTable = { requestId: string; version: number; state: 'pending' | 'challenge'; at: Date }
export type WebhookSeenTable = { id: string; receivedAt: Date }
export type ConsentTable = {
  id: string
  contactId: string
  openingId: string
  kind: ConsentKind
  textVersion: string
  locale: string
  recipientName: string | null
  build: string
  givenAt: Date
  withdrawnAt: Date | null
}
