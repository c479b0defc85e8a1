import { readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createCaller } from '../support/caller.ts'
import { comeBackAs, goToWeCom } from '../support/sign-in.ts'
import { startWorld, type TestWorld } from '../support/world.ts'

const teller = 'LinXiaoMan'

/** As src/router.ts has them; of one that shows several things, each. */
function pagesOfTheSidebar(): string[] {
  const router = readFileSync(new URL('../../src/router.ts', import.meta.url), 'utf8')
  const paths = [...router.matchAll(/path: '([^']+)'/g)].map(([, path = '']) => path)
  return paths.flatMap((path) => {
    if (path === '/' || path.includes('.*')) return []
    const [base = '', shown] = path.split(/\/:show\(|\)\?$/)
    return [base, ...(shown?.split('|').map((one) => `${base}/${one}`) ?? [])]
  })
}
const wxwork = {
  'user-agent': 'Mozilla/5.0 (Linux; Android 13) Mobile Safari/537.36 wxwork/4.1.36 MicroMessenger/7.0.1',
}

describe('Sign-in through WeCom', () => {
  let world: TestWorld
  beforeAll(async () => {
    world = await startWorld()
  })
  afterAll(() => world.stop())
  afterEach(() => world.control('oauth', { refuse: false, outsider: false }))

  const hasSession = async (browser: ReturnType<typeof createCaller>) =>
    (await browser.get('/api/session')).status === 200

  it('sends the browser to WeCom with a hex state and brings it back to where it wanted to be', async () => {
    const browser = world.stranger()
    const authorize = await goToWeCom(browser, '/#/my-day')
    expect(authorize.searchParams.get('state')).toMatch(/^[0-9a-f]{32}$/)
    expect(authorize.searchParams.get('redirect_uri')).toBe(`${world.product.publicOrigin}/sign-in/callback`)
    const back = await browser.get(await comeBackAs(authorize, teller))
    expect(back).toMatchObject({ status: 303, headers: { location: '/#/my-day' } })
    expect(await hasSession(browser)).toBe(true)
  })

  it('begins at the HTML request itself inside WeCom, and nowhere else', async () => {
    const inside = await world.stranger().get('/', wxwork)
    expect(inside.status).toBe(302)
    expect(inside.headers.location).toContain('/connect/oauth2/authorize?')
    const elsewhere = await world.stranger().get('/')
    expect(elsewhere.status).toBe(200)
    expect(elsewhere.text).toContain('<script type="application/json" id="opening">null</script>')
  })

  it('gives a cookie for this host alone that no script and no other site can use', async () => {
    const browser = world.stranger()
    const back = await browser.get(await comeBackAs(await goToWeCom(browser), teller))
    const [line] = (back.headers['set-cookie'] ?? []).filter((cookie) => cookie.startsWith('__Host-zhenke='))
    expect(line).toMatch(/^__Host-zhenke=[0-9a-f]{64}; Path=\/; Max-Age=28800; Secure; HttpOnly; SameSite=Lax$/)
  })

  it('gives a new token at each sign-in and ends the one before', async () => {
    const browser = await world.signIn(teller)
    const before = createCaller(world.product.publicOrigin)
    before.jar.set('__Host-zhenke', browser.jar.get('__Host-zhenke') ?? '')
    await browser.get(await comeBackAs(await goToWeCom(browser), teller))
    expect(await hasSession(browser)).toBe(true)
    expect(await hasSession(before)).toBe(false)
  })
})

