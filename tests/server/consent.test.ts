import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ground, keepingLog, startVerificationWorld, teller } from './verification-ground.ts'

let ground: Ground
const { log, lines } = keepingLog()
beforeAll(async () => {
  ground = await startVerificationWorld({ log })
})
afterAll(() => ground.stop())

const consentsOf = (contactId: string) =>
  ground.database.read.selectFrom('consent').selectAll().where('contactId', '=', contactId).orderBy('id').execute()

async function opened(name: string) {
  const { contact, made, employee } = await ground.invite(name)
  const phone = ground.phone()
  await phone.open(made.card.link, contact.id)
  return { contact, phone, employee }
}
async function verified(name: string) {
  const one = await opened(name)
  await one.phone.submit(one.contact.identity)
  await one.phone.answer(await ground.codeFor(one.contact.id))
  return one
}

describe('Consent', () => {
  it('is needed in both parts, to the words that were shown, before anything is passed on', async () => {
    const { contact, phone } = await opened('还没同意')
    const asked = async () =>
      (await ground.control<{ title: string }[]>('log')).filter(({ title }) => title === 'POST /bank/verifications')
        .length
    const before = await asked()
    for (const change of [{ provider: false }, { textVersion: 'older words' }])
      expect(await phone.submit(contact.identity, change)).toMatchObject({
        status: 400,
        body: { type: 'verification/consent-missing' },
      })
    expect((await phone.submit(contact.identity, { sensitive: false })).status).toBe(400)
    expect(await consentsOf(contact.id)).toEqual([])
    expect(await asked()).toBe(before)
  })

  it('is kept as rows with words, language, recipient, build and time', async () => {
    const { contact, phone } = await opened('同意了')
    const { textVersion } = (await phone.read()).body
    await phone.submit(contact.identity)
    const kept = { textVersion, locale: 'zh-CN', withdrawnAt: null, build: expect.stringMatching(/^\w{12}$/) }
    expect(await consentsOf(contact.id)).toMatchObject([
      { ...kept, kind: 'sensitive', recipientName: null },
      { ...kept, kind: 'provider', recipientName: expect.stringContaining('身份核验') },
    ])
  })

  it('is to one thing only where the bank itself is the provider', async () => {
    const value = JSON.stringify({ name: '示例银行', isBank: true })
    const setting = { name: 'identity-provider', value, updatedAt: ground.simulator.clock.now() }
    await ground.database.write((tx) => tx.insertInto('setting').values(setting).execute())
    try {
      const { contact, phone } = await opened('自己的银行')
      expect((await phone.read()).body.consents.map(({ kind }) => kind)).toEqual(['sensitive'])
      expect((await phone.submit(contact.identity, { provider: false })).body.step).toBe('challenge')
      expect(await consentsOf(contact.id)).toHaveLength(1)
    } finally {
      await ground.database.write((tx) => tx.deleteFrom('setting').where('name', '=', setting.name).execute())
    }
  })

  it('can be withdrawn on the same page: who it was is forgotten, proof, keyed hash and credit stay', async () => {
    const { contact, phone, employee } = await verified('撤回同意')
    const result = () =>
      ground.database.read
        .selectFrom('identityResult')
        .selectAll()
        .where('contactId', '=', contact.id)
        .executeTakeFirstOrThrow()
    const before = await result()
    expect(before.subjectRef).toMatch(/^v1\./)
    expect(before.subjectRef).not.toContain('person-')
    const { body } = await phone.page.post('/v/api/withdrawal')
    expect(body).toMatchObject({ step: 'verified', mayWithdraw: false })
    expect(await result()).toEqual({ ...before, subjectRef: null, maskedName: null })
    expect((await consentsOf(contact.id)).every(({ withdrawnAt }) => withdrawnAt !== null)).toBe(true)
    const page = await employee.get<{ verdict: { status: string } }>(`/api/contacts/${contact.id}`)
    expect(page.body.verdict.status).toBe('effective')
    const credits = await ground.database.read
      .selectFrom('credit')
      .selectAll()
      .where('subject', '=', before.subject ?? '')
      .execute()
    expect(credits).toHaveLength(1)
  })

  it('that was withdrawn is given anew with the next submission, and the withdrawal stays on record', async () => {
    const { contact, phone } = await opened('又同意了')
    await ground.control('faults', { path: 'bank/verifications', status: 503, times: 1 })
    expect((await phone.submit(contact.identity)).status).toBe(503)
    await phone.page.post('/v/api/withdrawal')
    const withdrawn = await consentsOf(contact.id)
    expect(withdrawn.map(({ withdrawnAt }) => withdrawnAt)).toEqual([expect.any(Date), expect.any(Date)])
    expect((await phone.submit(contact.identity, { provider: false })).status).toBe(400)
    expect((await phone.submit(contact.identity)).body).toMatchObject({ step: 'challenge', mayWithdraw: true })
    const kept = await consentsOf(contact.id)
    expect(kept.slice(0, 2)).toEqual(withdrawn)
    expect(kept.slice(2)).toMatchObject([{ withdrawnAt: null }, { withdrawnAt: null }])
    await phone.answer(await ground.codeFor(contact.id))
    const result = ground.database.read.selectFrom('identityResult').select('maskedName')
    expect(await result.where('contactId', '=', contact.id).executeTakeFirst()).toMatchObject({
      maskedName: expect.any(String),
    })
  })
})

describe('Saying no', () => {
  it('is one tap, ends the link and every further prompt, and only the contact takes it back', async () => {
    const { contact, phone } = await opened('不了谢谢')
    expect((await phone.page.post('/v/api/decline')).body['step']).toBe('declined')
    expect((await phone.read()).body).toMatchObject({ step: 'declined', keys: null })
    await ground.advance('P40D')
    const employee = await ground.signIn(teller)
    const prompt = () => employee.post(`/api/contacts/${contact.id}/prompts`)
    expect(await prompt()).toMatchObject({ status: 409, body: { type: 'verification/declined' } })
  })

  it('is undone on the same page, and the form is back', async () => {
    const { contact, phone } = await opened('改主意了')
    await phone.page.post('/v/api/decline')
    expect((await phone.page.post('/v/api/reconsider')).body['step']).toBe('form')
    expect((await phone.submit(contact.identity)).body.step).toBe('challenge')
  })
})

describe('What was typed', () => {
  it('is in no table, no log and no answer: name, number, phone and code pass through encrypted', async () => {
    const { contact, phone } = await verified('隐私金丝雀')
    const code = await ground.codeFor(contact.id)
    const { name, idNumber, phone: telephone } = contact.identity
    const { rows } = await dump()
    const answers = phone.visited.map(({ answer }) => answer.text).join(' ')
    for (const canary of [name, idNumber, telephone]) {
      expect(rows).not.toContain(canary)
      expect(lines.join('\n')).not.toContain(canary)
      expect(answers).not.toContain(canary)
    }
    expect(lines.join('\n')).not.toContain(code)
    expect(rows).toContain(contact.id)
  })

  async function dump(): Promise<{ rows: string }> {
    const tables = [
      'verification',
      'prompt',
      'opening',
      'identityRequest',
      'identityResult',
      'consent',
      'audit',
      'webhookSeen',
      'idempotentWrite',
      'contact',
      'callbackEvent',
    ] as const
    const all = await Promise.all(
      tables.map((table) => ground.database.read.selectFrom(table).selectAll().execute() as Promise<object[]>),
    )
    return { rows: JSON.stringify(all) }
  }
})
