import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ground, startVerificationWorld, teller } from './verification-ground.ts'

type One = Awaited<ReturnType<Ground['invite']>> & { phone: ReturnType<Ground['phone']> }
let ground: Ground
let only: { opened: One; verified: One; declined: One; unsent: One; unanswered: One }

async function opened(name: string): Promise<One> {
  const one = await ground.invite(name)
  const phone = ground.phone()
  await phone.open(one.made.card.link, one.contact.id)
  return { ...one, phone }
}

beforeAll(async () => {
  ground = await startVerificationWorld()
  only = {
    opened: await opened('只打开过'),
    verified: await opened('已经认证'),
    declined: await opened('说了不用'),
    unsent: await opened('银行没收到'),
    unanswered: await opened('没填验证码'),
  }
  await only.verified.phone.submit(only.verified.contact.identity)
  await only.verified.phone.answer(await ground.codeFor(only.verified.contact.id))
  await only.declined.phone.page.post('/v/api/decline')
  await ground.control('faults', { path: 'bank/verifications', status: 503, times: 1 })
  await only.unsent.phone.submit(only.unsent.contact.identity)
  await only.unanswered.phone.submit(only.unanswered.contact.identity)
  await ground.product.runDue()
})
afterAll(() => ground.stop())

/** In long strides: what happens in between is not what this is about. */
async function days(count: number): Promise<void> {
  await ground.control('clock', { advance: `P${count}D`, stride: 'P3D' })
  await ground.product.runDue()
}
/** As if the relation had ended so many days ago; a year of simulated days would take minutes. */
async function endedSo(contactId: string, daysAgo: number): Promise<void> {
  const endedAt = new Date(ground.simulator.clock.now().getTime() - daysAgo * 86_400_000)
  await ground.database.write((tx) =>
    tx.updateTable('relation').set({ endedAt }).where('contactId', '=', contactId).execute(),
  )
  await ground.product.runDue()
}
const read = () => ground.database.read
const rowsOf = (table: 'opening' | 'webhookSeen' | 'session' | 'signIn' | 'idempotentWrite') =>
  read().selectFrom(table).selectAll().execute()
const hashOf = async ({ made }: One) =>
  (await read().selectFrom('prompt').select('tokenHash').where('id', '=', made.prompt.id).executeTakeFirst())?.tokenHash
const requestOf = ({ contact }: One) =>
  read().selectFrom('identityRequest').selectAll().where('contactId', '=', contact.id).executeTakeFirst()
const callbacks = () => read().selectFrom('callbackEvent').select(['key', 'xml', 'state']).orderBy('seq').execute()

describe('What is old is forgotten', () => {
  it('not before its time', async () => {
    await days(9)
    expect(await hashOf(only.opened)).toMatch(/^[0-9a-f]{64}$/)
    expect(await rowsOf('opening')).toHaveLength(5)
    expect((await callbacks()).every(({ xml }) => xml.startsWith('<xml>'))).toBe(true)
    expect(await rowsOf('webhookSeen')).not.toEqual([])
    expect((await requestOf(only.unanswered))?.maskedPhone).toMatch(/\*{4}/)
    expect(await requestOf(only.unsent)).toMatchObject({ state: 'sending' })
  })

  it('a link 7 days after its end, but for the one by which a no or a consent can be taken back', async () => {
    await days(2)
    expect(await hashOf(only.opened)).toBe(null)
    const phone = ground.phone()
    await phone.open(only.opened.made.card.link, only.opened.contact.id)
    expect((await phone.read()).status).toBe(410)
    expect(await hashOf(only.declined)).not.toBe(null)
    expect(await hashOf(only.verified)).not.toBe(null)
  })

  it('an opening 7 days after its cookie, and a contact who comes back by the link gets a new one', async () => {
    await days(5)
    expect(await rowsOf('opening')).toEqual([])
    const phone = ground.phone()
    await phone.open(only.verified.made.card.link, only.verified.contact.id)
    expect((await phone.read()).body).toMatchObject({ step: 'verified', mayWithdraw: true })
    const undecided = ground.phone()
    await undecided.open(only.declined.made.card.link, only.declined.contact.id)
    expect((await undecided.page.post('/v/api/reconsider')).status).toBe(200)
    await only.verified.phone.page.post('/v/api/withdrawal')
  })

  it("callbacks' text, webhooks and what the provider never got after 30 days; the callbacks' keys stay", async () => {
    const before = await callbacks()
    await days(15)
    expect(await callbacks()).toEqual(before.map((one) => ({ ...one, xml: '' })))
    expect(await rowsOf('webhookSeen')).toEqual([])
    expect(await requestOf(only.unsent)).toBe(undefined)
    expect(await requestOf(only.unanswered)).toMatchObject({ state: 'challenge', maskedPhone: null })
    expect(await rowsOf('session')).toEqual([])
    expect(await rowsOf('signIn')).toEqual([])
    expect(await rowsOf('idempotentWrite')).toEqual([])
  })

  it('and what is kept is the proof: results, consents, ledger, audit', async () => {
    const contactId = only.verified.contact.id
    for (const table of ['identityResult', 'consent'] as const)
      expect(
        await read().selectFrom(table).select('contactId').where('contactId', '=', contactId).execute(),
      ).not.toEqual([])
    for (const table of ['credit', 'audit'] as const)
      expect(await read().selectFrom(table).selectAll().execute()).not.toEqual([])
    const employee = await ground.signIn(teller)
    expect((await employee.get(`/api/contacts/${contactId}`)).body).toMatchObject({ verdict: { status: 'effective' } })
  })

  it('who a verified contact is 365 days after their last relation ended, as their page said; that they were verified stays', async () => {
    const { id: contactId } = only.verified.contact
    const results = () => read().selectFrom('identityResult').selectAll().where('contactId', '=', contactId).execute()
    await ground.control('deletions', { employeeId: teller, contactId, by: 'contact' })
    await ground.product.runDue()
    await endedSo(contactId, 364)
    expect(await results()).toMatchObject([{ outcome: 'verified', maskedName: expect.stringMatching(/^\*/) }])
    await endedSo(contactId, 366)
    expect(await results()).toMatchObject([{ outcome: 'verified', maskedName: null, subjectRef: null }])
    expect((await results())[0]?.subject).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe('A callback that still waits', () => {
  it('keeps its text, however old it is', async () => {
    const row = { key: 'made up', contactId: null, state: 'waiting' as const, attempts: 0, fault: null, doneAt: null }
    const receivedAt = new Date(ground.simulator.clock.now().getTime() - 90 * 86_400_000)
    const dueAt = new Date(ground.simulator.clock.now().getTime() + 86_400_000)
    const event = { ...row, xml: '<xml/>', receivedAt, dueAt }
    await ground.database.write((tx) => tx.insertInto('callbackEvent').values(event).execute())
    await ground.product.runDue()
    expect((await callbacks()).at(-1)).toMatchObject({ key: 'made up', xml: '<xml/>' })
  })
})
