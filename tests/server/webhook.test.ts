import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exchange } from '../support/caller.ts'
import { type Ground, startVerificationWorld } from './verification-ground.ts'

let ground: Ground
beforeAll(async () => {
  ground = await startVerificationWorld()
})
afterAll(() => ground.stop())

type Named = { id: string; requestId: string }
const bodyOf = (named: Named) =>
  JSON.stringify({ type: 'verification.decided', timestamp: new Date(0).toISOString(), data: named })

/** Standard Webhooks: HMAC-SHA256 over id, timestamp and body. */
function signWebhook(secret: string, id: string, at: Date, body: string): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}

let count = 0
/** A delivery as the bank signs it; each part may be replaced. */
function deliver(
  named: Named,
  change: { secret?: string; id?: string; at?: Date; body?: string; headers?: object } = {},
) {
  const body = change.body ?? bodyOf(named)
  const id = change.id ?? `msg_test${(count += 1)}`
  const at = change.at ?? ground.simulator.clock.now()
  const headers = signWebhook(change.secret ?? ground.simulator.credentials.webhookSecret, id, at, bodyOf(named))
  return exchange('POST', `${ground.product.publicOrigin}/identity/webhook`, {
    headers: { ...headers, 'content-type': 'application/json', ...change.headers },
    body,
  })
}

const state = async () => {
  const tables = ['verification', 'identityRequest', 'identityResult', 'credit'] as const
  const rows = await Promise.all(
    tables.map((table) => ground.database.read.selectFrom(table).selectAll().execute() as Promise<object[]>),
  )
  return JSON.stringify(rows)
}
const requestOf = (contactId: string) =>
  ground.database.read
    .selectFrom('identityRequest')
    .selectAll()
    .where('contactId', '=', contactId)
    .orderBy('submittedAt', 'desc')
    .executeTakeFirstOrThrow()
const standingOf = (contactId: string) =>
  ground.database.read.selectFrom('verification').selectAll().where('contactId', '=', contactId).executeTakeFirst()
const resultsOf = (contactId: string) =>
  ground.database.read
    .selectFrom('identityResult')
    .selectAll()
    .where('contactId', '=', contactId)
    .orderBy('version')
    .execute()

/** A contact whose identity lies with the bank. */
async function submitted(name: string, outcome: object) {
  const { contact, made } = await ground.invite(name)
  await ground.control('identity', { contactId: contact.id, ...outcome })
  const phone = ground.phone()
  await phone.open(made.card.link, contact.id)
  await phone.submit(contact.identity)
  return { contact, phone }
}
async function verified(name: string) {
  const { contact, made } = await ground.invite(name)
  const phone = ground.phone()
  await phone.open(made.card.link, contact.id)
  await phone.submit(contact.identity)
  await phone.answer(await ground.codeFor(contact.id))
  return { contact, phone }
}

describe("The provider's webhook (T21)", () => {
  it('is refused uniformly when it is forged, changed, too old or too new, and changes nothing', async () => {
    const { contact } = await submitted('等结果', { outcome: 'pending' })
    const { id: requestId, providerId } = await requestOf(contact.id)
    const named = { id: providerId ?? '', requestId }
    const before = await state()
    const now = ground.simulator.clock.now().getTime()
    const forged = await Promise.all([
      deliver(named, { secret: `whsec_${Buffer.from('somebody else').toString('base64')}` }),
      deliver(named, { body: bodyOf({ ...named, id: 'verification-other' }) }),
      deliver(named, { headers: { 'webhook-id': 'msg_other' } }),
      deliver(named, { headers: { 'webhook-timestamp': String(Math.floor(now / 1000) + 60) } }),
      deliver(named, { headers: { 'webhook-signature': 'v1,' } }),
      deliver(named, { headers: { 'webhook-signature': '' } }),
      deliver(named, { at: new Date(now - 6 * 60_000) }),
      deliver(named, { at: new Date(now + 6 * 60_000) }),
      deliver(named, { body: 'x'.repeat(70_000) }),
    ])
    expect(new Set(forged.map(({ status, text }) => `${status} ${text}`))).toEqual(new Set(['403 ']))
    await ground.product.runDue()
    expect(await state()).toBe(before)
  })

  it('counts for nothing by itself: what it names is fetched, and still pending', async () => {
    const { contact } = await submitted('只是通知', { outcome: 'pending' })
    const { id: requestId, providerId } = await requestOf(contact.id)
    expect((await deliver({ id: providerId ?? '', requestId })).status).toBe(200)
    await ground.product.runDue()
    expect(await standingOf(contact.id)).toMatchObject({ state: 'submitted' })
    expect(await resultsOf(contact.id)).toEqual([])
  })

  it('does not carry the verification of one request over to another', async () => {
    const done = await verified('真的完成了')
    const { contact } = await submitted('冒用别人的结果', { outcome: 'pending' })
    const [own, other] = [await requestOf(contact.id), await requestOf(done.contact.id)]
    await deliver({ id: other.providerId ?? '', requestId: own.id })
    await deliver({ id: own.providerId ?? '', requestId: other.id })
    await deliver({ id: own.providerId ?? '', requestId: 'nobody-asked' })
    await ground.product.runDue()
    expect(await standingOf(contact.id)).toMatchObject({ state: 'submitted' })
    expect(await standingOf(done.contact.id)).toMatchObject({ state: 'verified' })
  })

  it("does not lend a request whose answer was lost the verification of somebody else's", async () => {
    const done = await verified('先完成的人')
    const { contact, made } = await ground.invite('答复丢了')
    const phone = ground.phone()
    await phone.open(made.card.link, contact.id)
    await ground.control('faults', { path: 'bank/verifications', drop: true, times: 1 })
    expect((await phone.submit(contact.identity)).status).toBe(503)
    const own = await requestOf(contact.id)
    expect(own).toMatchObject({ state: 'sending', providerId: null })
    await deliver({ id: (await requestOf(done.contact.id)).providerId ?? '', requestId: own.id })
    await ground.product.runDue()
    expect(await resultsOf(contact.id)).toEqual([])
    expect((await phone.submit(contact.identity)).body.step).toBe('challenge')
  })

  it('has one effect when it comes again, a lower or equal version changes nothing', async () => {
    const { contact } = await verified('重复通知')
    const { id: requestId, providerId, version } = await requestOf(contact.id)
    const named = { id: providerId ?? '', requestId }
    const before = await resultsOf(contact.id)
    await deliver(named, { id: 'msg_twice' })
    await deliver(named, { id: 'msg_twice' })
    await ground.database.write((tx) =>
      tx
        .updateTable('identityRequest')
        .set({ version: version + 1 })
        .where('id', '=', requestId)
        .execute(),
    )
    await deliver(named)
    await ground.product.runDue()
    expect(await resultsOf(contact.id)).toEqual(before)
    expect(await requestOf(contact.id)).toMatchObject({ state: 'verified', version: version + 1, askAgainAt: null })
    const seen = await ground.database.read
      .selectFrom('webhookSeen')
      .selectAll()
      .where('id', '=', 'msg_twice')
      .execute()
    expect(seen).toHaveLength(1)
  })
})

