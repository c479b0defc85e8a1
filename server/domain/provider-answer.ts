import type { Assurance, FailureReason } from './verification.ts'

/** What the bank's identity provider says of one verification, in our words. */
export type ProviderAnswer = {
  id: string
  requestId: string
  version: number
  state: 'pending' | 'challenge' | 'verified' | 'failed'
  maskedPhone: string | null
  reason: FailureReason | null
  assurance: Assurance | null
  subjectRef: string | null
  maskedName: string | null
  accountHolder: boolean | null
  isEmployee: boolean | null
  decidedAt: Date | null
}
