import { CompactEncrypt, importJWK } from 'jose'
import { z } from 'zod'
import { type Browser, createBrowser } from './browser.ts'
import type { StageHands, StageWorld } from './stage.ts'

export type Person = StageWorld['contacts'][number]
export type PhoneDeed = 'open' | 'verify' | 'mismatch' | 'decline'

const opening = z.object({
  step: z.string(),
  textVersion: z.string(),
  keys: z.object({ keys: z.array(z.looseObject({ kid: z.string() })) }).nullable(),
})
type Opening = z.output<typeof opening>

/** The contact taps the card's link and goes as far as `deed` says. */
export async function useLink(hands: StageHands, person: Person, link: string, deed: PhoneDeed): Promise<void> {
  const browser = createBrowser((url) => {
    if (url.pathname === '/connect/oauth2/authorize') url.searchParams.set('as', person.id)
  })
  const page = await browser.open(link)
  if (page.status !== 200) throw new Error(`the link of ${person.name} answered ${page.status}`)
  const api = `${hands.origins.verification}/v/api`
  const shown = opening.parse(await browser.read(`${api}/opening`))
  if (shown.step !== 'form') throw new Error(`${person.name} sees ${shown.step} instead of the form`)
  if (deed === 'open') return
  if (deed === 'decline') return void (await browser.send(`${api}/decline`, {}))
  await submit(hands, browser, shown, person, deed)
}

async function submit(
  hands: StageHands,
  browser: Browser,
  shown: Opening,
  person: Person,
  deed: PhoneDeed,
): Promise<void> {
  const api = `${hands.origins.verification}/v/api`
  const typed = deed === 'mismatch' ? { ...person.identity, name: `${person.identity.name}儿` } : person.identity
  const consents = { sensitive: true, provider: true, textVersion: shown.textVersion }
  const payload = await encrypt(shown, typed)
  const next = opening.parse(await browser.send(`${api}/submission`, { payload, consents }))
  if (deed === 'mismatch' || next.step !== 'challenge') return
  const { texts } = await hands.world()
  const code = texts
    .findLast((text) => text.contactId === person.id && /\d{6}/.test(text.text))
    ?.text.match(/\d{6}/)?.[0]
  await browser.send(`${api}/challenge`, { payload: await encrypt(next.keys ? next : shown, { code }) })
}

async function encrypt({ keys }: Opening, plain: object): Promise<string> {
  const key = keys?.keys[0]
  if (!key) throw new Error('the page got no key to encrypt to')
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(plain)))
    .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: key.kid })
    .encrypt(await importJWK(key, 'RSA-OAEP-256'))
}
