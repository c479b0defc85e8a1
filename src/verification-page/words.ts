import type { PageOpening } from '#contract/verification.ts'
import type { Fault, Field, IdType } from './checks.ts'

/** What it is about, and the sentence. */
type Fact = [term: string, text: string]
type Failure = NonNullable<PageOpening['failure']>

export type Words = {
  title: string
  loading: string
  asks(employee: string, branch: string): string
  why: Fact
  collected: Fact
  kept(days: number): Fact
  never: string
  elsewhere: Fact
  hotline(hotline: string): Fact
  /** A term and its text in one line. */
  line(fact: Fact): string
  consentNeeded: string
  fields: Record<Field, string>
  idTypes: Record<IdType, string>
  faults: Record<Fault, string>
  submit: string
  sending: string
  no: string
  waiting: { title: string; text: string }
  challenge: {
    title: string
    text(phone: string): string
    label: string
    send: string
    fault: string
    wrong: string
    lost: string
  }
  verified: { title: string; text(bank: string): string }
  failed: { title: string; again(left: number): string; over: string; reasons: Record<Failure, string> }
  declined: { title: string; text: string; undo: string }
  another: { title: string; text: string }
  ended: { title: string; text: string }
  unknown: { title: string; text: string }
  away: { title: string; text: string }
  offline: { title: string; text: string; retry: string }
  withdraw: { open: string; text: string; confirm: string; done: string }
  switchLanguage: string
}
