type Rewrite = (url: URL) => void
type Answered = { url: URL; status: number; body: string }

export type Browser = {
  /** Follows redirects by hand, as a browser does, with the cookies of each origin. */
  open(url: string): Promise<Answered>
  /** A write of the page that was opened last; throws with the product's own words when it is refused. */
  send(url: string, body: unknown): Promise<Record<string, unknown>>
  read(url: string): Promise<Record<string, unknown>>
}

const hops = 12

/** A browser without a window: cookies, redirects and JSON. `rewrite` changes an address before it is asked for. */
export function createBrowser(rewrite: Rewrite): Browser {
  const cookies = new Map<string, Map<string, string>>()
  const jarOf = (origin: string) => {
    const jar = cookies.get(origin) ?? new Map<string, string>()
    cookies.set(origin, jar)
    return jar
  }
  const ask = async (url: URL, init: RequestInit = {}) => {
    const jar = jarOf(url.origin)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } })
    for (const line of response.headers.getSetCookie()) keep(jar, line)
    return response
  }
  const open = async (address: string): Promise<Answered> => {
    let url = new URL(address)
    for (let hop = 0; hop < hops; hop += 1) {
      rewrite(url)
      const response = await ask(url, { headers: { accept: 'text/html' } })
      const location = response.headers.get('location')
      const body = await response.text()
      if (!location) return { url, status: response.status, body }
      url = new URL(location, url)
    }
    throw new Error(`${address} goes round in circles`)
  }
  const json = async (method: string, address: string, init: RequestInit) => {
    const response = await ask(new URL(address), { ...init, method })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${address} answered ${response.status}: ${text.slice(0, 300)}`)
    const answer: Record<string, unknown> = text ? JSON.parse(text) : {}
    return answer
  }
  return {
    open,
    read: (url) => json('GET', url, { headers: { accept: 'application/json' } }),
    send: (url, body) => json('POST', url, { body: JSON.stringify(body), headers: writeHeaders(url) }),
  }
}

function keep(jar: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
  const at = pair.indexOf('=')
  const name = pair.slice(0, at)
  if (attributes.some((attribute) => /^max-age=0$/i.test(attribute))) jar.delete(name)
  else jar.set(name, pair.slice(at + 1))
}

function writeHeaders(url: string): Record<string, string> {
  return {
    accept: 'application/json',
    'content-type': 'application/json',
    origin: new URL(url).origin,
    'x-requested-with': 'zhenke',
    'idempotency-key': crypto.randomUUID(),
  }
}
