import type { ErrorRequestHandler, RequestHandler, Response } from 'express'
import { z } from 'zod'
import type { ProblemReply } from '../contract/shared.ts'
import { Problem } from '../domain/problem.ts'
import type { Log } from '../ports.ts'
import { localeOf } from './locale.ts'
import { tellProblem } from './problem-words.ts'

function sendProblem(res: Response, problem: ProblemReply): void {
  if (res.headersSent) {
    res.end()
    return
  }
  res
    .status(problem.status)
    .set({ 'Content-Type': 'application/problem+json; charset=utf-8', 'Cache-Control': 'no-store' })
    .send(JSON.stringify(problem))
}

export const nothingHere: RequestHandler = () => {
  throw new Problem('request/not-found')
}

/** The last word on every fault: a problem as it is, a refusal of the body parser in our words, all else as `server/fault`, logged. */
export function answerProblems(log: Log): ErrorRequestHandler {
  return (fault: unknown, req, res, _next) => {
    const problem = asProblem(fault)
    const requestId = String(res.locals.requestId)
    if (problem.code === 'server/fault')
      log.error({ requestId, fault: problem.cause }, 'A request could not be answered')
    sendProblem(res, tellProblem(problem, localeOf(req), requestId))
  }
}

const parserFault = z.object({ status: z.number().min(400).lt(500) })

function asProblem(fault: unknown): Problem {
  if (fault instanceof Problem) return fault
  const refused = parserFault.safeParse(fault)
  if (!refused.success) return new Problem('server/fault', {}, { cause: fault })
  return refused.data.status === 413
    ? new Problem('request/too-large')
    : new Problem('request/invalid', { place: 'body' })
}
