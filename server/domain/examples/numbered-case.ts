import type { ExampleAnswer, ExampleFacts, Said } from './target-example.ts'

/** Noon of a day of the story, or another time of it. */
export type CaseTime = number | readonly [day: number, time: string]

/** What becomes known; it happened when it became known unless `at` tells otherwise. */
export type CaseFact =
  | { added: string; contact: string; at?: CaseTime }
  | { removed: string; contact: string; at?: CaseTime; by?: 'employee' }
  | { handedOver: string; to: string; contact: string }
  | { verified: string; at?: CaseTime; counter?: true; person?: string }
  | { revoked: string }
  | { declined: string }
  | { bankAccount: string; contact: string }
  | { held: string; contact: string; from: number; until?: number }
  | { left: string }
  | { moved: string; branch: string }

export type CaseEntry = {
  employee: string
  amount: 1 | -1
  day: number
  reason: string
  /** The same day unless told. */
  earned?: number
  branch?: string
}

/** An entry that credits the employee on a day. */
export const gives = (employee: string, day: number, more: Partial<CaseEntry> = {}): CaseEntry => ({
  employee,
  amount: 1,
  day,
  reason: 'earned',
  ...more,
})

/** What is learned at a moment, and what then holds. `entries` are all of the ledger, oldest first. */
export type CaseStep = {
  at: CaseTime
  facts?: CaseFact[]
  /** By employee and contact, `e1 C`: the status with its reason. */
  verdicts?: Record<string, string>
  since?: Record<string, CaseTime>
  entries?: CaseEntry[]
  windowEnds?: CaseTime
}

/** A tricky case by its number: a story of adds, or what a target comes to. */
export type NumberedCase = { number: number; given: Said; expected: Said } & (
  | { steps: CaseStep[]; windowDays?: { until: number; before: number; after: number } }
  | { targets: { facts: ExampleFacts; answers: ExampleAnswer[] }[] }
)
