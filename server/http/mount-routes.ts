import express, { type Request, type RequestHandler, type Response, type Router } from 'express'
import { z } from 'zod'
import { csvFile, downloadFile, picture } from '../contract/shared.ts'
import { Problem } from '../domain/problem.ts'
import type { Ports } from '../ports.ts'
import { clearCookie, sessionCookie } from './cookies.ts'
import { contactOf, type Doors, employeeOf } from './identify.ts'
import { type Answered, answerOnce, type Write } from './idempotency.ts'
import { localeOf } from './locale.ts'
import { refuseForeignWrite } from './origin-guard.ts'
import { type ParsedRequest, parseRequest } from './parse-request.ts'
import { tellProblem } from './problem-words.ts'
import type { ContactRoute, EmployeeRoute, Route } from './route.ts'

/** Mounts each route with everything that stands before a use case; an undeclared method of a known path is 405. */
export function mountRoutes(router: Router, routes: Route[], doors: Doors, origin: string): void {
  for (const route of routes) {
    const answer = route.audience === 'employee' ? answerEmployee(route, doors) : answerContact(route, doors)
    router[route.contract.method](route.contract.path, async (req, res) => {
      if (route.contract.method === 'post') refuseForeignWrite(req, origin)
      await answer(req, res)
    })
  }
  for (const path of new Set(routes.map((route) => route.contract.path))) router.all(path, methodNotAllowed)
}

export const methodNotAllowed: RequestHandler = () => {
  throw new Problem('request/method-not-allowed')
}

function answerEmployee(route: EmployeeRoute, doors: Doors) {
  return async (req: Request, res: Response) => {
    const { session, actor } = await employeeOf(doors, req)
    const call = await readRequest(route, req, res)
    const work = async (ports: Ports) =>
      toReply(route, await route.answer({ ...call, actor, ports, session: session.id, reason: reasonIn(req) }))
    if (route.contract.as === 'csv') return sendFile(res, await work(doors.ports))
    if (route.contract.as === 'download') return sendDownload(res, await work(doors.ports))
    if (route.contract.as === 'picture') return sendPicture(res, await work(doors.ports))
    if (route.contract.method === 'get') return send(res, await work(doors.ports))
    const write = writeOf(doors.ports, actor.id, req, call)
    const answered = await answerOnce(doors.ports, write, (ports) => problemToo(req, res, work(ports)))
    if (route.endsSession) clearCookie(res, sessionCookie)
    send(res, answered)
  }
}

const LONGEST_REASON = 200

/** Percent-encoded, since a header takes no Chinese. */
function reasonIn(req: Request): string | null {
  const told = req.headers['x-reason']
  if (typeof told !== 'string' || told.trim() === '') return null
  try {
    return decodeURIComponent(told).trim().slice(0, LONGEST_REASON) || null
  } catch {
    throw new Problem('request/invalid', { place: 'headers.x-reason' })
  }
}

function answerContact(route: ContactRoute, doors: Doors) {
  return async (req: Request, res: Response) => {
    const actor = await contactOf(doors, req)
    const call = await readRequest(route, req, res)
    send(res, toReply(route, await route.answer({ ...call, actor, ports: doors.ports, session: '', reason: null })))
  }
}

const parseUpTo = (limit: '64kb' | '1mb' | '3mb') => express.json({ limit, inflate: false, type: () => true })
const parsers = { '64kb': parseUpTo('64kb'), '1mb': parseUpTo('1mb'), '3mb': parseUpTo('3mb') }

/** Reads the body only now that it is known who sends it. */
async function readRequest(route: Route, req: Request, res: Response): Promise<ParsedRequest> {
  if (route.contract.method === 'post')
    await new Promise<void>((resolve, reject) => {
      parsers[route.contract.bodyLimit ?? '64kb'](req, res, (fault?: unknown) => (fault ? reject(fault) : resolve()))
    })
  return parseRequest(route.contract, req)
}

/** Only what the contract names leaves the server. */
function toReply(route: Route, reply: unknown): Answered {
  return {
    status: route.contract.status ?? 200,
    reply: z.record(z.string(), z.unknown()).parse(route.contract.reply.parse(reply)),
  }
}

function writeOf(ports: Ports, actorId: string, req: Request, call: ParsedRequest): Write {
  const key = req.headers['idempotency-key']
  if (typeof key !== 'string' || !/^[\w-]{8,80}$/.test(key)) throw new Problem('request/key-required')
  return { actorId, key, requestHash: ports.vault.hash(JSON.stringify([req.path, call.body])) }
}

/** A refusal that changes nothing by being repeated is an answer like any other, so that it is kept under its key. */
async function problemToo(req: Request, res: Response, answered: Promise<Answered>): Promise<Answered> {
  return answered.catch((fault: unknown) => {
    if (!(fault instanceof Problem)) throw fault
    const reply = tellProblem(fault, localeOf(req), String(res.locals.requestId))
    if (reply.status >= 500) throw fault
    return { status: reply.status, reply }
  })
}

function send(res: Response, { status, reply }: Answered): void {
  const type = status < 400 ? 'application/json' : 'application/problem+json'
  res.status(status).set({ 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-store' })
  res.send(JSON.stringify(reply))
}

function sendFile(res: Response, { reply }: Answered): void {
  const { name, text } = csvFile.parse(reply)
  res.set({ 'Content-Type': 'text/csv; charset=utf-8', 'Cache-Control': 'no-store' })
  res.set('Content-Disposition', `attachment; filename="${name}"`).send(text)
}

/** What an id stands for never changes; that it may be looked at does, so only the asking browser keeps it, and for an hour. */
function sendPicture(res: Response, { reply }: Answered): void {
  const { mediaType, base64 } = picture.parse(reply)
  res.set({ 'Content-Type': mediaType, 'Cache-Control': 'private, max-age=3600', 'Content-Disposition': 'inline' })
  res.send(Buffer.from(base64, 'base64'))
}

function sendDownload(res: Response, { reply }: Answered): void {
  const { name, type, base64 } = downloadFile.parse(reply)
  res.set({ 'Content-Type': type, 'Cache-Control': 'no-store' })
  res.set('Content-Disposition', `attachment; filename="${name}"`).send(Buffer.from(base64, 'base64'))
}
