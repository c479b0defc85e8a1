import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { decryptMessage } from '../../simulator/callback/crypto.ts'
import { createSimulator, type Simulator, type SimulatorOptions } from '../../simulator/simulator.ts'

export type Received = { path: string; query: URLSearchParams; headers: IncomingHttpHeaders; body: string; at: Date }
export type Answer = Record<string, unknown>

/** A simulator that listens, and a product beside it that only notes what reaches it. */
export async function startStage(options: SimulatorOptions = {}) {
  const simulator = createSimulator(options)
  const received: Received[] = []
  const product = { answers: [] as number[], hang: 0, runs: 0, resets: 0, origin: '', simulatorAt: [] as Date[] }
  const productServer = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://product')
      const body = Buffer.concat(chunks).toString()
      received.push({
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body,
        at: simulator.clock.now(),
      })
      setTimeout(() => response.writeHead(product.answers.shift() ?? 200).end(), product.hang)
    })
  })
  const simulatorServer = createServer(simulator.listener)
  const origin = await listen(simulatorServer)
  product.origin = await listen(productServer)
  simulator.connect({
    origin,
    publicOrigin: product.origin,
    verificationOrigin: product.origin,
    callbackUrl: `${product.origin}/wecom/callback`,
    directoryCallbackUrl: `${product.origin}/wecom/directory-callback`,
    runDue: async () => {
      product.runs += 1
      product.simulatorAt.push(simulator.clock.now())
    },
    reset: async () => {
      product.resets += 1
    },
  })
  const stop = async () => {
    await simulator.stop()
    await Promise.all([close(simulatorServer), close(productServer)])
  }
  return { simulator, origin, product, received, stop, ...verbs(simulator, origin, received) }
}

export type Stage = Awaited<ReturnType<typeof startStage>>

function verbs(simulator: Simulator, origin: string, received: Received[]) {
  const json = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const response = await fetch(origin + path, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return text ? { httpStatus: response.status, ...JSON.parse(text) } : { httpStatus: response.status }
  }
  const token = async () => {
    const { corpId, secret } = simulator.credentials
    const answer = await json('GET', `/cgi-bin/gettoken?corpid=${corpId}&corpsecret=${secret}`)
    return String(answer['access_token'])
  }
  return {
    json,
    token,
    control: (path: string, body: unknown) => json('POST', `/control/${path}`, body),
    world: () => json('GET', '/control/world'),
    ask: async (path: string, query: Record<string, string> = {}) =>
      json('GET', `/cgi-bin/${path}?${new URLSearchParams({ access_token: await token(), ...query })}`),
    tell: async (path: string, body: unknown) => json('POST', `/cgi-bin/${path}?access_token=${await token()}`, body),
    events: () => received.filter((one) => one.path.startsWith('/wecom/')).map((one) => openEvent(simulator, one)),
  }
}

/** The decrypted XML of a callback that reached the product. */
function openEvent(simulator: Simulator, { path, body }: Received): string {
  const { callbackAesKey, directoryAesKey } = simulator.credentials
  const encrypted = /<Encrypt><!\[CDATA\[(.+?)\]\]>/.exec(body)?.[1] ?? ''
  return decryptMessage(path.endsWith('directory-callback') ? directoryAesKey : callbackAesKey, encrypted).message
}

/** The value of one element of an event. */
export function field(xml: string | undefined, name: string): string | undefined {
  return new RegExp(`<${name}>(?:<!\\[CDATA\\[)?(.*?)(?:\\]\\]>)?</${name}>`).exec(xml ?? '')?.[1]
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port }: AddressInfo = JSON.parse(JSON.stringify(server.address()))
  return `http://127.0.0.1:${port}`
}

export async function serve(listener: RequestListener): Promise<{ origin: string; stop: () => Promise<void> }> {
  const server = createServer(listener)
  return { origin: await listen(server), stop: () => close(server) }
}

function close(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((done) => server.close(() => done()))
}
