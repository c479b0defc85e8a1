import type { Request } from 'express'
import { type Engine, nextSecret, nowIso } from '../engine.ts'
import { WeComError } from './errors.ts'

const largest = 10_000_000
const threeDays = 3 * 86_400_000
const magic: Record<string, string> = { '89504e47': 'image/png', ffd8ff: 'image/jpeg' }

/** media/upload: one part of a multipart form, kept for three days. */
export function uploadMedia(engine: Engine, request: Request): Record<string, unknown> {
  if (request.query['type'] !== 'image') throw new WeComError(40004)
  const bytes = filePartOf(request)
  if (!bytes || bytes.length < 5) throw new WeComError(41005)
  const head = bytes.subarray(0, 4).toString('hex')
  const type = Object.entries(magic).find(([begin]) => head.startsWith(begin))?.[1]
  if (!type) throw new WeComError(40004)
  if (bytes.length > largest) throw new WeComError(40006)
  const id = nextSecret(engine, 'media', 40)
  engine.world.media = [
    ...(engine.world.media ?? []),
    { id, type, base64: bytes.toString('base64'), at: nowIso(engine) },
  ]
  return { type: 'image', media_id: id, created_at: String(Math.floor(engine.clock.now().getTime() / 1000)) }
}

/** Whether a client can still send it. */
export function isLivingMedia(engine: Engine, mediaId: string): boolean {
  const since = engine.clock.now().getTime() - threeDays
  return (engine.world.media ?? []).some(({ id, at }) => id === mediaId && Date.parse(at) > since)
}

/** The bytes of the part that is called `media`; WeCom takes no other. */
function filePartOf(request: Request): Buffer | undefined {
  const boundary = /boundary="?([^";]+)"?/.exec(request.headers['content-type'] ?? '')?.[1]
  const body: unknown = request.body
  if (!boundary || !Buffer.isBuffer(body)) return undefined
  const start = body.indexOf(`--${boundary}`)
  const headEnd = body.indexOf('\r\n\r\n', start)
  const end = body.indexOf(`\r\n--${boundary}`, headEnd)
  const head = body.subarray(start, headEnd).toString()
  if (start < 0 || headEnd < 0 || end < 0 || !/name="media"/.test(head) || !/filename="/.test(head)) return undefined
  return body.subarray(headEnd + 4, end)
}
