import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exchange } from '../support/caller.ts'
import { createPhone, type Ground, keepingLog, startVerificationWorld, teller } from './verification-ground.ts'

let ground: Ground
const { log, lines } = keepingLog()
beforeAll(async () => {
  ground = await startVerificationWorld({ log })
})
afterAll(() => ground.stop())

describe('Before there is a form, the page makes sure who is in front of it', () => {
  it('shows another person no form and no byte about anybody, 1,000 times (T7)', async () => {
    const { contact, made } = await ground.invite('只给本人')
    const stranger = await ground.add(teller, '转发收到的人')
    const phone = createPhone(ground.world)
    await phone.open(made.card.link, stranger.id)
    const secrets = [contact.id, contact.name, contact.identity.name, contact.identity.phone, teller, '林']
    const bodies = new Set<string>()
    for (let time = 0; time < 1000; time += 1) {
      const { status, text } = await phone.read()
      expect(status).toBe(200)
      bodies.add(text)
    }
    const [only = ''] = [...bodies]
    expect(bodies.size).toBe(1)
    expect(JSON.parse(only)).toMatchObject({ step: 'another-person', employee: null, provider: null, keys: null })
    for (const secret of secrets) expect(only).not.toContain(secret)
    const page = await phone.page.get('/v')
    for (const secret of secrets) expect(page.text).not.toContain(secret)
  })

  it('refuses every write of another person', async () => {
    const { made } = await ground.invite('别人的手')
    const stranger = await ground.add(teller, '另一只手')
    const phone = createPhone(ground.world)
    await phone.open(made.card.link, stranger.id)
    const consents = { sensitive: true, provider: true, textVersion: 'any' }
    for (const [path, body] of [
      ['submission', { payload: 'a.b.c.d.e', consents }],
      ['challenge', { payload: 'a.b.c.d.e' }],
      ['decline', {}],
      ['reconsider', {}],
      ['withdrawal', {}],
    ] as const)
      expect(await phone.page.post(`/v/api/${path}`, body)).toMatchObject({
        status: 403,
        body: { type: 'verification/another-person' },
      })
  })

  it('tells another person the same of a live, an ended and a declined link: status, headers and length (T33)', async () => {
    const stranger = await ground.add(teller, '好奇的人')
    const live = await ground.invite('有效的链接')
    const declined = await ground.invite('拒绝过的链接')
    const owner = createPhone(ground.world)
    await owner.open(declined.made.card.link, declined.contact.id)
    await owner.page.post('/v/api/decline')
    const told = []
    for (const { made } of [live, declined]) {
      const phone = createPhone(ground.world)
      await phone.open(made.card.link, stranger.id)
      const { status, headers, text } = await phone.read()
      told.push({ status, names: Object.keys(headers).toSorted(), length: text.length, text })
    }
    expect(told[0]).toEqual(told[1])
  })

  it('does not believe a browser that brings only half: the code without the cookie, or the cookie without the code', async () => {
    const { contact, made } = await ground.invite('被骗点开')
    const thief = createPhone(ground.world)
    const opened = await thief.page.get(new URL(made.card.link).pathname)
    const began = await thief.page.get(opened.headers.location ?? '')
    const authorize = new URL(began.headers.location ?? '')
    expect(authorize.searchParams.get('redirect_uri')).toBe(`${ground.product.publicOrigin}/v/callback`)
    authorize.searchParams.set('as', contact.id)
    const lured = await exchange('GET', authorize.href)
    const back = await exchange('GET', lured.headers.location ?? '')
    const victim = createPhone(ground.world)
    await victim.page.get(new URL(back.headers.location ?? '').pathname + new URL(back.headers.location ?? '').search)
    expect((await victim.read()).status).toBe(410)
    expect(await thief.read()).toMatchObject({ status: 403, body: { type: 'sign-in/refused' } })
  })

  it('takes the one-time code for 60 seconds and once', async () => {
    const { contact, made } = await ground.invite('慢慢来')
    const phone = createPhone(ground.world)
    const opened = await phone.page.get(new URL(made.card.link).pathname)
    const began = await phone.page.get(opened.headers.location ?? '')
    const authorize = new URL(began.headers.location ?? '')
    authorize.searchParams.set('as', contact.id)
    const authorized = await exchange('GET', authorize.href)
    const back = new URL((await exchange('GET', authorized.headers.location ?? '')).headers.location ?? '')
    await ground.control('clock', { advance: 'PT61S' })
    const late = await phone.page.get(`${back.pathname}${back.search}`)
    expect(late).toMatchObject({ status: 303, headers: { location: '/v?refused=1' } })
    expect((await exchange('GET', authorized.headers.location ?? '')).headers.location).toContain('refused=1')
    await phone.open(`${ground.product.verificationOrigin}/v`, contact.id)
    expect((await phone.read()).body.step).toBe('form')
  })

  it('offers to try again when WeCom refuses, and asks anew', async () => {
    const { contact, made } = await ground.invite('微信打盹')
    await ground.control('oauth', { refuse: true })
    const phone = createPhone(ground.world)
    const page = await phone.open(made.card.link, contact.id)
    expect(page.status).toBe(200)
    expect(await phone.read()).toMatchObject({ status: 403, body: { type: 'sign-in/refused' } })
    await ground.control('oauth', {})
    await phone.open(`${ground.product.verificationOrigin}/v`, contact.id)
    expect((await phone.read()).body.step).toBe('form')
  })
})

