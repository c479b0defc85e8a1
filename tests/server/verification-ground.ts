import { CompactEncrypt, importJWK, type JWK } from 'jose'
import type { PageOpening } from '../../server/contract/verification.ts'
import type { Log } from '../../server/ports.ts'
import { type Answer, type Caller, CookieJar, createCaller, exchange } from '../support/caller.ts'
import { startWorld, type TestWorld, type WorldOptions } from '../support/world.ts'

export type Identity = { name: string; idType: string; idNumber: string; phone: string }
export type Person = { id: string; name: string; identity: Identity }
type Shown = {
  contacts: Person[]
  texts: { contactId: string; text: string; disputeId?: string }[]
}
type Card = { link: string; title: string; desc: string; imgUrl: string }
export type MadePrompt = { prompt: { id: string; state: string; expiresAt: string }; card: Card }

export const teller = 'LinXiaoMan'
/** The other teller of the same branch. */
export const colleague = 'ZhaoTing'

export type Ground = Awaited<ReturnType<typeof startVerificationWorld>>

/** A simulated Monday, 10:00, with verbs for what the employee and the contact do. */
export async function startVerificationWorld(options: WorldOptions = {}) {
  const world = await startWorld(options)
  const shown = () => world.control<Shown>('world')

  async function person(contactId: string): Promise<Person> {
    const found = (await shown()).contacts.find(({ id }) => id === contactId)
    if (!found) throw new Error(`the simulated world has no contact ${contactId}`)
    return found
  }

  /** A new contact scans the employee's code; WeCom's event has been processed. */
  async function add(employeeId: string, name: string, more: object = {}): Promise<Person> {
    const { contactId } = await world.control<{ contactId: string }>('adds', { employeeId, name, ...more })
    await advance('PT1M')
    return person(contactId)
  }

  async function advance(duration: string): Promise<void> {
    await world.control('clock', { advance: duration, stride: 'PT6H' })
    await world.product.runDue()
  }

  /** Makes a prompt, says it was sent, and returns it. */
  async function prompt(employee: Caller, contactId: string): Promise<MadePrompt> {
    const made = await employee.post<MadePrompt>(`/api/contacts/${contactId}/prompts`)
    if (made.status !== 201) throw new Error(`no prompt: ${made.status} ${made.text}`)
    const sent = await employee.post(`/api/prompts/${made.body.prompt.id}/sent`)
    if (sent.status !== 200) throw new Error(`not sent: ${sent.status} ${sent.text}`)
    return made.body
  }

  const invite = async (name: string) => {
    const employee = await world.signIn(teller)
    const contact = await add(teller, name)
    return { employee, contact, made: await prompt(employee, contact.id) }
  }

  return { ...world, world, person, add, advance, prompt, invite, shown, phone: () => createPhone(world), codeFor }

  async function codeFor(contactId: string): Promise<string> {
    const { texts } = await shown()
    const last = texts.findLast((text) => text.contactId === contactId && /\d{6}/.test(text.text))
    return /\d{6}/.exec(last?.text ?? '')?.[0] ?? ''
  }
}

/** The browser in somebody's WeChat. */
export function createPhone(world: TestWorld) {
  const jar = new CookieJar()
  const page = createCaller(world.product.verificationOrigin, jar)
  const visited: { address: string; answer: Answer }[] = []

  /** Follows every redirect as `contactId`, sending this browser's cookies to the page's origin only. */
  async function open(address: string, contactId: string): Promise<Answer> {
    for (let hops = 0; hops < 10; hops += 1) {
      const url = new URL(address)
      if (url.pathname === '/connect/oauth2/authorize') url.searchParams.set('as', contactId)
      const ours = url.origin === world.product.verificationOrigin
      const told = ours ? await page.get(`${url.pathname}${url.search}`) : await exchange('GET', url.href)
      visited.push({ address: url.href, answer: told })
      const next = told.headers.location
      if (next === undefined) return told
      address = new URL(next, url).href
    }
    throw new Error('too many redirects')
  }
  const read = () => page.get<PageOpening>('/v/api/opening')

  async function submit(identity: Identity, change: object = {}): Promise<Answer<PageOpening>> {
    const { body } = await read()
    const payload = await encrypt(body.keys, identity)
    const consents = { sensitive: true, provider: true, textVersion: body.textVersion, ...change }
    return page.post<PageOpening>('/v/api/submission', { payload, consents })
  }

  async function answer(code: string): Promise<Answer<PageOpening>> {
    const { body } = await read()
    return page.post<PageOpening>('/v/api/challenge', { payload: await encrypt(body.keys, { code }) })
  }

  return { jar, page, visited, open, read, submit, answer }
}

async function encrypt(keys: PageOpening['keys'], plain: object): Promise<string> {
  const key = keys?.keys[0] as JWK | undefined
  if (!key?.kid) throw new Error('the page got no key to encrypt to')
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(plain)))
    .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: key.kid })
    .encrypt(await importJWK(key, 'RSA-OAEP-256'))
}

/** A log that keeps every line, to look for what must never be in it. */
export function keepingLog(): { log: Log; lines: string[] } {
  const lines: string[] = []
  const keep = (facts: object, sentence: string) => void lines.push(`${sentence} ${JSON.stringify(facts)}`)
  return { log: { info: keep, warn: keep, error: keep }, lines }
}
