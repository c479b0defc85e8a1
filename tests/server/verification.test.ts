import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ground, startVerificationWorld, teller } from './verification-ground.ts'

let ground: Ground
beforeAll(async () => {
  ground = await startVerificationWorld()
})
afterAll(() => ground.stop())

const stateOf = async (contactId: string) => {
  const employee = await ground.signIn(teller)
  const { body } = await employee.get<{ verification: { state: string; maskedName: string | null } }>(
    `/api/contacts/${contactId}`,
  )
  return body.verification
}

describe('Real-name verification, from the card to the verified contact', () => {
  it('goes prompt, opening, consents, identity, code, verified, and the employee sees each step', async () => {
    const { contact, made } = await ground.invite('春天的测试')
    expect((await stateOf(contact.id)).state).toBe('prompted')
    const phone = ground.phone()
    const page = await phone.open(made.card.link, contact.id)
    expect(page).toMatchObject({ status: 200 })
    expect(page.headers['content-type']).toContain('text/html')
    const opening = await phone.read()
    expect(opening.body).toMatchObject({ step: 'form', attemptsLeft: 5, mayWithdraw: false })
    expect(opening.body.employee?.name).toBeTruthy()
    expect(opening.body.consents.map(({ kind }) => kind)).toEqual(['sensitive', 'provider'])
    expect((await stateOf(contact.id)).state).toBe('opened')

    const submitted = await phone.submit(contact.identity)
    expect(submitted.body).toMatchObject({ step: 'challenge', maskedPhone: expect.stringContaining('****') })
    expect((await stateOf(contact.id)).state).toBe('challenge')

    const done = await phone.answer(await ground.codeFor(contact.id))
    expect(done.body).toMatchObject({ step: 'verified', mayWithdraw: true, keys: null })
    const standing = await stateOf(contact.id)
    expect(standing.state).toBe('verified')
    expect(standing.maskedName).toMatch(/^\*+.$/)
  })

  it('keeps the step at the code when it was wrong, and fails when the provider has had enough', async () => {
    const { contact, made } = await ground.invite('打错验证码')
    const phone = ground.phone()
    await phone.open(made.card.link, contact.id)
    await phone.submit(contact.identity)
    expect((await phone.answer('000001')).body.step).toBe('challenge')
    expect((await phone.answer('000002')).body.step).toBe('challenge')
    expect((await phone.answer('000003')).body).toMatchObject({ step: 'failed', failure: 'too-many-attempts' })
  })

  it('lets the contact begin anew when the code has grown too old', async () => {
    const { contact, made } = await ground.invite('短信没到')
    const phone = ground.phone()
    await phone.open(made.card.link, contact.id)
    await phone.submit(contact.identity)
    await ground.advance('PT11M')
    expect((await phone.read()).body.step).toBe('form')
    expect((await phone.submit(contact.identity)).body.step).toBe('challenge')
  })

  it('tells what failed and how many attempts are left, and ends the link after the fifth', async () => {
    const { contact, made } = await ground.invite('五次失败')
    const phone = ground.phone()
    await phone.open(made.card.link, contact.id)
    const wrong = { ...contact.identity, name: `${contact.identity.name}儿` }
    for (const left of [4, 3, 2, 1, 0])
      expect((await phone.submit(wrong)).body).toMatchObject({ step: 'failed', attemptsLeft: left })
    expect((await phone.read()).body).toMatchObject({ step: 'failed', attemptsLeft: 0, keys: null })
    const payload = 'a.b.c.d.e'
    const consents = { sensitive: true, provider: true, textVersion: (await phone.read()).body.textVersion }
    const sixth = await phone.page.post('/v/api/submission', { payload, consents })
    expect(sixth).toMatchObject({ status: 409, body: { type: 'verification/wrong-step' } })
  })

  it('shows waiting while the provider takes its time, and verified once it has told us', async () => {
    const { contact, made } = await ground.invite('慢一点')
    await ground.control('identity', { contactId: contact.id, outcome: 'verified', delay: 'PT2M' })
    const phone = ground.phone()
    await phone.open(made.card.link, contact.id)
    expect((await phone.submit(contact.identity)).body.step).toBe('waiting')
    expect((await stateOf(contact.id)).state).toBe('submitted')
    await ground.advance('PT3M')
    expect((await phone.read()).body.step).toBe('verified')
  })

  it('is one request however often it is submitted, also at the same moment', async () => {
    const { contact, made } = await ground.invite('手快')
    const phone = ground.phone()
    await phone.open(made.card.link, contact.id)
    await Promise.all([phone.submit(contact.identity), phone.submit(contact.identity)])
    await phone.submit(contact.identity)
    const { texts } = await ground.shown()
    expect(texts.filter(({ contactId }) => contactId === contact.id)).toHaveLength(1)
    const requests = await ground.database.read
      .selectFrom('identityRequest')
      .select('id')
      .where('contactId', '=', contact.id)
      .execute()
    expect(requests).toHaveLength(1)
  })

  it('leaves the entries with the contact when the provider is away, and goes on when it is back', async () => {
    const { contact, made } = await ground.invite('银行休息')
    const phone = ground.phone()
    await phone.open(made.card.link, contact.id)
    await phone.read()
    await ground.control('faults', { path: 'bank/verifications', status: 503, times: 1 })
    const refused = await phone.submit(contact.identity)
    expect(refused).toMatchObject({ status: 503, body: { type: 'verification/provider-unavailable' } })
    expect((await phone.read()).body.step).toBe('form')
    expect((await phone.submit(contact.identity)).body.step).toBe('challenge')
  })

  it('is verified for all employees once it is verified through one', async () => {
    const { contact, made } = await ground.invite('大家的客户')
    const phone = ground.phone()
    await phone.open(made.card.link, contact.id)
    await phone.submit(contact.identity)
    await phone.answer(await ground.codeFor(contact.id))
    const employee = await ground.signIn(teller)
    const again = await employee.post(`/api/contacts/${contact.id}/prompts`)
    expect(again).toMatchObject({ status: 409, body: { type: 'verification/already-verified' } })
  })
})
