import type { Response } from 'express'
import type { LiveUpdateKind } from '../domain/event.ts'
import { Problem } from '../domain/problem.ts'
import type { Random } from '../ports.ts'
import type { LiveMessage } from './live-updates.ts'
import type { Session, Sessions } from './sessions.ts'

const HEARTBEAT_MS = 20_000
const REVOKE_CHECK_MS = 5_000
const STREAMS_PER_SESSION = 2

type Stream = { session: Session; res: Response }

export type EventStreams = {
  /** Opens a stream; its first event, `updated`, names this server's build. Throws when the session has two already. */
  open(session: Session, res: Response): void
  hear(message: LiveMessage): void
  close(): void
}

/** All server-sent event streams of this process. Events carry kind and id only; the reader asks again through the ordinary routes. */
export function createEventStreams(sessions: Sessions, random: Random, build: string): EventStreams {
  const streams = new Set<Stream>()
  const heartbeat = setInterval(() => streams.forEach(({ res }) => res.write(': beat\n\n')), HEARTBEAT_MS).unref()
  const revokeCheck = setInterval(() => void endClosedSessions(), REVOKE_CHECK_MS).unref()

  const send = (stream: Stream, kind: LiveUpdateKind, id: string) =>
    stream.res.write(`event: ${kind}\ndata: ${JSON.stringify({ kind, id })}\n\n`)

  async function endClosedSessions() {
    const all = [...streams]
    const open = await sessions.stillOpen([...new Set(all.map((stream) => stream.session.id))]).catch(() => null)
    // Null: the database is away; the streams stay until it can say whose sessions have ended.
    if (open) all.filter((stream) => !open.has(stream.session.id)).forEach(end)
  }

  // Forgotten at once and not only when it has closed: a write to an ended answer would end the process.
  const end = (stream: Stream) => {
    streams.delete(stream)
    stream.res.end()
  }

  return {
    open(session, res) {
      const opened = [...streams].filter((stream) => stream.session.id === session.id)
      if (opened.length >= STREAMS_PER_SESSION) throw new Problem('request/too-many')
      const stream = { session, res }
      streams.add(stream)
      res.on('close', () => streams.delete(stream))
      res.writeHead(200, {
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store, no-transform',
        'X-Accel-Buffering': 'no',
      })
      send(stream, 'updated', build)
    },

    hear({ employeeIds, kind }) {
      const named = new Set(employeeIds)
      for (const stream of [...streams].filter(({ session }) => named.has(session.employeeId))) {
        if (kind === 'revoked') end(stream)
        else send(stream, kind, random.id())
      }
    },

    close() {
      clearInterval(heartbeat)
      clearInterval(revokeCheck)
      streams.forEach(end)
    },
  }
}
