import { z } from 'zod'
import { locales, roles } from '../domain/employee.ts'
import { route } from './route.ts'
import { noParams, person } from './shared.ts'

export const session = z.object({
  employee: z.object({ id: z.string(), name: z.string(), branch: person, roles: z.array(z.enum(roles)) }),
  /** What they lead, or stand in for, each with all below it: the home branch first where it is among it. */
  leads: z.array(person),
  /** There are others, to be found by their name. */
  moreLeads: z.boolean(),
  locale: z.enum(locales),
})
export type Session = z.output<typeof session>

export const readSession = route({
  method: 'get',
  path: '/api/session',
  summary: 'Who is signed in',
  reply: session,
})

export const signOut = route({
  method: 'post',
  path: '/api/sign-out',
  summary: 'Ends the session',
  body: noParams,
  reply: z.object({}),
})

const pageSignature = z.object({ timestamp: z.number(), nonceStr: z.string(), signature: z.string() })
export const pageSignatures = z.object({
  corpId: z.string(),
  agentId: z.string(),
  config: pageSignature,
  agentConfig: pageSignature,
})
export type PageSignatures = z.output<typeof pageSignatures>

export const signPage = route({
  method: 'post',
  path: '/api/wecom/signature',
  summary: "Both JS-SDK signatures for one of this server's own pages",
  body: z.strictObject({ url: z.url().max(2048), fresh: z.boolean().optional() }),
  reply: pageSignatures,
})
