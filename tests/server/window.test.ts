import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ground, startVerificationWorld } from './verification-ground.ts'

const DAY_MS = 86_400_000

describe("An add's window", () => {
  let ground: Ground
  beforeAll(async () => {
    ground = await startVerificationWorld()
  })
  afterAll(() => ground.stop())

  it('stands still while the provider decides, and goes on while it waits for the code the contact has to type', async () => {
    const { contact, made } = await ground.invite('慢慢想的银行')
    const end = async () => {
      const rows = ground.database.read.selectFrom('add').select('windowEndsAt').where('contactId', '=', contact.id)
      return (await rows.executeTakeFirstOrThrow()).windowEndsAt?.getTime() ?? 0
    }
    const begun = await end()
    await ground.control('identity', { contactId: contact.id, outcome: 'challenge', delay: 'P2D' })
    const phone = ground.phone()
    await phone.open(made.card.link, contact.id)
    expect((await phone.submit(contact.identity)).body.step).toBe('waiting')
    await ground.advance('P3D')
    const paused = (await end()) - begun
    expect(paused / DAY_MS).toBeCloseTo(2, 1)
    await ground.advance('P3D')
    expect((await end()) - begun).toBe(paused)
  })

  it('leaves the contact ten minutes for a code that is asked for long after the submission', async () => {
    const { contact, made } = await ground.invite('短信来得晚')
    await ground.control('identity', { contactId: contact.id, outcome: 'challenge', delay: 'PT40M' })
    const phone = ground.phone()
    await phone.open(made.card.link, contact.id)
    expect((await phone.submit(contact.identity)).body.step).toBe('waiting')
    await ground.advance('PT41M')
    expect((await phone.read()).body.step).toBe('challenge')
    expect((await phone.answer(await ground.codeFor(contact.id))).body.step).toBe('verified')
  })
})
