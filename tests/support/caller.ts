import { randomUUID } from 'node:crypto'
import { type IncomingHttpHeaders, request } from 'node:http'

export type Answer<Body = Record<string, unknown>> = {
  status: number
  /** Parsed when it is JSON; otherwise empty, and `text` has it. */
  body: Body
  text: string
  headers: IncomingHttpHeaders
}
export type Sent = { headers?: Record<string, string>; body?: unknown }

/** One HTTP exchange, no redirect followed, no header added but the body's length. */
export async function exchange<Body = Record<string, unknown>>(
  method: string,
  address: string,
  { headers = {}, body }: Sent = {},
): Promise<Answer<Body>> {
  const sent = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
  return new Promise((resolve, reject) => {
    const asking = request(address, { method, headers, agent: false }, (res) => {
      const chunks: Buffer[] = []
      res.on('data', (chunk: Buffer) => chunks.push(chunk))
      res.on('error', reject)
      res.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8')
        const isJson = /json/.test(res.headers['content-type'] ?? '')
        resolve({ status: res.statusCode ?? 0, body: isJson ? JSON.parse(text) : {}, text, headers: res.headers })
      })
    })
    asking.on('error', reject)
    asking.end(sent)
  })
}

/** Cookies of one browser on one origin. */
export class CookieJar {
  readonly #cookies = new Map<string, string>()

  keep(answer: Answer<unknown>): void {
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
      if (/max-age=0(;|$)/i.test(line)) this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
  }
  set(name: string, value: string): void {
    this.#cookies.set(name, value)
  }
  get(name: string): string | undefined {
    return this.#cookies.get(name)
  }
  toString(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }
}

export type Caller = {
  jar: CookieJar
  get<Body = Record<string, unknown>>(path: string, headers?: Record<string, string>): Promise<Answer<Body>>
  /** A write as the page sends it; `headers` replace its own, `Idempotency-Key` included. */
  post<Body = Record<string, unknown>>(
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>
}

/** Whoever has these cookies, calling one origin as its own page would. */
export function createCaller(origin: string, jar = new CookieJar()): Caller {
  const call = async <Body>(method: string, path: string, sent: Sent) => {
    const cookie = jar.toString()
    const headers = { ...(cookie ? { cookie } : {}), ...sent.headers }
    const answer = await exchange<Body>(method, `${origin}${path}`, { ...sent, headers })
    jar.keep(answer)
    return answer
  }
  const written = { 'content-type': 'application/json', 'x-requested-with': 'zhenke', origin }
  return {
    jar,
    get: (path, headers = {}) => call('GET', path, { headers }),
    post: (path, body = {}, headers = {}) =>
      call('POST', path, { body, headers: { ...written, 'idempotency-key': randomUUID(), ...headers } }),
  }
}
