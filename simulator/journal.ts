type EntryKind = 'api' | 'callback' | 'oauth' | 'js-sdk' | 'message' | 'identity' | 'control'
export type Entry = {
  seq: number
  at: string
  kind: EntryKind
  title: string
  request: unknown
  response: unknown
  ok: boolean
}
type Listener = (event: 'changed' | 'log', body: unknown) => void

export type Journal = {
  write(at: Date, entry: Omit<Entry, 'seq' | 'at'>): void
  entries(after: number): Entry[]
  announce(revision: number): void
  listen(listener: Listener): () => void
  clear(): void
}

const kept = 1000

/** The last 1000 entries of everything that crossed a border, with secrets shortened to their last four characters. */
export function createJournal(): Journal {
  let seq = 0
  let list: Entry[] = []
  const listeners = new Set<Listener>()
  const tell: Listener = (event, body) => listeners.forEach((listener) => listener(event, body))
  return {
    write: (at, entry) => {
      const whole = {
        ...entry,
        seq: ++seq,
        at: at.toISOString(),
        request: shorten(entry.request),
        response: shorten(entry.response),
      }
      list.push(whole)
      if (list.length > kept) list = list.slice(-kept)
      tell('log', whole)
    },
    entries: (after) => list.filter((entry) => entry.seq > after),
    announce: (revision) => tell('changed', { revision }),
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    clear: () => {
      list = []
    },
  }
}

const secretNames =
  /^(access_token|corpsecret|ticket|secret|code|welcome_code|WelcomeCode|authorization|payload|echostr|idNumber|phone|signature|verifySignature|msg_signature|webhook-signature)$/i

function shorten(value: unknown, name = ''): unknown {
  if (typeof value === 'string') return secretNames.test(name) ? lastFour(value) : shortenUrl(value)
  if (Array.isArray(value)) return value.map((part) => shorten(part, name))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shorten(part, key)]))
}

function lastFour(secret: string): string {
  return secret.length > 4 ? `…${secret.slice(-4)}` : '…'
}

function shortenUrl(text: string): string {
  return text
    .replaceAll(
      /([?&](?:access_token|corpsecret|code|state)=)([^&\s#]+)/g,
      (_, name: string, secret: string) => name + lastFour(secret),
    )
    .replaceAll(/(\/v\/)([A-Za-z0-9_-]{16,})/g, (_, path: string, token: string) => path + lastFour(token))
    .replaceAll(/(<WelcomeCode><!\[CDATA\[)([^\]]+)/g, (_, tag: string, code: string) => tag + lastFour(code))
}
