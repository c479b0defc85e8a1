import express, { type NextFunction, type Request, type Response, Router } from 'express'
import { z } from 'zod'
import { type Engine, log } from '../engine.ts'
import { pause, takeFault } from '../faults.ts'
import type { Verification } from '../world.ts'
import { answerChallenge } from './decide.ts'
import { openPayload, publicKeys } from './keys.ts'
import { answerOf, openVerification } from './verifications.ts'

const request = z.object({ requestId: z.string().min(1).max(128), payload: z.string(), notifyUrl: z.string() })
const challenge = z.object({ payload: z.string() })

/** The bank's identity provider, as interfaces.md of the product describes it. */
export function bankRoutes(engine: Engine): Router {
  const router = Router()
  router.use((asked, response, next) => guard(engine, asked, response, next))
  router.use(express.json({ limit: '64kb' }))
  router.get('/keys', async (asked, response) => reply(engine, asked, response, 200, await publicKeys(engine)))
  router.post('/verifications', (asked, response) => submit(engine, asked, response))
  router.get('/verifications/:id', (asked, response) => {
    const found = find(engine, asked)
    if (!found) return reply(engine, asked, response, 404, { error: 'unknown verification' })
    reply(engine, asked, response, 200, answerOf(found))
  })
  router.post('/verifications/:id/challenge', (asked, response) => takeCode(engine, asked, response))
  router.use((_asked, response) => void response.status(404).json({ error: 'not found' }))
  return router
}

async function guard(engine: Engine, asked: Request, response: Response, next: NextFunction): Promise<void> {
  const fault = takeFault(engine, `bank${asked.path}`)
  if (fault?.delayMs) await pause(fault.delayMs)
  if (fault?.drop) return void asked.socket.destroy()
  const refused = fault?.status ?? (fault?.errcode ? 503 : undefined)
  if (refused) return reply(engine, asked, response, refused, { error: 'out of order' })
  const key = asked.get('authorization')
  if (key !== `Bearer ${engine.credentials.identityProviderKey}`) {
    return reply(engine, asked, response, 401, { error: 'unknown key' })
  }
  next()
}

function reply(engine: Engine, asked: Request, response: Response, status: number, body: object): void {
  const title = `${asked.method} ${asked.baseUrl}${asked.path}`
  log(engine, { kind: 'identity', title, request: asked.body ?? null, response: { status, body }, ok: status < 400 })
  response.status(status).json(body)
}

async function submit(engine: Engine, asked: Request, response: Response): Promise<void> {
  const body = request.safeParse(asked.body)
  if (!body.success) return reply(engine, asked, response, 400, { error: z.prettifyError(body.error) })
  const known = engine.world.verifications.find((one) => one.requestId === body.data.requestId)
  if (known) return reply(engine, asked, response, 200, answerOf(known))
  const typed = await openPayload(engine, body.data.payload)
  if (typed === undefined) return reply(engine, asked, response, 400, { error: 'payload cannot be decrypted' })
  const { requestId, notifyUrl } = body.data
  // Decrypting took a while, in which the same request may have come again.
  const meanwhile = engine.world.verifications.find((one) => one.requestId === requestId)
  const verification = meanwhile ?? openVerification(engine, { requestId, notifyUrl }, typed)
  reply(engine, asked, response, verification.state === 'pending' ? 202 : 200, answerOf(verification))
}

async function takeCode(engine: Engine, asked: Request, response: Response): Promise<void> {
  const verification = find(engine, asked)
  if (!verification) return reply(engine, asked, response, 404, { error: 'unknown verification' })
  const body = challenge.safeParse(asked.body)
  const typed = body.success ? await openPayload(engine, body.data.payload) : undefined
  const code = z.object({ code: z.string() }).safeParse(typed)
  if (!code.success) return reply(engine, asked, response, 400, { error: 'payload cannot be decrypted' })
  if (verification.state !== 'challenge') return reply(engine, asked, response, 409, answerOf(verification))
  answerChallenge(engine, verification, code.data.code)
  reply(engine, asked, response, 200, answerOf(verification))
}

function find(engine: Engine, asked: Request): Verification | undefined {
  return engine.world.verifications.find((one) => one.id === asked.params['id'])
}
