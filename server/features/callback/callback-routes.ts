import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response, Router } from 'express'
import { Problem } from '../../domain/problem.ts'
import type { Ports } from '../../ports.ts'
import type { CallbackDoor } from '../../wecom-port.ts'
import { InboxFull, receiveCallback } from './receive-callback.ts'

const doors: Record<CallbackDoor, string> = { app: '/wecom/callback', directory: '/wecom/directory-callback' }
const longestBody = 65_536

/** WeCom's two callbacks. Whatever is wrong with a request, the answer is the same empty 403. */
export function callbackRouter(ports: Ports): Router {
  const router = Router()
  const body = express.raw({ type: () => true, limit: longestBody, inflate: false })
  for (const [door, path] of Object.entries(doors) as [CallbackDoor, string][]) {
    router.get(path, answerCheck(ports, door))
    router.post(path, body, unreadableBody, receive(ports, door))
  }
  return router
}

function answerCheck(ports: Ports, door: CallbackDoor): RequestHandler {
  return (request, response) => {
    try {
      // The bare text: with quotes, a mark or a newline WeCom does not save the address.
      response.type('text/plain').send(ports.wecom.answerUrlCheck(door, request.query))
    } catch (fault) {
      fail(ports, response, fault)
    }
  }
}

function receive(ports: Ports, door: CallbackDoor): RequestHandler {
  return async (request, response) => {
    try {
      const opened = ports.wecom.openCallback(door, request.query, textOf(request), ports.clock.now())
      await receiveCallback(ports, opened)
      response.status(200).end()
    } catch (fault) {
      fail(ports, response, fault)
    }
  }
}

function textOf(request: Request): string {
  const body: unknown = request.body
  return Buffer.isBuffer(body) ? body.toString('utf8') : ''
}

function fail(ports: Ports, response: Response, fault: unknown): void {
  if (fault instanceof Problem && fault.code === 'callback/refused') return refuse(response)
  if (!(fault instanceof InboxFull)) {
    const reason = fault instanceof Error ? fault.name : 'unknown'
    ports.log.error({ reason }, 'A callback could not be kept; WeCom delivers it again')
  }
  response.status(503).end()
}

/** Too long, compressed or cut off. */
const unreadableBody: ErrorRequestHandler = (_fault, _request, response, _next) => refuse(response)

function refuse(response: Response): void {
  response.status(403).end()
}
