import * as fc from 'fast-check'
import type * as nodeCrypto from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { signCallback, signUrlCheck } from '../../simulator/callback/signed-request.ts'
import { receiveCallback } from '../../server/features/callback/receive-callback.ts'
import { openCallback } from '../../server/wecom/open-callback.ts'
import { type Ground, startGround } from '../support/ports-on-simulator.ts'

const hashes = vi.hoisted(() => ({ made: 0 }))
vi.mock('node:crypto', async (original) => {
  const crypto = await original<typeof nodeCrypto>()
  const createHash: typeof crypto.createHash = (...given) => {
    hashes.made += 1
    return crypto.createHash(...given)
  }
  return { ...crypto, createHash }
})

let ground: Ground
beforeAll(async () => {
  ground = await startGround({ scenario: 'empty-day' })
})
beforeEach(() => ground.fresh())
afterAll(() => ground.stop())

const keys = () => ({
  corpId: ground.config.corpId,
  agentId: ground.config.agentId,
  token: ground.config.callback.token,
  aesKey: ground.config.callback.aesKey,
})
const now = () => ground.ports.clock.now()
const later = (minutes: number) => new Date(now().getTime() + minutes * 60_000)
const addOf = (contactId: string, second = 1_795_400_000) =>
  `<xml><ToUserName><![CDATA[${keys().corpId}]]></ToUserName><FromUserName><![CDATA[sys]]></FromUserName><CreateTime>${second}</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[change_external_contact]]></Event><ChangeType><![CDATA[add_external_contact]]></ChangeType><UserID><![CDATA[LinXiaoMan]]></UserID><ExternalUserID><![CDATA[${contactId}]]></ExternalUserID></xml>`

async function post(sent: { query: string; body: string | Uint8Array }, path = '/wecom/callback', headers = {}) {
  const url = `${ground.publicOrigin}${path}?${sent.query}`
  const response = await fetch(url, { method: 'POST', body: sent.body as string, headers })
  return { status: response.status, text: await response.text(), headers: response.headers }
}
const rows = () => ground.ports.database.read.selectFrom('callbackEvent').selectAll().orderBy('seq').execute()
const read = (text: string) => Object.fromEntries(new URLSearchParams(text))
const keptContacts = async () => (await rows()).map((row) => row.contactId)

describe('The URL check', () => {
  it('is answered with the bare text within a second', async () => {
    const begun = performance.now()
    const response = await fetch(`${ground.publicOrigin}/wecom/callback?${signUrlCheck(keys(), '4711000815', now())}`)
    expect(await response.text()).toBe('4711000815')
    expect(response.status).toBe(200)
    expect(performance.now() - begun).toBeLessThan(1000)
  })

  it('is refused with another token, an altered text or nothing at all', async () => {
    const good = signUrlCheck(keys(), '4711000815', now())
    const others = [
      signUrlCheck({ ...keys(), token: 'another' }, '1', now()),
      good.replace('echostr=', 'echostr=A'),
      '',
    ]
    for (const query of others) {
      const response = await fetch(`${ground.publicOrigin}/wecom/callback?${query}`)
      expect([response.status, await response.text()]).toEqual([403, ''])
    }
  })
})

describe('An event', () => {
  it('is acknowledged with an empty 200 once its row is there', async () => {
    const answer = await post(signCallback(keys(), addOf('wmONE'), now()))
    expect([answer.status, answer.text]).toEqual([200, ''])
    expect(await rows()).toMatchObject([{ state: 'waiting', contactId: 'wmONE', attempts: 0 }])
    expect(ground.jobsSent()).toBe(1)
  })

  it('told again, encrypted anew, is one event (T11, F7)', async () => {
    for (let repetition = 0; repetition < 30; repetition += 1)
      expect((await post(signCallback(keys(), addOf('wmONE'), now()))).status).toBe(200)
    expect(await keptContacts()).toEqual(['wmONE'])
  })

  it('of another person in the same second is another event', async () => {
    await post(signCallback(keys(), addOf('wmONE'), now()))
    await post(signCallback(keys(), addOf('wmTWO'), now()))
    expect(await keptContacts()).toEqual(['wmONE', 'wmTWO'])
  })

  it('is taken when it is signed up to ten minutes before or after now, not beyond (T11)', async () => {
    const statuses = await Promise.all(
      [-11, -9, 9, 11].map(
        async (minutes) => (await post(signCallback(keys(), addOf('wmONE'), later(minutes)))).status,
      ),
    )
    expect(statuses).toEqual([403, 200, 200, 403])
  })

  it('of the directory has its own door and keys', async () => {
    const { directory } = ground.config
    const own = { ...keys(), ...directory, agentId: '0' }
    expect((await post(signCallback(own, addOf('wmONE'), now()), '/wecom/directory-callback')).status).toBe(200)
    expect((await post(signCallback(own, addOf('wmTWO'), now()))).status).toBe(403)
    expect((await post(signCallback(keys(), addOf('wmTWO'), now()), '/wecom/directory-callback')).status).toBe(403)
  })

  it('is committed together with its neighbours', async () => {
    const opened = Array.from({ length: 600 }, (_, index) => {
      const { query, body } = signCallback(keys(), addOf(`wmN${index}`), now())
      return ground.ports.wecom.openCallback('app', read(query), body, now())
    })
    await Promise.all(opened.map((one) => receiveCallback(ground.ports, one)))
    expect(new Set(await keptContacts()).size).toBe(600)
    expect(ground.jobsSent()).toBe(2)
  })

  it('is refused with 503, not kept in memory without end, while more arrive than can be written (T12)', async () => {
    const { query, body } = signCallback(keys(), addOf('wmONE'), now())
    const opened = ground.ports.wecom.openCallback('app', read(query), body, now())
    const outcomes = await Promise.allSettled(Array.from({ length: 5001 }, () => receiveCallback(ground.ports, opened)))
    expect(outcomes.filter((outcome) => outcome.status === 'rejected')).toHaveLength(1)
    expect(outcomes.at(-1)).toMatchObject({ reason: { name: 'InboxFull' } })
    expect(await keptContacts()).toEqual(['wmONE'])
    await receiveCallback(ground.ports, opened)
  })

  it('is not acknowledged when it cannot be kept', async () => {
    const { jobs } = ground.ports
    ground.ports.jobs = { send: () => Promise.reject(new Error('made up')) }
    const answer = await post(signCallback(keys(), addOf('wmONE'), now()))
    ground.ports.jobs = jobs
    expect([answer.status, answer.text]).toEqual([503, ''])
    expect(await rows()).toEqual([])
    expect((await post(signCallback(keys(), addOf('wmONE'), now()))).status).toBe(200)
  })
})

