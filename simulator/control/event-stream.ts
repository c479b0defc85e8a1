import type { RequestHandler } from 'express'
import type { Engine } from '../engine.ts'

const heartbeat = 20_000

/** Server-sent events `changed` { revision } and `log` with one entry. */
export function eventStream(engine: Engine): RequestHandler {
  return (request, response) => {
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      connection: 'keep-alive',
    })
    response.write(`event: changed\ndata: ${JSON.stringify({ revision: engine.world.revision })}\n\n`)
    const stop = engine.journal.listen((event, body) =>
      response.write(`event: ${event}\ndata: ${JSON.stringify(body)}\n\n`),
    )
    const beat = setInterval(() => response.write(': still here\n\n'), heartbeat)
    beat.unref()
    request.on('close', () => {
      clearInterval(beat)
      stop()
    })
  }
}