describe('A sign-in that is not genuine', () => {
  let world: TestWorld
  beforeAll(async () => {
    world = await startWorld()
  })
  afterAll(() => world.stop())
  afterEach(() => world.control('oauth', { refuse: false, outsider: false }))

  const refused = { status: 403, text: expect.stringContaining('data-problem="sign-in/refused"') }

  it('is refused when its state is used a second time (T15)', async () => {
    const browser = world.stranger()
    const authorize = await goToWeCom(browser)
    expect((await browser.get(await comeBackAs(authorize, teller))).status).toBe(303)
    expect(await browser.get(await comeBackAs(authorize, teller))).toMatchObject(refused)
  })

  it('is refused in another browser than the one it began in (T15)', async () => {
    const [mine, theirs] = [world.stranger(), world.stranger()]
    const back = await comeBackAs(await goToWeCom(mine), teller)
    await goToWeCom(theirs)
    expect(await theirs.get(back)).toMatchObject(refused)
    expect(await world.stranger().get(back)).toMatchObject(refused)
  })

  it('is refused five minutes after it began (T15)', async () => {
    const browser = world.stranger()
    const authorize = await goToWeCom(browser)
    await world.control('clock', { advance: 'PT5M' })
    expect(await browser.get(await comeBackAs(authorize, teller))).toMatchObject(refused)
  })

  it.each(['', 'state=abc', 'code=x', 'code=x&state=zz', `code=x&state=${'0'.repeat(32)}`, 'code=a&code=b&state=c'])(
    'is refused with ?%s',
    async (query) => {
      const browser = world.stranger()
      await goToWeCom(browser)
      expect(await browser.get(`/sign-in/callback?${query}`)).toMatchObject(refused)
    },
  )

  it('tries once more by itself when WeCom does not know the code, and then shows its page instead of going round', async () => {
    const browser = world.stranger()
    await world.control('oauth', { refuse: true })
    const first = await browser.get(await comeBackAs(await goToWeCom(browser), teller))
    expect(first.status).toBe(302)
    const second = await browser.get(await comeBackAs(new URL(first.headers.location ?? ''), teller))
    expect(second).toMatchObject(refused)
    await world.control('oauth', { refuse: false })
    expect((await browser.get(await comeBackAs(await goToWeCom(browser), teller))).status).toBe(303)
  })

  it('never makes an employee of a contact or a stranger (T17)', async () => {
    await world.control('oauth', { outsider: true })
    const browser = world.stranger()
    const back = await browser.get(await comeBackAs(await goToWeCom(browser), ''))
    expect(back).toMatchObject({ status: 403, text: expect.stringContaining('data-problem="session/not-an-employee"') })
    expect(browser.jar.get('__Host-zhenke')).toBeUndefined()
  })

  it('never lets in who is not active in the directory (T17)', async () => {
    const browser = world.stranger()
    const back = await browser.get(await comeBackAs(await goToWeCom(browser), 'NobodyHere'))
    expect(back.status).toBe(401)
    expect(back.text).toContain('data-problem="session/not-in-directory"')
    expect(browser.jar.get('__Host-zhenke')).toBeUndefined()
  })
})

describe('Where a sign-in leads', () => {
  let world: TestWorld
  beforeAll(async () => {
    world = await startWorld()
  })
  afterAll(() => world.stop())

  const hostile = [
    '//evil.example',
    '/\\evil.example',
    '%2f%2fevil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    '/%0d%0aSet-Cookie:x=1',
    '/api/sign-out',
    '/sign-in',
    '/?next=//evil.example',
    '/#/contact"><script>',
    '/@evil.example',
    '/.evil.example',
    `/?${'a'.repeat(400)}`,
    '/sign-in?to=/%23/branch',
    '/#/nowhere',
    '/#/branch/a/b',
    '/#/branch#/contact',
    '/#//evil.example',
    `/#/contact?a=${'a'.repeat(2_000)}`,
  ]

  it.each(hostile)('is the first page for %s (T16)', async (to) => {
    const browser = world.stranger()
    const back = await browser.get(await comeBackAs(await goToWeCom(browser, to), teller))
    expect(back).toMatchObject({ status: 303, headers: { location: '/' } })
  })

  it.each(['/', '/#/contact', '/?entry=chat#/adds', '/#/branch?day=2026-11-23'])('is %s when asked for', async (to) => {
    const browser = world.stranger()
    const back = await browser.get(await comeBackAs(await goToWeCom(browser, to), teller))
    expect(back.headers.location).toBe(to)
  })
  it.each(pagesOfTheSidebar())('is the page %s with what its address asks for', async (page) => {
    const to = `/#${page}?contact=wm_%E6%A0%B7&from=2026-11-23T10:00&tag=a+b`
    const browser = world.stranger()
    const back = await browser.get(await comeBackAs(await goToWeCom(browser, to), teller))
    expect(back.headers.location).toBe(to)
  })
})