describe("A link's token", () => {
  it('is swapped for a cookie at once, with a clean address and no referrer', async () => {
    const { made } = await ground.invite('干净的地址')
    const phone = createPhone(ground.world)
    const { status, headers } = await phone.page.get(new URL(made.card.link).pathname)
    expect({ status, location: headers.location }).toEqual({ status: 303, location: '/v' })
    const [cookie = ''] = headers['set-cookie'] ?? []
    expect(cookie).toMatch(/^__Host-opening=[0-9a-f]{64}; Path=\/; Max-Age=\d+; Secure; HttpOnly; SameSite=Lax$/)
    expect(headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' })
  })

  it('stands in no log and no table, and in no address the browser is sent to (T9)', async () => {
    const { contact, made } = await ground.invite('金丝雀')
    const token = made.card.link.split('/').at(-1) ?? 'none'
    const phone = createPhone(ground.world)
    await phone.open(made.card.link, contact.id)
    await phone.submit(contact.identity)
    const { text: found } = await exchange('GET', `${ground.simulator.origin}/control/log`)
    expect(
      phone.visited
        .slice(1)
        .map(({ address }) => address)
        .join(' '),
    ).not.toContain(token)
    expect(lines.join('\n')).not.toContain(token)
    expect(found).not.toContain(token)
    const tables = ['prompt', 'opening', 'audit', 'identityRequest', 'consent'] as const
    for (const table of tables) {
      const rows = await ground.database.read.selectFrom(table).selectAll().execute()
      expect(JSON.stringify(rows)).not.toContain(token)
    }
  })

  it('cannot be guessed: misses lead to the same page, and soon nowhere (T8)', async () => {
    const statuses: number[] = []
    for (let guess = 0; guess < 80; guess += 1) {
      const token = guess.toString(16).padStart(64, '0')
      const visitor = createPhone(ground.world)
      statuses.push((await visitor.page.get(`/v/${token}`)).status)
      expect(visitor.jar.get('__Host-opening')).toBeUndefined()
    }
    expect(new Set(statuses)).toEqual(new Set([303, 429]))
    expect(statuses.lastIndexOf(303)).toBeLessThan(60)
  })
})

describe("Where the contact's OAuth cannot be had", () => {
  it('binds the link to the first browser and says that nobody confirmed the recipient', async () => {
    const without = await startVerificationWorld({ env: { CONTACT_OAUTH: 'off' } })
    try {
      const { contact, made } = await without.invite('没有授权')
      const first = without.phone()
      await first.open(made.card.link, contact.id)
      expect((await first.read()).body.step).toBe('form')
      const second = without.phone()
      await second.open(made.card.link, contact.id)
      expect((await second.read()).body).toMatchObject({ step: 'another-person', employee: null })
      await first.open(made.card.link, contact.id)
      expect((await first.read()).body.step).toBe('form')
      await first.submit(contact.identity)
      await first.answer(await without.codeFor(contact.id))
      const [result] = await without.database.read.selectFrom('identityResult').selectAll().execute()
      expect(result).toMatchObject({ outcome: 'verified', recipient: 'unconfirmed' })
    } finally {
      await without.stop()
    }
  })
})
