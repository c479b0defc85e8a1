import { createServer, type RequestListener } from 'node:http'
import { isIPv6 } from 'node:net'

export type Door = {
  origin: string
  /** Who answers from now on; until the first time everything is answered 503. */
  answerWith(listener: RequestListener): void
  close(): Promise<void>
}

const notYet: RequestListener = (_request, response) =>
  void response
    .writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '2', refresh: '2' })
    .end('Starting / 正在启动')

/** Playing the past holds the process up for longer than Node's 5 s: a connection it cut meanwhile fails whoever takes it next. */
const KEPT_MS = 120_000

/** Listens at once, 0 meaning any free port; a port in use is told in one sentence that names `variable`. */
export async function openDoor(variable: string, host: string, port: number): Promise<Door> {
  let current = notYet
  const server = createServer({ keepAliveTimeout: KEPT_MS }, (request, response) => current(request, response))
  await new Promise<void>((ready, failed) => {
    server.once('error', (fault) => failed(inWords(fault, variable, port)))
    server.listen(port, host, ready)
  })
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error(`${variable} has no port`)
  return {
    origin: `http://${isIPv6(host) ? `[${host}]` : host}:${address.port}`,
    answerWith: (listener) => {
      current = listener
    },
    close: () => {
      server.closeAllConnections()
      return new Promise((done) => server.close(() => done()))
    },
  }
}

function inWords(fault: Error, variable: string, port: number): Error {
  if (!('code' in fault) || fault.code !== 'EADDRINUSE') return fault
  return new Error(
    `Port ${port} is in use: stop what listens there, or start with ${variable}=${port + 10}. / 端口 ${port} 已被占用，请换一个，例如 ${variable}=${port + 10}。`,
  )
}
