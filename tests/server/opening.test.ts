import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { opening } from '../../server/contract/opening.ts'
import { exchange } from '../support/caller.ts'
import { startWorld, type TestWorld } from '../support/world.ts'

const teller = 'LinXiaoMan'
const openingOf = (html: string): string =>
  /<script type="application\/json" id="opening">(.*?)<\/script>/s.exec(html)?.[1] ?? 'none'

describe("The sidebar's page", () => {
  let world: TestWorld
  beforeAll(async () => {
    world = await startWorld()
  })
  afterAll(() => world.stop())

  it('carries session, my day and the signature for its own address, so that only the contact is left to ask for', async () => {
    const caller = await world.signIn(teller)
    const page = await caller.get('/?entry=chat')
    const told = opening.parse(JSON.parse(openingOf(page.text)))
    expect(told).toMatchObject({
      session: { employee: { id: 'linxiaoman' } },
      myDay: { day: '2026-11-23', workingDay: true },
      signature: { config: { nonceStr: expect.any(String) } },
      build: expect.stringMatching(/^[0-9a-f]{12}$/),
    })
    expect(told.session).toEqual((await caller.get('/api/session')).body)
  })

  it("puts this answer's nonce, and no other, wherever a script or a style waits for one", async () => {
    const page = await (await world.signIn(teller)).get('/')
    const nonce = /'nonce-([0-9a-f]+)'/.exec(String(page.headers['content-security-policy']))?.[1]
    expect(page.text).toContain(`<script type="module" nonce="${nonce}">`)
    expect(page.text).not.toContain('__NONCE__')
  })

  it('goes out without a signature when WeCom is away, instead of waiting', async () => {
    const caller = await world.signIn(teller)
    await world.control('clock', { advance: 'PT3H' })
    const again = await world.signIn(teller)
    await world.control('faults', { path: 'ticket/get', delayMs: 8000, times: 9 })
    await world.control('faults', { path: 'get_jsapi_ticket', delayMs: 8000, times: 9 })
    const begun = performance.now()
    const page = await again.get('/')
    await exchange('DELETE', `${world.simulator.origin}/control/faults`)
    expect(performance.now() - begun).toBeLessThan(4000)
    expect(JSON.parse(openingOf(page.text))).toMatchObject({ signature: null })
    expect((await caller.get('/api/session')).status).toBe(401)
  })

  it('is compressed for who asks for it', async () => {
    const page = await exchange('GET', `${world.product.publicOrigin}/`, { headers: { 'accept-encoding': 'gzip' } })
    expect(page.headers['vary'] ?? '').toMatch(/accept-encoding/i)
  })

  it('shows a page of its own to an employee who has left, not a loop of sign-ins', async () => {
    const caller = await world.signIn('ZhaoTing')
    await world.database.write(async (tx) => {
      await tx.updateTable('employee').set({ state: 'disabled' }).where('id', '=', 'zhaoting').execute()
    })
    const page = await caller.get('/', { 'user-agent': 'wxwork/4.1.36' })
    expect(page.status).toBe(401)
    expect(page.text).toContain('data-problem="session/not-in-directory"')
  })
})

describe('A name that people have chosen themselves (T27)', () => {
  let world: TestWorld
  beforeAll(async () => {
    world = await startWorld()
  })
  afterAll(() => world.stop())

  const payloads = [
    '</script><script>alert(1)</script>',
    '<!--<script>',
    ']]><svg onload=alert(1)>',
    '__NONCE__',
    '<!--opening-->',
    "$&$'$`",
    '\u2028\u2029"\\',
  ]

  it.each(payloads)('never leaves its place in the page: %s', async (name) => {
    const caller = await world.signIn(teller)
    await world.database.write(async (tx) => {
      await tx.updateTable('employee').set({ name }).where('id', '=', 'linxiaoman').execute()
    })
    const page = await caller.get('/')
    const nonce = /'nonce-([0-9a-f]+)'/.exec(String(page.headers['content-security-policy']))?.[1] ?? 'none'
    const inside = openingOf(page.text)
    expect(inside).not.toContain('<')
    expect(inside).not.toContain(nonce)
    expect(JSON.parse(inside).session.employee.name).toBe(name)
    expect(page.text.match(/<script/g)?.length).toBe(page.text.includes('bridge.js') ? 3 : 2)
  })
})
