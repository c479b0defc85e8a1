import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sidebarApi } from '../../server/contract/api.ts'
import { problem } from '../../server/contract/shared.ts'
import { locales } from '../../server/domain/employee.ts'
import { Problem, problemCodes } from '../../server/domain/problem.ts'
import type { ClientFiles } from '../../server/http/client-files.ts'
import { tellProblem } from '../../server/http/problem-words.ts'
import { type Caller, exchange } from '../support/caller.ts'
import { tinyClient } from '../support/client-files.ts'
import { startWorld, type TestWorld } from '../support/world.ts'

const signature = '/api/wecom/signature'
let world: TestWorld
let caller: Caller
let broken = false
const client: ClientFiles = {
  ...tinyClient,
  page: async (name) => {
    if (broken) throw new Error('the disk under /srv/zhenke is gone')
    return tinyClient.page(name)
  },
}
beforeAll(async () => {
  world = await startWorld({ client })
  caller = await world.signIn('LinXiaoMan')
})
afterAll(() => world.stop())

const ownUrl = () => `${world.product.publicOrigin}/`
const asProblem = (status: number, type: string) => ({ status, body: { type, status } })

describe('A problem', () => {
  it('says what, why and what to do in the language of the reader, with a number to ask about, and no more', async () => {
    const answer = await caller.get('/api/nowhere', { 'accept-language': 'en' })
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(problem.strict().parse(answer.body)).toMatchObject({ type: 'request/not-found', status: 404 })
    expect(answer.body['requestId']).toBe(answer.headers['x-request-id'])
    expect(answer.body['title']).toBe('Not here')
    expect((await caller.get('/api/nowhere')).body['title']).toBe('没有这个页面')
  })

  it.each(locales)('has words for every code in %s, with nothing left to fill in', (locale) => {
    const who = {
      branch: '2',
      employee: 'heqing',
      role: 'teller',
      name: '虚构',
      place: 'body',
      errcode: 40013,
      why: '虚构',
    }
    const when = {
      day: '2026-11-23',
      open: '2026-11-23',
      firstDay: '2026-11-23',
      lastDay: '2026-11-24',
      days: 1,
      ahead: 1,
      next: '08:30',
      last: '2027-11-23',
      today: '2026-11-23',
    }
    const file = { row: 2, column: 'day', cell: 'x', count: 1, most: 100, left: 1, wanted: '0', sentence: '虚构' }
    for (const code of problemCodes) {
      const told = tellProblem(new Problem(code, { ...who, ...when, ...file }), locale, '1')
      expect(told.status).toBeGreaterThanOrEqual(400)
      expect(`${told.title}${told.detail}${told.remedy}`).not.toMatch(/[{}?]/)
    }
  })

  it.each([
    [40, '企业微信要求稍等', '请 1 分钟后再试。', 'Try again in 1 minute.'],
    [3_000, '企业微信要求稍等', '请 50 分钟后再试。', 'Try again in 50 minutes.'],
    [7_300, '企业微信要求稍等', '请 3 小时后再试。', 'Try again in 3 hours.'],
  ])('says how long WeCom wants to be left alone: %i seconds', (retryAfterSeconds, title, inChinese, inEnglish) => {
    const refusal = new Problem('wecom/unavailable', { errcode: 45009, retryAfterSeconds })
    expect(tellProblem(refusal, 'zh-CN', '1')).toMatchObject({ title, remedy: inChinese })
    expect(tellProblem(refusal, 'en', '1').remedy).toBe(inEnglish)
  })

  it('of ours tells the caller nothing of its cause', async () => {
    broken = true
    const answer = await caller.get('/')
    broken = false
    expect(answer).toMatchObject(asProblem(500, 'server/fault'))
    expect(answer.text).not.toMatch(/disk|node_modules|\.ts:/)
  })
})

describe('An address', () => {
  it('knows its methods: any other is 405', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS'])
      expect(await exchange(method, `${world.product.publicOrigin}/api/session`)).toMatchObject(
        asProblem(405, 'request/method-not-allowed'),
      )
    expect((await exchange('POST', `${world.product.publicOrigin}/`)).status).toBe(405)
    expect((await exchange('GET', `${world.product.publicOrigin}/api/sign-out`)).status).toBe(405)
  })

  it.each([
    '/api/',
    '/api/session/more',
    '/.git/config',
    '/.env',
    '/metrics',
    '/health/live',
    '/index.html',
    '/%00',
    '/%E0%A4%A',
  ])('is nothing at %s', async (path) => {
    const answer = await caller.get(path)
    expect([400, 404]).toContain(answer.status)
    expect(answer.headers['content-type']).toContain('application/problem+json')
  })

  it('stands in the OpenAPI document with request, reply and problem', async () => {
    const { status, body } = await world
      .stranger()
      .get<{ paths: Record<string, Record<string, object>> }>('/api/openapi.json')
    expect(status).toBe(200)
    for (const { path, method } of sidebarApi)
      expect(body.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method]).toMatchObject({
        responses: { default: { content: { 'application/problem+json': {} } } },
      })
  })
})

