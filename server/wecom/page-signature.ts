import { createHash } from 'node:crypto'
import { Problem } from '../domain/problem.ts'
import type { PageSignature } from '../wecom-port.ts'

const longest = 2048

/** sha1 over the raw values in this order; the name is `noncestr` here and `nonceStr` on the page (document/path/90506). */
export function signatureOf(ticket: string, nonceStr: string, timestamp: number, url: string): string {
  const text = `jsapi_ticket=${ticket}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${url}`
  return createHash('sha1').update(text).digest('hex')
}

export function signed(ticket: string, nonceStr: string, timestamp: number, url: string): PageSignature {
  return { timestamp, nonceStr, signature: signatureOf(ticket, nonceStr, timestamp, url) }
}

/**
 * The address as it is signed, without its fragment. Only what the browser itself would show for one of our own origins:
 * an address that parses into another text (userinfo, backslash, encoded host, default port) is foreign.
 */
export function ownUrl(url: string, ownOrigins: readonly string[]): string {
  if (url.length > longest || Buffer.byteLength(url) > longest) throw new Problem('wecom/foreign-url')
  const page = url.split('#', 1)[0] ?? ''
  const origin = ownOrigins.find(
    (own) => page === own || (/^[/?]/.test(page.slice(own.length)) && page.startsWith(own)),
  )
  if (origin === undefined || !URL.canParse(page)) throw new Problem('wecom/foreign-url')
  const parsed = new URL(page)
  const same = parsed.origin === origin && parsed.username === '' && parsed.password === '' && !/[\s\\]/.test(page)
  if (!same || page.startsWith(`${origin}//`)) throw new Problem('wecom/foreign-url')
  return page
}
