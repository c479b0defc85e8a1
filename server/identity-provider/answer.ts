import { z } from 'zod'
import { assurances, failureReasons } from '../domain/verification.ts'
import type { ProviderAnswer } from '../domain/provider-answer.ts'

const providerId = z.string().regex(/^[\w.-]{1,128}$/)
const text = z.string().min(1).max(400).nullish().default(null)

/** A provider that forgets to mask must not make us keep a number or a name: then we mask, the last four digits or the first sign left. */
const maskedPhone = z
  .string()
  .max(40)
  .transform((phone) => (/(\d[ -]?){7}/.test(phone) ? phone.replace(/\d(?=(\D*\d){4})/g, '*') : phone))
const maskedName = text.transform((name) =>
  name === null || /[*＊]/.test(name) ? name : [...name].map((sign, place) => (place === 0 ? sign : '*')).join(''),
)

const shape = z.object({
  id: providerId,
  requestId: z.string().max(128),
  version: z.number().int().positive(),
  state: z.enum(['pending', 'challenge', 'verified', 'failed']),
  challenge: z.object({ kind: z.literal('sms'), maskedPhone }).nullish(),
  reason: z.enum(failureReasons).nullish().catch('other').default(null),
  assurance: z.enum(assurances).nullish().default(null),
  subjectRef: text,
  maskedName,
  accountHolder: z.boolean().nullish().default(null),
  employee: z.boolean().nullish().default(null),
  decidedAt: z.iso
    .datetime({ offset: true })
    .nullish()
    .default(null)
    .transform((at) => (at ? new Date(at) : null)),
})

/** What a provider answers; a decision without its time, or a verified person without a reference, is no answer. */
export const answer = shape
  .refine(({ state, decidedAt }) => (state !== 'verified' && state !== 'failed') || decidedAt !== null)
  .refine(({ state, subjectRef, assurance }) => state !== 'verified' || (subjectRef !== null && assurance !== null))
  .transform(({ challenge, employee, ...told }): ProviderAnswer => ({
    ...told,
    maskedPhone: challenge?.maskedPhone ?? null,
    isEmployee: employee,
  }))

export const keySet = z.object({
  keys: z
    .array(z.looseObject({ kty: z.literal('RSA'), n: z.string(), e: z.string(), use: z.literal('enc') }))
    .min(1)
    .max(10)
    .transform((keys) => keys.map(publicHalf)),
})

/** Whatever a provider's key carries by mistake, only the public half goes on to a page. */
function publicHalf({ kty, n, e, use, kid, alg }: Record<string, unknown>) {
  return { kty, n, e, use, ...(kid ? { kid } : {}), ...(alg ? { alg } : {}) }
}

export const notice = z.object({
  type: z.literal('verification.decided'),
  data: z.object({ id: providerId, requestId: z.string().max(128) }),
})