describe('Answers that come late, never, twice or contradict (F26, F27)', () => {
  it('finds a lost webhook by asking, and dates it by the time of the decision', async () => {
    await ground.control('faults', { path: 'webhook', drop: true, times: 1 })
    const { contact } = await submitted('通知丢了', { outcome: 'verified', delay: 'PT3H' })
    const from = ground.simulator.clock.now().getTime()
    await ground.advance('PT2H')
    expect(await standingOf(contact.id)).toMatchObject({ state: 'submitted' })
    await ground.advance('PT4H')
    expect(await standingOf(contact.id)).toMatchObject({ state: 'verified' })
    const [result] = await resultsOf(contact.id)
    const hours = ((result?.decidedAt.getTime() ?? 0) - from) / 3_600_000
    expect(hours).toBeCloseTo(3, 0)
  })

  it('honours what is decided on the sixth day, having asked all along without hurry', async () => {
    const { contact } = await submitted('六天', { outcome: 'verified', delay: 'P6D' })
    await ground.advance('P5D')
    expect(await standingOf(contact.id)).toMatchObject({ state: 'submitted' })
    await ground.advance('P2D')
    expect(await standingOf(contact.id)).toMatchObject({ state: 'verified' })
  })

  it('stops asking after 7 days without ever calling it verified or writing a result', async () => {
    const { contact } = await submitted('没有下文', { outcome: 'pending' })
    await ground.advance('P8D')
    expect(await standingOf(contact.id)).toMatchObject({ state: 'failed', failure: 'other' })
    expect(await resultsOf(contact.id)).toEqual([])
    expect(await requestOf(contact.id)).toMatchObject({ state: 'pending', askAgainAt: null })
  })

  it('goes on asking while the provider is away', async () => {
    const { contact } = await submitted('银行断线', { outcome: 'verified', delay: 'PT2M' })
    await ground.control('faults', { path: 'webhook', drop: true, times: 1 })
    const { providerId } = await requestOf(contact.id)
    await ground.control('faults', { path: `bank/verifications/${providerId}`, status: 500, times: 3 })
    for (let minute = 0; minute < 10; minute += 1) await ground.advance('PT1M')
    expect(await standingOf(contact.id)).toMatchObject({ state: 'verified' })
  })

  it('takes the verification back when the person says that it was not them, and the credit by an entry of its own', async () => {
    const { contact } = await verified('不是我')
    const entries = () =>
      ground.database.read
        .selectFrom('credit')
        .innerJoin('add', 'add.id', 'credit.addId')
        .select(['credit.amount', 'credit.reason', 'credit.subject'])
        .where('add.contactId', '=', contact.id)
        .orderBy('credit.step')
        .execute()
    expect(await entries()).toMatchObject([{ amount: 1 }])
    await ground.control('identity', { contactId: contact.id, outcome: 'disputed' })
    await ground.advance('PT1M')
    expect(await standingOf(contact.id)).toMatchObject({ state: 'revoked', failure: 'disputed' })
    expect((await resultsOf(contact.id)).map(({ outcome }) => outcome)).toEqual(['verified', 'failed'])
    expect(await entries()).toMatchObject([{ amount: 1 }, { amount: -1, reason: 'verification-revoked' }])
  })

  it('gives no credit for data that only match: bank staff know them (T6b)', async () => {
    const { contact } = await submitted('只对上资料', { outcome: 'verified', assurance: 'elements' })
    await ground.advance('PT1M')
    expect(await resultsOf(contact.id)).toMatchObject([{ outcome: 'verified', assurance: 'elements' }])
    const add = await ground.database.read
      .selectFrom('add')
      .select(['verdictStatus'])
      .where('contactId', '=', contact.id)
      .executeTakeFirstOrThrow()
    expect(add.verdictStatus).not.toBe('effective')
  })
})
