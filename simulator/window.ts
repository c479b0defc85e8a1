import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Engine } from './engine.ts'
import { pause } from './faults.ts'
import { frameable, withBridge } from './window-html.ts'

export type WindowKind = 'sidebar' | 'verification'

const slowBy = 2000
// A server knows WeCom by the header, long before a script runs; in a tab of its own the page stays in a plain browser.
const agents = {
  sidebar: ' wxwork/4.1.36 (MicroMessenger/6.2) WindowsWechat',
  verification: ' Mobile/15E148 MicroMessenger/8.0.50 Language/zh_CN',
}
// Ports share their host's cookies: switching the employee leaves the phone's page open, and the other way round.
const ownCookies = { sidebar: '__Host-zhenke', verification: '__Host-opening' }
// These come from WeCom's and the bank's servers or from the contact's phone, so the employee's network does not touch them.
const fromElsewhere = /^\/(wecom|identity|v)(\/|$)/

/** Puts the simulated client in front of the product's listener: bridge script, frame permission, and the employee's network. */
export function createWindow(engine: Engine, listener: RequestListener, kind: WindowKind): RequestListener {
  const open = new Set<IncomingMessage['socket']>()
  engine.journal.listen((event) => {
    if (event === 'changed' && engine.world.network === 'off') open.forEach((socket) => socket.destroy())
  })
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? '/'
    if (path.startsWith('/__simulator/switch')) return signOut(request, response, kind)
    if (kind === 'sidebar' && !fromElsewhere.test(path)) {
      if (engine.world.network === 'off') return void request.socket.destroy()
      if (!open.has(request.socket)) request.socket.once('close', () => open.delete(request.socket))
      open.add(request.socket)
      if (engine.world.network === 'slow') await pause(slowBy)
    }
    if (request.headers['sec-fetch-dest'] === 'iframe')
      request.headers['user-agent'] =
        `${request.headers['user-agent'] ?? ''}${agents[/^\/v(\/|$)/.test(path) ? 'verification' : kind]}`
    if (request.headers.accept?.includes('text/html')) delete request.headers['accept-encoding']
    dress(engine, response, kind)
    listener(request, response)
  }
  return (request, response) => void serve(request, response)
}

/** Clears the page's own cookie and goes on, so that the next sign-in is somebody else's. */
function signOut(request: IncomingMessage, response: ServerResponse, kind: WindowKind): void {
  const to = new URL(request.url ?? '/', 'http://here').searchParams.get('to') ?? '/'
  const cleared = `${ownCookies[kind]}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax`
  const here = /^\/(?!\/|\\)/.test(to) ? to : '/'
  response.writeHead(303, { location: here, 'set-cookie': cleared, 'cache-control': 'no-store' }).end()
}

// Replaces the answer's methods so that headers are changed before they leave, and HTML is held back until it is whole.
function dress(engine: Engine, response: ServerResponse, kind: WindowKind): void {
  const origin = engine.product?.origin ?? ''
  const plain = {
    writeHead: response.writeHead.bind(response),
    write: response.write.bind(response),
    end: response.end.bind(response),
    flushHeaders: response.flushHeaders.bind(response),
  }
  const held: Buffer[] = []
  // `end` calls `writeHead` again on its way out, and that one has to pass.
  let released = false
  const isHtml = () =>
    !released &&
    String(response.getHeader('content-type') ?? '').includes('text/html') &&
    !response.getHeader('content-encoding')
  const prepare = () => frameable(response, origin)

  response.writeHead = ((status: number, ...rest: unknown[]) => {
    response.statusCode = status
    setHeaders(response, rest.at(-1))
    if (typeof rest[0] === 'string') response.statusMessage = rest[0]
    if (isHtml()) return response
    prepare()
    return plain.writeHead(status)
  }) as typeof response.writeHead
  response.flushHeaders = () => {
    if (isHtml()) return
    prepare()
    plain.flushHeaders()
  }
  response.write = ((chunk: unknown, ...rest: never[]) => {
    if (isHtml()) return hold(held, chunk, rest)
    if (!response.headersSent) prepare()
    return plain.write(chunk as string, ...rest)
  }) as typeof response.write
  response.end = ((chunk?: unknown, ...rest: never[]) => {
    if (response.headersSent || !isHtml()) {
      if (!response.headersSent) prepare()
      return plain.end(chunk as string, ...rest)
    }
    hold(held, chunk, rest)
    released = true
    const nonce = prepare()
    const html = withBridge(Buffer.concat(held).toString('utf8'), { origin, kind, nonce })
    if (held.length > 0) response.setHeader('content-length', Buffer.byteLength(html))
    response.removeHeader('etag')
    return held.length > 0 ? plain.end(html) : plain.end()
  }) as typeof response.end
}

function hold(held: Buffer[], chunk: unknown, rest: unknown[]): boolean {
  if (typeof chunk === 'string')
    held.push(Buffer.from(chunk, typeof rest[0] === 'string' ? (rest[0] as BufferEncoding) : 'utf8'))
  if (chunk instanceof Uint8Array) held.push(Buffer.from(chunk))
  const done = rest.at(-1)
  if (typeof done === 'function') queueMicrotask(() => done())
  return true
}

function setHeaders(response: ServerResponse, headers: unknown): void {
  if (typeof headers !== 'object' || headers === null) return
  if (Array.isArray(headers)) {
    for (let index = 0; index + 1 < headers.length; index += 2)
      response.setHeader(String(headers[index]), headers[index + 1])
    return
  }
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) response.setHeader(name, value)
}