describe('A request', () => {
  it('with an unknown or a repeated query parameter is refused', async () => {
    expect(await caller.get('/api/session?day=2026-11-23')).toMatchObject(asProblem(400, 'request/invalid'))
    expect(await caller.get('/api/session?__proto__=1')).toMatchObject(asProblem(400, 'request/invalid'))
  })

  it.each([
    ['no body', ''],
    ['no JSON', '{'],
    ['a list', '[]'],
    ['a bare text', '"x"'],
    ['the wrong type', '{"url":1}'],
    ['an unknown key', '{"url":"https://zhenke.bank.example/","branchId":"1"}'],
    ['a prototype', '{"url":"https://zhenke.bank.example/","__proto__":{"fresh":true}}'],
    ['too long an address', JSON.stringify({ url: `https://zhenke.bank.example/${'a'.repeat(2048)}` })],
  ])('with %s is refused, naming the place and never the value', async (_what, body) => {
    const answer = await caller.post(signature, body)
    expect(answer).toMatchObject(asProblem(400, 'request/invalid'))
    expect(answer.text).not.toContain('zhenke.bank.example')
  })

  it('over 64 KB is refused', async () => {
    const body = JSON.stringify({ url: 'a'.repeat(65_536) })
    expect(await caller.post(signature, body)).toMatchObject(asProblem(413, 'request/too-large'))
  })

  it('that is compressed is refused, since it may grow without end', async () => {
    const answer = await caller.post(signature, '{}', { 'content-encoding': 'gzip' })
    expect(answer).toMatchObject(asProblem(400, 'request/invalid'))
  })
})

describe('A write', () => {
  const sign = (key: string, body: object = { url: ownUrl() }) =>
    caller.post(signature, body, { 'idempotency-key': key })

  it('needs a key of its own', async () => {
    for (const key of ['', 'short', 'with space in it', 'x'.repeat(81)])
      expect(await sign(key)).toMatchObject(asProblem(400, 'request/key-required'))
  })

  it('sent twice with one key is done once and answered the same', async () => {
    const key = randomUUID()
    const [first, again] = [await sign(key), await sign(key)]
    expect(first.status).toBe(200)
    expect(again).toMatchObject({ status: 200, body: first.body })
    expect((await sign(randomUUID())).body).not.toEqual(first.body)
  })

  it('sent ten times at once with one key is done once', async () => {
    const key = randomUUID()
    const answers = await Promise.all(Array.from({ length: 10 }, () => sign(key)))
    for (const answer of answers) expect(answer).toMatchObject({ status: 200, body: answers[0]?.body ?? {} })
  })

  it('with a key that belongs to another write is refused', async () => {
    const key = randomUUID()
    await sign(key)
    expect(await sign(key, { url: `${ownUrl()}?other` })).toMatchObject(asProblem(422, 'request/key-reused'))
  })

  it('has keys of its own for each employee', async () => {
    const key = randomUUID()
    const mine = await sign(key)
    const other = await world.signIn('HeQing')
    const theirs = await other.post(signature, { url: ownUrl() }, { 'idempotency-key': key })
    expect(theirs.status).toBe(200)
    expect(theirs.body).not.toEqual(mine.body)
  })

  it('that was refused is refused the same way again', async () => {
    const key = randomUUID()
    const foreign = { url: 'https://elsewhere.example/' }
    const first = await sign(key, foreign)
    expect(first).toMatchObject(asProblem(400, 'wecom/foreign-url'))
    expect((await sign(key, foreign)).body).toEqual(first.body)
  })

  it('may be sent again under its key when WeCom was away', async () => {
    const key = randomUUID()
    const fresh = { url: ownUrl(), fresh: true }
    // A ticket of less than a minute is not fetched again.
    await world.control('clock', { advance: 'PT2M' })
    await world.control('faults', { path: '/cgi-bin/ticket/get', status: 503, times: 50 })
    expect((await sign(key, fresh)).status).toBe(503)
    await exchange('DELETE', `${world.simulator.origin}/control/faults`)
    expect((await sign(key, fresh)).status).toBe(200)
  })
})
