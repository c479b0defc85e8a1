import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sidebarApi, verificationApi } from '../../server/contract/api.ts'
import { type Caller, createCaller, exchange } from '../support/caller.ts'
import { dumpDatabase } from '../support/canaries.ts'
import { rightsTable } from '../support/rights-table.ts'
import { startWorld, type TestWorld } from '../support/world.ts'

const writes = sidebarApi.filter((contract) => contract.method === 'post')
const nowhere = '0198c0de-0000-7000-8000-000000000000'
const pathOf = (path: string) => path.replace(':id', nowhere).replace(':rule', 'cameBack')

let world: TestWorld
let caller: Caller
beforeAll(async () => {
  world = await startWorld()
  caller = await world.signIn('LinXiaoMan')
})
afterAll(() => world.stop())

describe('A write that our own page did not send (T14)', () => {
  const foreign: [string, Record<string, string>][] = [
    ['another origin', { origin: 'https://evil.example' }],
    ["the contact's origin", { origin: 'http://127.0.0.1:1' }],
    ['the origin null', { origin: 'null' }],
    ['no origin', { origin: '' }],
    ['an origin that only begins like ours', { origin: 'OWN.evil.example' }],
    ['another site, says the browser', { 'sec-fetch-site': 'cross-site' }],
    ['a sister site, says the browser', { 'sec-fetch-site': 'same-site' }],
    ['no header of ours', { 'x-requested-with': '' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['plain text, which needs no preflight', { 'content-type': 'text/plain' }],
    ['JSON hidden behind a second type', { 'content-type': 'text/plain; application/json' }],
  ]

  it.each(foreign)('is refused with %s, at every address', async (_what, headers) => {
    const sent = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, value.replace('OWN', world.product.publicOrigin)]),
    )
    for (const { path } of writes)
      expect(await caller.post(pathOf(path), {}, sent)).toMatchObject({
        status: 403,
        body: { type: 'request/foreign-origin' },
      })
  })

  it("is refused at every address of the contact's page", async () => {
    const visitor = createCaller(world.product.verificationOrigin)
    for (const { path } of verificationApi.filter((contract) => contract.method === 'post'))
      expect(await visitor.post(path, {}, { origin: world.product.publicOrigin })).toMatchObject({
        status: 403,
        body: { type: 'request/foreign-origin' },
      })
  })

  it('is never a GET: each address that writes answers 405, or is read as the id of something that is not there', async () => {
    const reads = sidebarApi.filter(({ method }) => method === 'get').map(({ path }) => path)
    const isRead = (path: string) => reads.some((one) => new RegExp(`^${one.replaceAll(/:\w+/g, '[^/]+')}$`).test(path))
    for (const { path } of writes.filter((write) => !reads.includes(write.path))) {
      const { status } = await caller.get(pathOf(path))
      expect(isRead(path) ? [400, 404] : [405]).toContain(status)
    }
  })

  it('is told to no other origin: no answer carries a CORS header', async () => {
    for (const path of ['/', '/api/session', '/api/openapi.json']) {
      const { headers } = await caller.get(path, { origin: 'https://evil.example' })
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
    }
  })
})

const tables = readdirSync('server')
  .filter((file) => file.endsWith('tables.ts'))
  .map((file) => `server/${file}`)

describe('A body with more than is asked for (T31)', () => {
  const columns = [
    ...tables
      .map((file) => readFileSync(file, 'utf8'))
      .join('')
      .matchAll(/^ {2}(\w+): /gm),
  ].map(([, name]) => name ?? '')
  const tempting = ['branchId', 'employeeId', 'counted', 'roles', 'state', 'verdictStatus', 'constructor', '__proto__']

  /** Without the two tables in which the job queue notes its own upkeep. */
  const rows = async () =>
    (await dumpDatabase(world.database)).text.split('\n').filter((row) => !/^(version|queue) /.test(row))

  it('knows no column of any table that the contract does not name', () => {
    expect(columns.length).toBeGreaterThan(60)
    for (const { body, path } of writes)
      for (const column of columns.filter((name) => !Object.hasOwn(body.shape, name))) {
        const issues = body.safeParse({ [column]: true }).error?.issues ?? []
        const unknown = issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []))
        expect([path, ...unknown]).toEqual([path, column])
      }
  })

  /** What the contract wants, as the table of rights sends it. */
  const wholeBody = (path: string): Record<string, unknown> =>
    JSON.parse(
      JSON.stringify(rightsTable[`POST ${path}`]?.body ?? {})
        .replace('OWN', `${world.product.publicOrigin}/`)
        .replace('ID', nowhere),
    )

  it('is refused at every write for the one key too many, and changes nothing', async () => {
    const before = await rows()
    for (const { body, path } of writes) {
      const whole = wholeBody(path)
      expect([path, body.safeParse(whole).error?.issues ?? []]).toEqual([path, []])
      const strays = tempting.filter((column) => !Object.hasOwn(body.shape, column))
      for (const column of strays) {
        const sent = JSON.stringify(Object.fromEntries([[column, true], ...Object.entries(whole)]))
        const { status, body: told } = await caller.post(pathOf(path), sent)
        const place = /：(.*)。$/.exec(String(told['detail']))?.[1]
        expect([path, column, status, place]).toEqual([path, column, 400, 'body'])
      }
    }
    expect(await rows()).toEqual(before)
  })
})

