import type { RequestHandler } from 'express'
import { z } from 'zod'
import { type Engine, log } from '../engine.ts'

/** A control that cannot be done with this world: answered 404 or 409 with its sentence. */
export class ControlProblem extends Error {
  readonly status: number
  constructor(status: number, sentence: string) {
    super(sentence)
    this.status = status
  }
}

/** A handler for a parsed body; what it returns is the answer (204 for undefined) and goes into the log. */
export function control<S extends z.ZodType>(
  engine: Engine,
  schema: S,
  work: (body: z.output<S>) => unknown,
): RequestHandler {
  return async (request, response) => {
    const body = schema.safeParse(request.body ?? {})
    if (!body.success) return void response.status(400).json({ error: z.prettifyError(body.error) })
    const note = (answer: unknown, ok: boolean) =>
      log(engine, {
        kind: 'control',
        title: `${request.method} ${request.baseUrl}${request.path}`,
        request: request.body,
        response: answer,
        ok,
      })
    try {
      const answer = await work(body.data)
      note(answer ?? null, true)
      if (answer === undefined) response.status(204).end()
      else response.json(answer)
    } catch (problem) {
      if (!(problem instanceof ControlProblem)) throw problem
      note({ error: problem.message }, false)
      response.status(problem.status).json({ error: problem.message })
    }
  }
}
