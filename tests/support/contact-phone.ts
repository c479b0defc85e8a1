import { CompactEncrypt, importJWK, type JWK } from 'jose'
import type { PageOpening } from '../../server/contract/verification.ts'
import { type Answer, type Caller, CookieJar, createCaller, exchange } from './caller.ts'
import type { TestWorld } from './world.ts'

export type Identity = { name: string; idType: string; idNumber: string; phone: string }
export type Phone = Caller & {
  /** What was shown last on the way from the link to the page. */
  shown: Answer
  /** Every address the browser was at. */
  addresses: string[]
}

/** A contact taps the link in a chat: every redirect is followed, WeCom's sign-in as this contact included. */
export async function openCard(world: TestWorld, link: string, contactId: string): Promise<Phone> {
  const jars = new Map<string, CookieJar>()
  const addresses: string[] = []
  let next = new URL(link)
  for (let hop = 0; hop < 12; hop += 1) {
    if (next.pathname.startsWith('/connect/oauth2/')) next.searchParams.set('as', contactId)
    addresses.push(next.href)
    const jar = jars.get(next.origin) ?? new CookieJar()
    jars.set(next.origin, jar)
    const headers = { accept: 'text/html', ...(jar.toString() ? { cookie: jar.toString() } : {}) }
    const answer = await exchange('GET', next.href, { headers })
    jar.keep(answer)
    if (answer.status < 300 || answer.status >= 400 || !answer.headers.location) {
      const own = jars.get(world.product.verificationOrigin) ?? new CookieJar()
      return { ...createCaller(world.product.verificationOrigin, own), shown: answer, addresses }
    }
    next = new URL(answer.headers.location, next)
  }
  throw new Error(`The link leads round in circles: ${addresses.join(' -> ')}`)
}

/** Encrypts as the page does: compact JWE to the provider's first key. */
async function encrypted(opening: PageOpening, typed: object): Promise<string> {
  const jwk = opening.keys?.keys[0] as JWK | undefined
  if (!jwk) throw new Error(`Nothing may be submitted at step ${opening.step}`)
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(typed)))
    .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: String(jwk.kid) })
    .encrypt(await importJWK(jwk, 'RSA-OAEP-256'))
}

/** Ticks both consents, types this identity and, when a code is asked for, the code that the bank has texted. */
export async function verifyAs(world: TestWorld, phone: Phone, identity: Identity): Promise<PageOpening> {
  const { body: opening } = await phone.get<PageOpening>('/v/api/opening')
  const consents = { sensitive: true, provider: true, textVersion: opening.textVersion }
  const payload = await encrypted(opening, identity)
  const { body: submitted } = await phone.post<PageOpening>('/v/api/submission', { payload, consents })
  await world.product.runDue()
  const { body: asked } = await phone.get<PageOpening>('/v/api/opening')
  if (asked.step !== 'challenge') return asked.step ? asked : submitted
  const { texts } = await world.control<{ texts: { text: string }[] }>('world')
  const code = /\d{6}/.exec(texts.at(-1)?.text ?? '')?.[0]
  await phone.post('/v/api/challenge', { payload: await encrypted(asked, { code }) })
  await world.product.runDue()
  return (await phone.get<PageOpening>('/v/api/opening')).body
}
