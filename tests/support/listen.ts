import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Listening = { origin: string; serve(listener: RequestListener): void; close(): Promise<void> }

/** Listens on a free port at once; what answers may be told later, since origins are needed before the product starts. */
export async function listenSomewhere(): Promise<Listening> {
  let answer: RequestListener = (_req, res) => void res.writeHead(503).end()
  const server: Server = createServer((req, res) => answer(req, res))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    serve: (listener) => {
      answer = listener
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}
