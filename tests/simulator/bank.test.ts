import { CompactEncrypt, importJWK, type JWK } from 'jose'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Answer, type Stage, startStage } from './harness.ts'

type Person = { name: string; idType: string; idNumber: string; phone: string }
let stage: Stage
let contactId: string
let person: Person
beforeEach(async () => {
  stage = await startStage({ scenario: 'empty-day' })
  const added = await stage.control('adds', { employeeId: 'LinXiaoMan', name: '晚风' })
  contactId = String(added['contactId'])
  const contacts = (await stage.world())['contacts'] as { id: string; identity: Person }[]
  const identity = contacts.find((contact) => contact.id === contactId)?.identity
  if (!identity) throw new Error('the new contact has no identity')
  person = identity
})
afterEach(() => stage.stop())

const key = () => ({ authorization: `Bearer ${stage.simulator.credentials.identityProviderKey}` })

async function encrypt(plain: object): Promise<string> {
  const { keys } = await stage.json('GET', '/bank/keys', undefined, key())
  const jwk = (keys as JWK[])[0] ?? {}
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(plain)))
    .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: String(jwk.kid) })
    .encrypt(await importJWK(jwk, 'RSA-OAEP-256'))
}

async function submit(plain: object, requestId = 'request-1'): Promise<Answer> {
  const notifyUrl = `${stage.product.origin}/identity/webhook`
  return stage.json('POST', '/bank/verifications', { requestId, payload: await encrypt(plain), notifyUrl }, key())
}

async function answerWith(id: unknown, code: string): Promise<Answer> {
  return stage.json('POST', `/bank/verifications/${id}/challenge`, { payload: await encrypt({ code }) }, key())
}

async function textedCode(): Promise<string> {
  const texts = (await stage.world())['texts'] as { contactId: string; text: string }[]
  return /\d{6}/.exec(texts.find((text) => text.contactId === contactId)?.text ?? '')?.[0] ?? ''
}

async function refOf(requestId: string): Promise<unknown> {
  const { id } = await submit(person, requestId)
  const texts = (await stage.world())['texts'] as { text: string }[]
  const code = texts.at(-1)?.text.match(/\d{6}/)?.[0] ?? ''
  return (await answerWith(id, code))['subjectRef']
}

const webhooks = () => stage.received.filter((one) => one.path === '/identity/webhook')
const settle = () => stage.control('clock', { advance: 'PT0S' })

describe('a person who matches', () => {
  it('is texted a code and verified by it', async () => {
    const asked = await submit(person)
    expect(asked).toMatchObject({ httpStatus: 200, state: 'challenge', challenge: { kind: 'sms' } })
    const done = await answerWith(asked['id'], await textedCode())
    expect(done).toMatchObject({ state: 'verified', assurance: 'sms', accountHolder: true, employee: false })
    expect(Number(done['version'])).toBeGreaterThan(Number(asked['version']))
  })

  it('fails after three wrong codes', async () => {
    const { id } = await submit(person)
    await answerWith(id, 'wrong')
    expect(await answerWith(id, 'wrong')).toMatchObject({ state: 'challenge', challenge: { attemptsLeft: 1 } })
    expect(await answerWith(id, 'wrong')).toMatchObject({ state: 'failed', reason: 'too-many-attempts' })
  })

  it('has the same subjectRef with a second account', async () => {
    expect(await refOf('request-1')).toBe(await refOf('request-2'))
  })

  it('that disputes it later makes a higher version that failed', async () => {
    const { id } = await submit(person)
    await answerWith(id, await textedCode())
    await stage.control('identity', { contactId, outcome: 'disputed' })
    await settle()
    const later = await stage.json('GET', `/bank/verifications/${id}`, undefined, key())
    expect(later).toMatchObject({ state: 'failed', reason: 'disputed', version: 4 })
    expect(webhooks()).toHaveLength(2)
  })
})

describe('a request', () => {
  it('with anything wrong is a mismatch', async () => {
    expect(await submit({ ...person, phone: '15400000000' })).toMatchObject({ state: 'failed', reason: 'mismatch' })
  })

  it('that comes twice is one', async () => {
    const first = await submit(person)
    expect((await submit(person))['id']).toBe(first['id'])
  })

  it('needs the key and a payload for the bank', async () => {
    expect(await stage.json('GET', '/bank/keys')).toMatchObject({ httpStatus: 401 })
    const body = { requestId: 'x', payload: 'a.b.c.d.e', notifyUrl: 'http://127.0.0.1/' }
    expect(await stage.json('POST', '/bank/verifications', body, key())).toMatchObject({ httpStatus: 400 })
  })

  it('is decided as the control says, when it says', async () => {
    await stage.control('identity', { contactId, outcome: 'verified', assurance: 'elements', delay: 'PT2H' })
    const { id, httpStatus, state } = await submit(person)
    expect([httpStatus, state]).toEqual([202, 'pending'])
    await stage.control('clock', { advance: 'PT2H' })
    const later = await stage.json('GET', `/bank/verifications/${id}`, undefined, key())
    expect(later).toMatchObject({ state: 'verified', assurance: 'elements' })
    expect(webhooks()).toHaveLength(1)
  })
})

describe('the notice', () => {
  it('is signed as Standard Webhooks wants it and names no person', async () => {
    const { id } = await submit(person)
    await answerWith(id, await textedCode())
    await settle()
    const [notice] = webhooks()
    const headers = Object.fromEntries(
      Object.entries(notice?.headers ?? {}).map(([name, value]) => [name, String(value)]),
    )
    const sentAt = Number(headers['webhook-timestamp'])
    expect(Math.abs(sentAt - stage.simulator.clock.now().getTime() / 1000)).toBeLessThan(60)
    const signed = new Webhook(stage.simulator.credentials.webhookSecret).sign(
      String(headers['webhook-id']),
      new Date(sentAt * 1000),
      notice?.body ?? '',
    )
    expect(headers['webhook-signature']).toBe(signed)
    expect(JSON.parse(notice?.body ?? '')).toMatchObject({
      type: 'verification.decided',
      data: { id, requestId: 'request-1' },
    })
    expect(notice?.body).not.toContain(person.idNumber)
  })

  it('is tried again when it was not taken', async () => {
    stage.product.answers = [500]
    await stage.control('identity', { contactId, outcome: 'verified' })
    await submit(person)
    await settle()
    await stage.control('clock', { advance: 'PT10S' })
    expect(webhooks()).toHaveLength(2)
  })

  it('can be lost or come twice', async () => {
    await stage.control('identity', { contactId, outcome: 'verified' })
    await stage.control('faults', { path: 'webhook', drop: true, times: 1 })
    await submit(person, 'request-1')
    await stage.control('faults', { path: 'webhook', duplicate: true, times: 1 })
    await submit(person, 'request-2')
    await settle()
    expect(webhooks()).toHaveLength(2)
  })

  it('is never sent to another origin', async () => {
    await stage.control('identity', { contactId, outcome: 'verified' })
    const payload = await encrypt(person)
    await stage.json(
      'POST',
      '/bank/verifications',
      { requestId: 'x', payload, notifyUrl: 'http://127.0.0.1:9/' },
      key(),
    )
    await settle()
    const log = (await fetch(`${stage.origin}/control/log`).then((answer) => answer.json())) as {
      title: string
      ok: boolean
    }[]
    expect(log.find((entry) => entry.title.startsWith('webhook'))).toMatchObject({ ok: false })
  })
})
