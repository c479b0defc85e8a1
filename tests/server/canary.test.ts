import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLog } from '../../server/log.ts'
import { type Canaries, dumpDatabase, findCanaries, type Place } from '../support/canaries.ts'
import { type Answer, type Caller, exchange } from '../support/caller.ts'
import { type Identity, openCard, type Phone, verifyAs } from '../support/contact-phone.ts'
import { startWorld, type TestWorld } from '../support/world.ts'

const teller = 'LinXiaoMan'
type SeenWorld = { contacts: { id: string; identity: Identity }[] }
type Made = { prompt: { id: string }; card: { link: string } }

let world: TestWorld
let caller: Caller
let phone: Phone
let identity: Identity
const canaries: Canaries = new Map()
const logged: string[] = []
const answers: string[] = []
const keep = <A extends Answer<unknown>>(answer: A): A => {
  answers.push(answer.text)
  return answer
}

/** One whole trip with everything that must stay secret in it, and with faults on the way, since errors are where it leaks. */
beforeAll(async () => {
  const destination = new Writable({
    write: (chunk, _encoding, done) => {
      logged.push(String(chunk))
      done()
    },
  })
  world = await startWorld({ log: createLog({ level: 'debug', production: false, destination }) })
  const { contactId } = await world.control<{ contactId: string }>('adds', { employeeId: teller, name: '虚构的春天' })
  await world.product.runDue()
  const seen = await world.control<SeenWorld>('world')
  identity = seen.contacts.find((contact) => contact.id === contactId)?.identity ?? {
    name: '',
    idType: '',
    idNumber: '',
    phone: '',
  }
  caller = await world.signIn(teller)
  const made = await caller.post<Made>(`/api/contacts/${contactId}/prompts`)
  keep(await caller.post(`/api/prompts/${made.body.prompt.id}/sent`))
  phone = await openCard(world, made.body.card.link, contactId)
  await world.control('faults', { path: 'bank/verifications', status: 503, times: 1 })
  await verifyAs(world, phone, identity)
  await verifyAs(world, phone, identity).catch(() => undefined)
  keep(await caller.get(`/api/contacts/${contactId}`))
  keep(await caller.get('/api/adds'))
  keep(await phone.get('/v/api/opening'))
  await provokeErrors(made.body.card.link)

  const { credentials } = world.simulator
  for (const [name, value] of Object.entries({
    'the session token': caller.jar.get('__Host-zhenke'),
    "the link's token": made.body.card.link.split('/').at(-1),
    "the opening's token": phone.jar.get('__Host-opening'),
    'the identity number': identity.idNumber,
    'the phone number': identity.phone,
    "the app's secret": credentials.secret,
    'the callback key': credentials.callbackAesKey,
    "the provider's key": credentials.identityProviderKey,
    'the webhook secret': credentials.webhookSecret,
    'the subject key': '5eed'.repeat(16),
    'the data key': 'da7a'.repeat(16),
  })) {
    if (!value || value.length < 10) throw new Error(`There is no ${name} to look for`)
    canaries.set(name, value)
  }
})
afterAll(() => world.stop())

async function provokeErrors(link: string): Promise<void> {
  const token = link.split('/').at(-1) ?? ''
  const number = identity.idNumber
  keep(await caller.get(`/api/contacts/${number}`))
  keep(await caller.get(`/api/adds?cursor=${number}`))
  keep(await caller.get(`/api/${token}`))
  keep(await caller.post('/api/follow-ups', { title: identity.phone, contactIds: [number] }))
  keep(await caller.post('/api/follow-ups', `{"note":"${number}`))
  keep(await phone.post('/v/api/submission', { payload: number, consents: {} }))
  keep(await phone.post('/v/api/challenge', { payload: identity.phone }))
  keep(await caller.post('/api/sign-out', { [number]: token }))
  keep(await world.stranger().get(`/sign-in?to=/${token}`))
  keep(await world.stranger().get(`/sign-in/callback?code=${token}&state=${token}`))
}

const bundle = (): Place[] =>
  ['dist/client', 'dist/server'].flatMap((folder) => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file))
    return files
      .filter((file) => statSync(file).isFile())
      .map((file) => ({ name: file, text: readFileSync(file, 'utf8') }))
  })

describe('What must stay secret (T9, T23, T24)', () => {
  it('has been on a whole trip: the contact is verified', async () => {
    const { body } = await phone.get('/v/api/opening')
    expect(body['step']).toBe('verified')
  })

  it('stands in no line of the log', () => {
    expect(logged.length).toBeGreaterThan(20)
    expect(findCanaries(canaries, [{ name: 'log', text: logged.join('') }])).toEqual([])
  })

  it('stands in no answer but the one that brought it', () => {
    expect(findCanaries(canaries, [{ name: 'answers', text: answers.join('\n') }])).toEqual([])
  })

  it("stands in no address after the link's own: the token is gone from it at once", () => {
    const [first, ...later] = phone.addresses
    expect(first).toContain(canaries.get("the link's token"))
    expect(later.length).toBeGreaterThan(1)
    expect(findCanaries(canaries, [{ name: 'addresses', text: later.join('\n') }])).toEqual([])
  })

  it('stands in no row of the database', async () => {
    const dump = await dumpDatabase(world.database)
    expect(dump.text.length).toBeGreaterThan(10_000)
    expect(findCanaries(canaries, [dump])).toEqual([])
  })

  it('stands in no metric', async () => {
    const { text } = await exchange('GET', `${world.product.internalOrigin}/metrics`)
    expect(findCanaries(canaries, [{ name: 'metrics', text }])).toEqual([])
  })

  it('stands in no file of the built client and server', () => {
    expect(findCanaries(canaries, bundle())).toEqual([])
  })
})

describe('The search for it', () => {
  const planted: [string, (secret: string) => string][] = [
    ['as it is', (secret) => `something ${secret} something`],
    ['in an address', (secret) => `https://x.example/?q=${encodeURIComponent(secret)}`],
    ['in base64', (secret) => Buffer.from(secret).toString('base64')],
    ['inside JSON', (secret) => JSON.stringify({ note: secret })],
  ]
  it.each(planted)('finds each of them planted %s', (_how, plant) => {
    for (const [name, value] of canaries)
      expect(findCanaries(canaries, [{ name: 'planted', text: plant(value) }])).toContain(`planted: ${name}`)
  })

  it('finds one that is planted in a table', async () => {
    const secret = canaries.get('the identity number') ?? ''
    await world.database.write(async (tx) => {
      await tx
        .insertInto('setting')
        .values({ name: 'planted', value: JSON.stringify({ secret }), updatedAt: world.simulator.clock.now() })
        .execute()
    })
    const found = findCanaries(canaries, [await dumpDatabase(world.database)])
    await world.database.write(async (tx) => {
      await tx.deleteFrom('setting').where('name', '=', 'planted').execute()
    })
    expect(found).toEqual(['database: the identity number'])
  })
})
