import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express'
import { methodNotAllowed } from '../../http/mount-routes.ts'
import type { Ports } from '../../ports.ts'
import { receiveNotice } from './receive-notice.ts'

const LONGEST_BODY = 65_536

/** The identity provider's webhook on PUBLIC_ORIGIN. Whatever is wrong with a delivery, the answer is the same empty 403. */
export function identityWebhookRouter(ports: Ports): Router {
  const router = Router()
  const body = express.raw({ type: () => true, limit: LONGEST_BODY, inflate: false })
  router.post('/identity/webhook', body, unreadable, (req: Request, res: Response) => receive(ports, req, res))
  router.all('/identity/webhook', methodNotAllowed)
  return router
}

const unreadable: ErrorRequestHandler = (_fault, _req, res, _next) => refuse(res)

async function receive(ports: Ports, req: Request, res: Response): Promise<void> {
  const header = (name: string) => req.get(name) ?? ''
  const headers = {
    id: header('webhook-id'),
    timestamp: header('webhook-timestamp'),
    signature: header('webhook-signature'),
  }
  const text = Buffer.isBuffer(req.body) ? req.body.toString('utf8') : ''
  const named = ports.identityProvider.openWebhook(headers, text, ports.clock.now())
  if (!named) return refuse(res)
  await receiveNotice(ports, { webhookId: headers.id, ...named })
  res.status(200).end()
}

function refuse(res: Response): void {
  res.status(403).end()
}
