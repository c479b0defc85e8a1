import { createServer, type RequestListener } from 'node:http'

const IN_FLIGHT_MS = 3_000

export type Door = {
  /** From now on this answers; before, everything is 503. */
  serve(listener: RequestListener): void
  /** Takes no new connection; resolves when every answer under way is out, after 3 s at the latest. */
  close(): Promise<void>
}

/** Listens; what stands in the way is one sentence that names the variable. */
export function openDoor(host: string, port: number, variable: string): Promise<Door> {
  let answer: RequestListener = notYet
  // A request whose headers take longer is not from a browser (slow-loris).
  const limits = { headersTimeout: 10_000, requestTimeout: 30_000 }
  const server = createServer(limits, (req, res) => answer(req, res))
  const serve = (listener: RequestListener) => {
    answer = listener
  }
  return new Promise((resolve, reject) => {
    server.once('error', (fault) => reject(new Error(whyNot(fault, `${variable}=${port}`), { cause: fault })))
    server.listen(port, host, () => resolve({ serve, close }))
  })

  function close(): Promise<void> {
    const late = setTimeout(() => server.closeAllConnections(), IN_FLIGHT_MS)
    return new Promise((closed) => {
      server.close(() => {
        clearTimeout(late)
        closed()
      })
      server.closeIdleConnections()
    })
  }
}

const notYet: RequestListener = (_req, res) => void res.writeHead(503, { 'Retry-After': '5' }).end()

function whyNot(fault: Error & { code?: unknown }, setting: string): string {
  if (fault.code === 'EADDRINUSE')
    return `${setting}: another program uses this port already; stop it or choose another number. / 端口已被占用，请更换。`
  if (fault.code === 'EACCES')
    return `${setting}: this port may not be opened without root; choose one from 1024. / 没有权限。`
  return `${setting}: cannot listen (${fault.message}). / 无法监听。`
}
