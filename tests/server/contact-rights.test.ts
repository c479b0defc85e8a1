import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verificationApi } from '../../server/contract/api.ts'
import type { Answer } from '../support/caller.ts'
import { createPhone, type Ground, type Person, startVerificationWorld, teller } from './verification-ground.ts'

type Phone = ReturnType<typeof createPhone>
type Outcome = 'own' | 'wrong step' | 'another person' | 'link ended' | 'refused'
const visitors = ['recipient', 'another', 'ended', 'employee', 'nobody'] as const
type Visitor = (typeof visitors)[number]

const consents = { sensitive: true, provider: true, textVersion: 'any' }
const strangers = { another: 'another person', employee: 'link ended', nobody: 'link ended' } as const
/** A form is before the recipient; without a link that lives there is no step to take. */
const table: Record<string, { body: object; may: Record<Visitor, Outcome> }> = {
  'GET /v/api/opening': { body: {}, may: { recipient: 'own', ended: 'link ended', ...strangers } },
  'POST /v/api/submission': {
    body: { payload: 'a.b.c.d.e', consents },
    may: { recipient: 'own', ended: 'link ended', ...strangers },
  },
  'POST /v/api/challenge': {
    body: { payload: 'a.b.c.d.e' },
    may: { recipient: 'wrong step', ended: 'wrong step', ...strangers },
  },
  'POST /v/api/decline': { body: {}, may: { recipient: 'own', ended: 'wrong step', ...strangers } },
  'POST /v/api/reconsider': { body: {}, may: { recipient: 'wrong step', ended: 'wrong step', ...strangers } },
  'POST /v/api/withdrawal': { body: {}, may: { recipient: 'own', ended: 'link ended', ...strangers } },
}

let ground: Ground
beforeAll(async () => {
  ground = await startVerificationWorld()
})
afterAll(() => ground.stop())

let made = 0
async function invited(): Promise<{ contact: Person; phone: Phone; link: string; promptId: string }> {
  made += 1
  const { contact, made: sent } = await ground.invite(`虚构的第${made}位`)
  return { contact, phone: createPhone(ground.world), link: sent.card.link, promptId: sent.prompt.id }
}

async function phoneOf(visitor: Visitor): Promise<{ phone: Phone; secrets: string[] }> {
  const { contact, phone, link, promptId } = await invited()
  const secrets = [contact.id, contact.name, contact.identity.name, contact.identity.phone]
  if (visitor === 'recipient' || visitor === 'ended') await phone.open(link, contact.id)
  if (visitor === 'another') await phone.open(link, (await ground.add(teller, '虚构的旁人')).id)
  if (visitor === 'ended') await endLink(promptId)
  if (visitor === 'employee') {
    const session = (await ground.signIn(teller)).jar.get('__Host-zhenke') ?? ''
    phone.jar.set('__Host-zhenke', session)
    phone.jar.set('__Host-opening', session)
  }
  return { phone, secrets }
}

const endLink = (promptId: string) =>
  ground.database.write((tx) =>
    tx
      .updateTable('prompt')
      .set({ endedAt: ground.simulator.clock.now(), endedBecause: 'expired' })
      .where('id', '=', promptId)
      .execute(),
  )

function outcomeOf({ status, body }: Answer): Outcome {
  const told = String(status < 300 ? body['step'] : body['type'])
  if (told === 'another-person' || told === 'verification/another-person') return 'another person'
  if (told === 'ended' || told === 'verification/link-ended') return 'link ended'
  if (told === 'verification/wrong-step') return 'wrong step'
  return status < 300 || told.startsWith('verification/') ? 'own' : 'refused'
}

describe("The rights at the contact's page (T1, T7)", () => {
  it('are said for every call the page has', () => {
    const known = verificationApi.map(({ method, path }) => `${method.toUpperCase()} ${path}`)
    expect(Object.keys(table).toSorted()).toEqual(known.toSorted())
  })

  const cases = Object.entries(table).flatMap(([route, right]) =>
    visitors.map((visitor) => ({ route, visitor, right })),
  )

  it.each(cases)('$route for $visitor', async ({ route, visitor, right }) => {
    const { phone, secrets } = await phoneOf(visitor)
    const [method, path = ''] = route.split(' ')
    const answer = method === 'GET' ? await phone.page.get(path) : await phone.page.post(path, right.body)
    expect(outcomeOf(answer)).toBe(right.may[visitor])
    for (const secret of secrets) expect(answer.text).not.toContain(secret)
  })

  it('reach nobody beside oneself: what one contact does on the page changes nothing of what another sees', async () => {
    const [one, other] = [await invited(), await invited()]
    await one.phone.open(one.link, one.contact.id)
    await other.phone.open(other.link, other.contact.id)
    const before = (await other.phone.read()).body
    for (const path of ['decline', 'reconsider', 'decline', 'withdrawal']) await one.phone.page.post(`/v/api/${path}`)
    expect((await one.phone.read()).body.step).not.toBe(before.step)
    expect((await other.phone.read()).body).toEqual(before)
  })
})
