import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { contactPage, followUp, myDay, opening, signatures } from './made-up.ts'

type Answer = { status?: number; body: unknown } | 'cut' | 'gateway'
type Asked = { method: string; path: string; key: string; reason: string; body: string }

const usual: Record<string, Answer> = {
  'GET /api/session': { body: opening.session },
  'GET /api/my-day': { body: myDay },
  'POST /api/wecom/signature': { body: signatures },
  'GET /api/contacts/wmSPRING': { body: contactPage() },
  'GET /api/follow-ups': { body: { items: [followUp()], nextCursor: null } },
  'GET /api/branches/2/leave': {
    body: { items: [], nextCursor: null, asOf: '2026-11-23T10:05:00+08:00', firstOpen: '2026-11-23' },
  },
  'GET /api/due-choices': {
    body: {
      items: ['23', '24', '25', '26', '30'].map((day) => `2026-11-${day}T18:00:00+08:00`),
      asOf: '2026-11-23T10:05:00+08:00',
    },
  },
  'GET /api/adds': { body: { items: [], nextCursor: null } },
  'POST /api/contacts/wmSPRING/prompts': {
    status: 201,
    body: {
      prompt: { id: '00000000-0000-7000-8000-0000000000bb', state: 'made', expiresAt: '2026-11-26T10:05:00+08:00' },
      card: { link: 'https://verify.example.test/v/made-up', title: '实名认证', desc: '两分钟', imgUrl: '' },
    },
  },
  'POST /api/prompts/00000000-0000-7000-8000-0000000000bb/sent': { body: {} },
}

/** A server on loopback that answers by the contract, with made-up facts; `answer` changes what it says from then on, to one query alone when given with it. */
export async function startServer() {
  const answers = new Map(Object.entries(usual))
  const asked: Asked[] = []
  const server = createServer(async (req, res) => {
    const path = (req.url ?? '').replace(/\?.*/, '')
    asked.push({
      method: req.method ?? '',
      path: req.url ?? '',
      key: String(req.headers['idempotency-key'] ?? ''),
      reason: decodeURIComponent(String(req.headers['x-reason'] ?? '')),
      body: await textOf(req),
    })
    const answer = answers.get(`${req.method} ${req.url}`) ?? answers.get(`${req.method} ${path}`)
    if (answer === 'cut') return req.socket.destroy()
    if (answer === 'gateway') return res.writeHead(502, { 'content-type': 'text/html' }).end('<h1>502</h1>')
    const found = answer ?? { status: 404, body: problem('contact/not-found', '这里没有这位联系人') }
    res.writeHead(found.status ?? 200, { 'content-type': 'application/json' }).end(JSON.stringify(found.body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answer: (call: string, answer: Answer) => answers.set(call, answer),
    askedFor: (call: string) => asked.filter(({ method, path }) => `${method} ${path.replace(/\?.*/, '')}` === call),
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

export const problem = (type: string, title: string, status = 404) => ({
  type,
  title,
  status,
  detail: '发生了什么。',
  remedy: '可以怎么做。',
  requestId: 'request-1',
})

async function textOf(req: IncomingMessage): Promise<string> {
  let text = ''
  for await (const part of req) text += String(part)
  return text
}
