import express, { type Request, type Response, Router } from 'express'
import { z } from 'zod'
import { type Engine, log } from '../engine.ts'
import { pause, takeFault } from '../faults.ts'
import type { Call } from './call.ts'
import { contactCalls } from './contact-calls.ts'
import { contactWayCalls } from './contact-way-calls.ts'
import { directoryCalls } from './directory-calls.ts'
import { errmsgOf, WeComError } from './errors.ts'
import { groupChatCalls } from './group-chat-calls.ts'
import { handoverCalls } from './handover-calls.ts'
import { uploadMedia } from './media-calls.ts'
import { messageCalls } from './message-calls.ts'
import { createRateLimits, type RateLimits } from './rate-limits.ts'
import { tagCalls } from './tag-calls.ts'
import { ticketCalls } from './ticket-calls.ts'
import { appOfToken, getToken } from './tokens.ts'

const calls = [
  ...ticketCalls,
  ...directoryCalls,
  ...contactCalls,
  ...tagCalls,
  ...groupChatCalls,
  ...contactWayCalls,
  ...messageCalls,
  ...handoverCalls,
]

/** qyapi.weixin.qq.com: HTTP 200 for every business error, 404 with an empty body for an unknown path. */
export function qyapiRoutes(engine: Engine): Router {
  const router = Router()
  const limits = createRateLimits(engine)
  router.post('/media/upload', express.raw({ type: () => true, limit: '12mb' }), (request, response) =>
    answer(engine, request, response, 'media/upload', {}, () => {
      appOfToken(engine, request.query['access_token'])
      return uploadMedia(engine, request)
    }),
  )
  // Bodies are read as text: WeCom does not look at the content type, and bad JSON is errcode 47001.
  router.use(express.text({ type: () => true, limit: '2mb' }))
  router.get('/gettoken', (request, response) =>
    answer(engine, request, response, 'gettoken', {}, () => getToken(engine, limits, request.query)),
  )
  for (const call of calls) {
    const route = call.method === 'GET' ? router.get.bind(router) : router.post.bind(router)
    route(`/${call.path}`, (request, response) =>
      answer(engine, request, response, call.path, call.empty, () => run(engine, limits, call, request)),
    )
  }
  router.use((_request, response) => void response.status(404).end())
  return router
}

type Answer = Record<string, unknown> | Promise<Record<string, unknown>>

function run(engine: Engine, limits: RateLimits, call: Call, request: Request): Answer {
  const app = appOfToken(engine, request.query['access_token'])
  if (!limits.allows(call.path)) throw new WeComError(45009)
  if (call.who !== 'both' && call.who !== app.kind) throw new WeComError(48002)
  return call.run({ engine, app, limits }, call.method === 'GET' ? request.query : bodyOf(request))
}

function bodyOf(request: Request): unknown {
  const text: unknown = request.body
  try {
    return JSON.parse(typeof text === 'string' ? text : '')
  } catch {
    throw new WeComError(47001)
  }
}

async function answer(
  engine: Engine,
  request: Request,
  response: Response,
  path: string,
  empty: Record<string, unknown>,
  work: () => Answer,
): Promise<void> {
  const fault = takeFault(engine, `cgi-bin/${path}`)
  if (fault?.delayMs) await pause(fault.delayMs)
  const note = (body: unknown, ok: boolean) =>
    log(engine, { kind: 'api', title: `${request.method} ${path}`, request: asked(request), response: body, ok })
  if (fault?.drop) {
    note('connection cut', false)
    request.socket.destroy()
    return
  }
  if (fault?.status) {
    note({ status: fault.status }, false)
    response.status(fault.status).end()
    return
  }
  const body = await settle(engine, empty, fault?.errcode, work)
  note(body, body['errcode'] === 0)
  if (fault?.lose) return void request.socket.destroy()
  response.json(body)
}

async function settle(
  engine: Engine,
  empty: Record<string, unknown>,
  forced: number | undefined,
  work: () => Answer,
): Promise<Record<string, unknown>> {
  try {
    if (forced) throw new WeComError(forced)
    return { errcode: 0, errmsg: 'ok', ...(await work()) }
  } catch (fault) {
    const errcode = errcodeOf(fault)
    return { errcode, errmsg: errmsgOf(errcode, engine.clock.now()), ...empty }
  }
}

function errcodeOf(fault: unknown): number {
  if (fault instanceof WeComError) return fault.errcode
  if (fault instanceof z.ZodError) return 40035
  throw fault
}

function asked(request: Request): unknown {
  return request.method === 'GET' ? request.query : { ...request.query, body: readable(request.body) }
}

function readable(body: unknown): unknown {
  if (Buffer.isBuffer(body)) return `${body.length} bytes`
  try {
    return JSON.parse(String(body))
  } catch {
    // The log shows a body that is no JSON as it came.
    return body
  }
}
