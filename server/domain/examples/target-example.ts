import type { Role } from '../employee.ts'

/** The same sentence in both languages. */
export type Said = { zh: string; en: string }
export const said = (zh: string, en: string): Said => ({ zh, en })

/** A day of the made-up month: 1 to 28, or any other as `YYYY-MM-DD`. */
export type ExampleDay = number | string

export type ExampleVersion = {
  amount: number
  per: 'day' | 'month'
  /** From the first of January unless told; `to` is the first day on which it no longer holds. */
  from?: ExampleDay
  to?: ExampleDay
  /** The branch unless told. */
  scope?: 'bank' | 'region' | 'branch' | 'tellers' | 'accountManagers' | 'leads' | 'operators' | 'employee'
  cap?: number
  enteredOn?: ExampleDay
}
export type ExampleLeave = {
  from: number
  to: number
  half?: 'morning' | 'afternoon'
  entered?: number
  cancelled?: number
}

/** What is known of one employee in a month of four weeks: Monday the 1st to Sunday the 28th, twenty working days. */
export type ExampleFacts = {
  versions: ExampleVersion[]
  roles?: Role[]
  /** Weights by day, where the official calendar, the region or the branch say something. */
  calendar?: Record<number, number>
  region?: Record<number, number>
  branch?: Record<number, number>
  leave?: ExampleLeave[]
  joined?: ExampleDay
  left?: ExampleDay
  /** Entries by the day they were booked on; `month` where they had been earned in another one. */
  earned?: { on: ExampleDay; amount: number; month?: string }[]
  /** The day it is; the day that is asked for unless told. */
  today?: number
}

export type ExampleAnswer =
  | { on: ExampleDay; target: number | null }
  | { month: number | null }
  | { paceOn: number; earned: number; even: number; ahead: number; projected: number | null }
  | { awaiting: number; decided: number; effective: number; expected: number | null }
  | { closedOn: number; frozen: number; target: number; correction: number | null }

export const exampleGroups = ['amount', 'catch-up', 'calendar', 'employment', 'version', 'person', 'outlook'] as const
export type ExampleGroup = (typeof exampleGroups)[number]

export type TargetExample = {
  number: number
  group: ExampleGroup
  given: Said
  expected: Said
  facts: ExampleFacts
  answers: ExampleAnswer[]
}