describe('A request that did not come from WeCom', () => {
  const wrong: Record<string, () => { query: string; body: string | Uint8Array; headers?: object }> = {
    'another token': () => signCallback({ ...keys(), token: 'another' }, addOf('wmX'), now()),
    'another key': () => signCallback({ ...keys(), aesKey: 'a'.repeat(43) }, addOf('wmX'), now()),
    'another corp': () => signCallback({ ...keys(), corpId: 'wwANOTHERCORP0000' }, addOf('wmX'), now()),
    'another app': () => signCallback({ ...keys(), agentId: '1000009' }, addOf('wmX'), now()),
    'no query': () => ({ ...signCallback(keys(), addOf('wmX'), now()), query: '' }),
    'query values that are lists': () => {
      const { query, body } = signCallback(keys(), addOf('wmX'), now())
      return { query: `${query}&msg_signature=x&nonce=y`, body }
    },
    'no body': () => ({ ...signCallback(keys(), addOf('wmX'), now()), body: '' }),
    JSON: () => ({ ...signCallback(keys(), addOf('wmX'), now()), body: '{"Encrypt":"AAAA"}' }),
    'more than 64 KB': () => ({ query: signCallback(keys(), '', now()).query, body: 'x'.repeat(70_000) }),
    'a document type': () => {
      const { query, body } = signCallback(keys(), addOf('wmX'), now())
      return { query, body: `<!DOCTYPE xml [<!ENTITY a "b">]>${body}` }
    },
    'a document type inside': () => signCallback(keys(), `<!DOCTYPE xml []>${addOf('wmX')}`, now()),
    'bytes that are no text': () => ({
      query: signCallback(keys(), '', now()).query,
      body: new Uint8Array([255, 0, 254]),
    }),
    'a compressed body': () => ({
      ...signCallback(keys(), addOf('wmX'), now()),
      headers: { 'content-encoding': 'gzip' },
    }),
  }

  it.each(Object.entries(wrong))('is refused like all others: %s (T10)', async (_, make) => {
    const { headers = {}, ...sent } = make()
    const answer = await post(sent, '/wecom/callback', headers)
    expect([answer.status, answer.text, answer.headers.get('content-type')]).toEqual([403, '', null])
    expect(await rows()).toEqual([])
  })

  it('is never taken for an event, whichever bit of a true one was turned (T10)', () => {
    const at = now()
    const doors = { ...ground.config, app: ground.config.callback }
    const { query, body } = signCallback(keys(), addOf('wmONE'), at)
    expect(openCallback(doors, 'app', read(query), body, at).event.kind).toBe('contact-added')
    const whole = Buffer.from(`${query} ${body}`)
    fc.assert(
      fc.property(fc.nat(whole.length * 8 - 1), (bit) => {
        const turned = Buffer.from(whole)
        turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        const [first, ...rest] = turned.toString('latin1').split(' ')
        expect(() => openCallback(doors, 'app', read(first ?? ''), rest.join(' '), at)).toThrow('callback/refused')
      }),
      { numRuns: 2000 },
    )
  })

  it('costs one hash, whatever is wrong with it (T34)', () => {
    const doors = { ...ground.config, app: ground.config.callback }
    const at = now()
    for (const make of Object.values(wrong)) {
      const { query, body, headers } = make()
      if (headers) continue
      hashes.made = 0
      const open = () => openCallback(doors, 'app', read(query), String(body), at)
      expect(open).toThrow('callback/refused')
      expect(hashes.made).toBe(1)
    }
  })

  it('does not keep true events from being acknowledged in a flood of false ones (T12)', async () => {
    const flood = Array.from({ length: 300 }, () => post(wrong['another token']!()))
    expect((await post(signCallback(keys(), addOf('wmONE'), now()))).status).toBe(200)
    expect((await Promise.all(flood)).every((answer) => answer.status === 403)).toBe(true)
  })
})
