import type { BranchStay } from './branch-stay.ts'
import type { PolicyParameters } from './policy.ts'
import type { EndedBy } from './relation.ts'
import type { Assurance } from './verification.ts'

/** Times are the business's own (WeCom's, the provider's), never those of arrival: so the order of arrival cannot matter. */
export type RelationSpan = {
  employeeId: string
  startedAt: Date
  endedAt: Date | null
  endedBy: EndedBy | null
  /** Where the end is known as a range only: its later end, which decides the day; `endedAt` decides the order. */
  endFoundAt?: Date | null
}

/** `outcome` is null while the review is open. */
export type Review = { openedAt: Date; closedAt: Date | null; outcome: 'accepted' | 'rejected' | null }

/** After a handover `relations` holds those of all who had the add, oldest first, and `employeeId` is who has it now. */
export type AddFacts = {
  id: string
  contactId: string
  employeeId: string
  relations: RelationSpan[]
  parameters: PolicyParameters
  privateAt: Date | null
  /** Since when the account is known to be bank staff's; what the provider says of the identity stands in the results. */
  staffSince: Date | null
  reviews: Review[]
}

export type ResultFacts = {
  requestId: string
  version: number
  outcome: 'verified' | 'failed'
  assurance: Assurance | null
  subject: string | null
  accountHolder: boolean | null
  isEmployee: boolean | null
  decidedAt: Date
}

export type ContactFacts = {
  id: string
  results: ResultFacts[]
  /** While the provider decides; `to` is null until it has. */
  deciding: { from: Date; to: Date | null }[]
  declinedAt: Date | null
}

/** Everything that can change the verdict of any of `adds`: all adds of the contacts that share an identity. */
export type Surroundings = {
  countingFrom: Date | null
  contacts: ContactFacts[]
  adds: AddFacts[]
  employees: { id: string; branches: BranchStay[]; leftAt: Date | null }[]
}
