import type { PageOpening } from '#contract/verification.ts'
import { wordsEn } from './words-en.ts'
import { wordsZh } from './words-zh.ts'
import type { Fault, Field, IdType } from './checks.ts'

type Failure = NonNullable<PageOpening['failure']>

export type Words = {
  title: string
  loading: string
  asks(employee: string, branch: string): string
  why: string
  collected: string
  kept(days: number): string
  never: string
  elsewhere: string
  hotline(hotline: string): string
  more: string
  consentSensitive(bank: string): string
  consentProvider(provider: string): string
  consentNeeded: string
  fields: Record<Field, string>
  idTypes: Record<IdType, string>
  faults: Record<Fault, string>
  submit: string
  sending: string
  no: string
  waiting: { title: string; text: string }
  challenge: { title: string; text(phone: string): string; label: string; send: string; fault: string; lost: string }
  verified: { title: string; text(bank: string): string }
  failed: { title: string; again(left: number): string; over: string; retry: string; reasons: Record<Failure, string> }
  declined: { title: string; text: string; undo: string }
  another: { title: string; text: string }
  ended: { title: string; text: string }
  offline: { title: string; text: string; retry: string }
  withdraw: { open: string; text: string; confirm: string; done: string }
  switchLanguage: string
}

export const wordsOf = (locale: PageOpening['locale']): Words => (locale === 'en' ? wordsEn : wordsZh)
