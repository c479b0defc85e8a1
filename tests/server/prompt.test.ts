import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { colleague, type Ground, type MadePrompt, startVerificationWorld, teller } from './verification-ground.ts'

let ground: Ground
beforeAll(async () => {
  ground = await startVerificationWorld()
})
afterAll(() => ground.stop())

const prompts = (contactId: string) =>
  ground.database.read
    .selectFrom('prompt')
    .selectAll()
    .where('contactId', '=', contactId)
    .orderBy('createdAt')
    .execute()

describe('A prompt', () => {
  it('makes a card in the name of employee and branch, good for 72 hours, whose link is stored as a hash only', async () => {
    const employee = await ground.signIn(teller)
    const contact = await ground.add(teller, '卡片')
    const { status, body } = await employee.post<MadePrompt>(`/api/contacts/${contact.id}/prompts`)
    expect(status).toBe(201)
    expect(body.prompt.state).toBe('made')
    const left = Date.parse(body.prompt.expiresAt) - ground.simulator.clock.now().getTime()
    expect(left / 3_600_000).toBeCloseTo(72, 1)
    expect(body.card.link).toMatch(new RegExp(`^${ground.product.verificationOrigin}/v/[0-9a-f]{64}$`))
    expect(body.card.desc).toContain('不会索取密码或银行卡号')
    const token = body.card.link.split('/').at(-1) ?? ''
    const [row] = await prompts(contact.id)
    expect(row?.tokenHash).toMatch(/^[0-9a-f]{64}$/)
    expect(row?.tokenHash).not.toBe(token)
  })

  it('counts only when the client says that it was sent, and once', async () => {
    const employee = await ground.signIn(teller)
    const contact = await ground.add(teller, '没发出去')
    const made = await employee.post<MadePrompt>(`/api/contacts/${contact.id}/prompts`)
    const page = () =>
      employee.get<{ verification: { state: string; promptsLeft: number } }>(`/api/contacts/${contact.id}`)
    expect((await page()).body.verification).toMatchObject({ state: 'none', promptsLeft: 3 })
    const sent = () => employee.post<MadePrompt>(`/api/prompts/${made.body.prompt.id}/sent`)
    expect((await sent()).body.prompt.state).toBe('sent')
    const [first] = await prompts(contact.id)
    await ground.advance('PT1M')
    expect((await sent()).status).toBe(200)
    expect((await prompts(contact.id))[0]?.sentAt).toEqual(first?.sentAt)
    expect((await page()).body.verification).toMatchObject({ state: 'prompted', promptsLeft: 2 })
  })

  it('ends after 10 minutes when it was made and not sent, and its link says so', async () => {
    const employee = await ground.signIn(teller)
    const contact = await ground.add(teller, '忘了发')
    await employee.post(`/api/contacts/${contact.id}/prompts`)
    await ground.advance('PT11M')
    expect(await prompts(contact.id)).toMatchObject([{ endedBecause: 'unsent' }])
  })

  it('lives again when its card was sent and only the word of it came late, as it does without network', async () => {
    const employee = await ground.signIn(teller)
    const contact = await ground.add(teller, '电梯里')
    const made = await employee.post<MadePrompt>(`/api/contacts/${contact.id}/prompts`)
    await ground.advance('PT30M')
    const again = await ground.signIn(teller)
    const sent = await again.post<MadePrompt>(`/api/prompts/${made.body.prompt.id}/sent`)
    expect(sent.body.prompt.state).toBe('sent')
  })

  it('is the only live link of its contact: a new one ends the old one', async () => {
    const employee = await ground.signIn(teller)
    const contact = await ground.add(teller, '再发一次')
    const old = await ground.prompt(employee, contact.id)
    await ground.advance('PT25H')
    const again = await ground.signIn(teller)
    await ground.prompt(again, contact.id)
    expect(await prompts(contact.id)).toMatchObject([{ endedBecause: 'replaced' }, { endedAt: null }])
    const phone = ground.phone()
    await phone.open(old.card.link, contact.id)
    expect((await phone.read()).body.step).toBe('ended')
  })

  it("does not exist for a contact who is not one's own, and not for whoever was removed", async () => {
    const employee = await ground.signIn(teller)
    const contact = await ground.add(colleague, '别人的客户')
    expect(await employee.post(`/api/contacts/${contact.id}/prompts`)).toMatchObject({
      status: 404,
      body: { type: 'contact/not-found' },
    })
    const mine = await ground.add(teller, '删了我的人')
    await ground.control('deletions', { employeeId: teller, contactId: mine.id, by: 'contact' })
    await ground.advance('PT1M')
    expect(await employee.post(`/api/contacts/${mine.id}/prompts`)).toMatchObject({
      status: 409,
      body: { type: 'contact/no-relation' },
    })
  })

  it('is marked as sent by nobody but the employee who made it', async () => {
    const employee = await ground.signIn(teller)
    const contact = await ground.add(teller, '别人来标记')
    const made = await employee.post<MadePrompt>(`/api/contacts/${contact.id}/prompts`)
    const other = await ground.signIn(colleague)
    expect(await other.post(`/api/prompts/${made.body.prompt.id}/sent`)).toMatchObject({ status: 404 })
  })
})

describe('The limits hold under any interleaving (I21)', () => {
  it('of eight devices of two employees that make and send at once, one prompt is sent', async () => {
    const contact = await ground.add(teller, '抢着发')
    await ground.control('adds', { employeeId: colleague, contactId: contact.id })
    await ground.advance('PT1M')
    const [mine, theirs] = await Promise.all([ground.signIn(teller), ground.signIn(colleague)])
    const devices = Array.from({ length: 8 }, (_, index) => (index % 2 === 0 ? mine : theirs))
    for (let round = 0; round < 3; round += 1) {
      const made = await Promise.all(
        devices.map((device) => device.post<MadePrompt>(`/api/contacts/${contact.id}/prompts`)),
      )
      await Promise.all(
        made.flatMap(({ status, body }, index) =>
          status === 201 ? [devices[index]?.post(`/api/prompts/${body.prompt.id}/sent`)] : [],
        ),
      )
    }
    const rows = await prompts(contact.id)
    expect(rows.filter((row) => row.sentAt !== null)).toHaveLength(1)
    expect(rows.filter((row) => row.endedAt === null)).toHaveLength(1)
  })

  it('sends three in 30 days over all employees, never two within 24 hours, and none at night', async () => {
    const contact = await ground.add(teller, '一个月')
    await ground.control('adds', { employeeId: colleague, contactId: contact.id })
    for (let halfDay = 0; halfDay < 12; halfDay += 1) {
      await ground.advance('PT12H')
      for (const employeeId of [teller, colleague]) {
        const device = await ground.signIn(employeeId)
        const { status, body } = await device.post<MadePrompt>(`/api/contacts/${contact.id}/prompts`)
        if (status === 201) await device.post(`/api/prompts/${body.prompt.id}/sent`)
      }
    }
    const sent = (await prompts(contact.id)).flatMap(({ sentAt }) => sentAt ?? [])
    expect(sent).toHaveLength(3)
    const pauses = sent.slice(1).map((at, index) => at.getTime() - (sent[index]?.getTime() ?? 0))
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(24 * 3_600_000)
    const hours = sent.map((at) => (at.getUTCHours() + 8) % 24)
    expect(hours.every((hour) => hour >= 8 && hour < 20)).toBe(true)
    const device = await ground.signIn(teller)
    const refused = await device.post(`/api/contacts/${contact.id}/prompts`)
    expect(refused.body.type).toMatch(/too-many-prompts/)
  })
})