describe('Every answer', () => {
  /** As the server sends it: the simulator, through which the pages are seen, adds its own origin to be able to frame them. */
  const policyOf = async (address: string) => {
    const { headers } = await exchange('GET', address)
    const policy = String(headers['content-security-policy']).replaceAll(` ${world.simulator.origin}`, '')
    return Object.fromEntries(policy.split(';').map((part) => [part.trim().split(' ')[0], part.trim()]))
  }

  it('allows scripts by nonce only, a new one each time, and nothing inline', async () => {
    const [first, second] = [
      await policyOf(`${world.product.publicOrigin}/`),
      await policyOf(`${world.product.publicOrigin}/`),
    ]
    expect(first['script-src']).toMatch(/^script-src 'self' 'nonce-[0-9a-f]{32}'$/)
    expect(first['script-src']).not.toBe(second['script-src'])
    expect(first).toMatchObject({
      'default-src': "default-src 'self'",
      'object-src': "object-src 'none'",
      'base-uri': "base-uri 'none'",
      'connect-src': "connect-src 'self'",
      'script-src-attr': "script-src-attr 'none'",
    })
  })

  it("loads nothing from elsewhere on the contact's page, avatars on the employee's", async () => {
    const [sidebar, contact] = [
      await policyOf(`${world.product.publicOrigin}/`),
      await policyOf(`${world.product.verificationOrigin}/v`),
    ]
    expect(sidebar['img-src']).toContain('https://wework.qpic.cn')
    expect(contact['img-src']).toBe("img-src 'self' data:")
    expect(contact['frame-src']).toBe("frame-src 'none'")
  })

  it('tells no other site where it was, guesses no type, and names no software', async () => {
    for (const origin of [world.product.publicOrigin, world.product.verificationOrigin]) {
      const { headers } = await exchange('GET', `${origin}/api/session`)
      expect(headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' })
      expect(headers['x-powered-by']).toBeUndefined()
      expect(headers['server']).toBeUndefined()
    }
  })

  it('of an employee is kept by nobody', async () => {
    for (const path of ['/', '/api/session', '/api/nowhere'])
      expect((await caller.get(path)).headers['cache-control']).toContain('no-store')
  })
})

describe('The two origins', () => {
  it('share no route: each answers 404 for the other', async () => {
    for (const { path, method } of sidebarApi)
      expect((await exchange(method, `${world.product.verificationOrigin}${pathOf(path)}`)).status).toBe(404)
    for (const path of [
      '/',
      '/sign-in',
      '/sign-in/callback',
      '/api/events',
      '/api/openapi.json',
      '/wecom/callback',
      '/v/callback',
    ])
      expect([path, (await exchange('GET', `${world.product.verificationOrigin}${path}`)).status]).toEqual([path, 404])
    for (const { path, method } of verificationApi)
      expect((await exchange(method, `${world.product.publicOrigin}${path}`)).status).toBe(404)
    for (const path of ['/v', `/v/${'a'.repeat(64)}`])
      expect([path, (await exchange('GET', `${world.product.publicOrigin}${path}`)).status]).toEqual([path, 404])
  })

  it("leave health and metrics to the internal one, which has nobody's pages", async () => {
    const { internalOrigin } = world.product
    expect((await exchange('GET', `${internalOrigin}/health/live`)).status).toBe(200)
    expect((await exchange('GET', `${internalOrigin}/health/ready`)).status).toBe(200)
    expect((await exchange('GET', `${internalOrigin}/metrics`)).text).toContain('zhenke_request_seconds_count')
    expect((await exchange('GET', `${internalOrigin}/api/session`)).status).toBe(404)
  })
})

describe("A signature for WeCom's SDK (T13)", () => {
  it.each([
    'http://OWN@evil.example/',
    'http://evil.example/?OWN',
    'http://OWN.evil.example/',
    'http://evil.example\\@OWN/',
    'https://OWN/',
    'http://127.0.0.1:1/',
    'http://xn--zhenke-bank.example/',
    'javascript:alert(1)',
    'file:///etc/passwd',
  ])('is not given for %s', async (url) => {
    const own = new URL(world.product.publicOrigin).host
    const answer = await caller.post('/api/wecom/signature', { url: url.replace('OWN', own) })
    expect(answer.status).toBe(400)
  })

  it('is given to those who are signed in only', async () => {
    const sent = { url: `${world.product.publicOrigin}/` }
    expect((await world.stranger().post('/api/wecom/signature', sent)).status).toBe(401)
  })
})
