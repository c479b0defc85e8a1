import { z } from 'zod'
import { locales } from '../domain/employee.ts'
import { consentKinds, failureReasons, verificationStates } from '../domain/verification.ts'
import { route } from './route.ts'
import { moment, noParams, ownId, wecomId } from './shared.ts'

const promptStates = ['made', 'sent', 'opened', 'ended'] as const
const prompt = z.object({ id: z.string(), state: z.enum(promptStates), expiresAt: moment })

export const makePrompt = route({
  method: 'post',
  path: '/api/contacts/:id/prompts',
  summary: 'Makes a verification link for one contact; it counts as sent only after /sent',
  params: z.strictObject({ id: wecomId }),
  body: noParams,
  status: 201,
  reply: z.object({
    prompt,
    card: z.object({ link: z.string(), title: z.string(), desc: z.string(), imgUrl: z.string() }),
  }),
})
export type Card = z.output<typeof makePrompt.reply>['card']

export const markPromptSent = route({
  method: 'post',
  path: '/api/prompts/:id/sent',
  summary: "The employee's client says the card went into the chat",
  params: z.strictObject({ id: ownId }),
  body: noParams,
  reply: z.object({ prompt }),
})

/** What the contact's page shows, by step. `another-person` and `ended` carry nothing about the target. */
export const pageOpening = z.object({
  step: z.enum(['another-person', 'ended', 'form', 'challenge', 'waiting', 'verified', 'failed', 'declined']),
  locale: z.enum(locales),
  bank: z.object({ name: z.string(), hotline: z.string() }),
  employee: z.object({ name: z.string(), branch: z.string() }).nullable(),
  provider: z.object({ name: z.string(), isBank: z.boolean() }).nullable(),
  keepDays: z.number().int(),
  maskedPhone: z.string().nullable(),
  failure: z.enum(failureReasons).nullable(),
  attemptsLeft: z.number().int().nullable(),
  mayWithdraw: z.boolean(),
  /** The provider's encryption keys (JWK set), only while something may be submitted. */
  keys: z.object({ keys: z.array(z.record(z.string(), z.unknown())) }).nullable(),
  /** What is agreed to, each by a tick of its own; empty where nothing may be submitted any more. */
  consents: z.array(z.object({ kind: z.enum(consentKinds), text: z.string() })),
  textVersion: z.string(),
})
export type PageOpening = z.output<typeof pageOpening>

/** Compact JWE: five base64url parts. */
const jwe = z
  .string()
  .max(8192)
  .regex(/^[\w-]+\.[\w-]+\.[\w-]+\.[\w-]+\.[\w-]+$/)

export const readOpening = route({
  method: 'get',
  path: '/v/api/opening',
  summary: 'What the page shows',
  reply: pageOpening,
})
export const submitIdentity = route({
  method: 'post',
  path: '/v/api/submission',
  summary: 'Passes the encrypted identity on to the provider',
  body: z.strictObject({
    payload: jwe,
    consents: z.strictObject({ sensitive: z.literal(true), provider: z.boolean(), textVersion: z.string().max(40) }),
  }),
  reply: pageOpening,
})
export const answerChallenge = route({
  method: 'post',
  path: '/v/api/challenge',
  summary: 'Passes the encrypted code on to the provider',
  body: z.strictObject({ payload: jwe }),
  reply: pageOpening,
})
export const decline = route({
  method: 'post',
  path: '/v/api/decline',
  summary: 'The contact says no',
  body: noParams,
  reply: pageOpening,
})
export const reconsider = route({
  method: 'post',
  path: '/v/api/reconsider',
  summary: 'Takes the no back',
  body: noParams,
  reply: pageOpening,
})
export const withdrawConsent = route({
  method: 'post',
  path: '/v/api/withdrawal',
  summary: 'Withdraws the consents',
  body: noParams,
  reply: pageOpening,
})

export const verification = z.object({
  state: z.enum(verificationStates),
  since: moment.nullable(),
  maskedName: z.string().nullable(),
  promptsLeft: z.number().int(),
  nextPromptAt: moment.nullable(),
  /** When the live link ends; null without one. */
  linkEndsAt: moment.nullable(),
  recipient: z.enum(['confirmed', 'unconfirmed']).nullable(),
})
