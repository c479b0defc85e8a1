import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addEntry, explainAdd as explainContract } from '../../server/contract/add.ts'
import { addRoutes } from '../../server/features/add/add-routes.ts'
import { explainAdd } from '../../server/features/add/explain-add.ts'
import { readAdds, type AddsAsked } from '../../server/features/add/read-adds.ts'
import { actor, startAddGround, type AddGround } from './add-ground.ts'

let ground: AddGround

beforeAll(async () => {
  ground = await startAddGround('2026-11-20T10:00:00+08:00')
  for (const id of ['e1', 'e2', 'e3']) await ground.employee(id)
  await ground.added('e1', 'newest', new Date('2026-11-19T10:00:00+08:00'))
  await ground.added('e1', 'oldest', new Date('2026-11-02T10:00:00+08:00'))
  await ground.added('e1', 'verified', new Date('2026-11-10T10:00:00+08:00'))
  await ground.answered('verified')
  await ground.added('e2', 'verified', new Date('2026-11-12T10:00:00+08:00'))
})
afterAll(async () => ground.stop())

const list = async (asked: AddsAsked = {}, reader = actor('e1')) => readAdds(reader, ground.ports, asked)
const names = async (asked?: AddsAsked) => (await list(asked)).items.map(({ contact }) => contact.id)

describe('The list of adds', () => {
  it('shows the newest first', async () => {
    expect(await names()).toEqual(['newest', 'verified', 'oldest'])
  })

  it('shows awaiting ones with the oldest window first', async () => {
    expect(await names({ status: 'awaiting' })).toEqual(['oldest', 'newest'])
  })

  it('is filtered by days, the last one inside', async () => {
    expect(await names({ from: '2026-11-02', to: '2026-11-10' })).toEqual(['verified', 'oldest'])
    expect(await names({ from: '2026-11-11', to: '2026-11-18' })).toEqual([])
  })

  it('tells of each add why it counts or not yet, and when it was credited', async () => {
    const { items } = await list()
    expect(items.map(({ verdict, credit }) => [verdict.sentence, credit])).toEqual([
      ['还没有完成实名认证，还有 29 天', null],
      ['有效，11-20 已计入', { day: '2026-11-20' }],
      ['还没有完成实名认证，还有 12 天', null],
    ])
  })

  it('goes on where the page before ended, none twice and none left out', async () => {
    for (let index = 0; index < 35; index += 1) {
      await ground.added(
        'e3',
        `many-${index}`,
        new Date(Date.parse('2026-11-01T09:00:00+08:00') + (index >> 1) * 60_000),
      )
    }
    for (const status of [undefined, 'awaiting'] as const) {
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page = await list({ status, cursor }, actor('e3'))
        seen.push(...page.items.map(({ id }) => id))
        cursor = page.nextCursor ?? undefined
      } while (cursor)
      expect(seen).toHaveLength(35)
      expect(new Set(seen).size).toBe(35)
    }
  })

  it('refuses a cursor that is none', async () => {
    await expect(list({ cursor: "1'; DROP TABLE credit" })).rejects.toMatchObject({ code: 'request/invalid' })
  })

  it('keeps its contract', async () => {
    const call = { actor: actor('e1'), params: undefined, query: {}, body: undefined, ports: ground.ports }
    const reply = (await addRoutes[0]?.answer(call as never)) as { items: unknown[] }
    for (const entry of reply.items) expect(addEntry.strict().parse(entry)).toEqual(entry)
  })
})

describe('The explanation of an add', () => {
  const explain = (addId: string, reader = actor('e1')) => explainAdd(reader, ground.ports, { addId, reason: null })
  const idOf = async (contactId: string, reader = actor('e1')): Promise<string> => {
    const found = (await list({}, reader)).items.find(({ contact }) => contact.id === contactId)
    if (!found) throw new Error(`No add of ${contactId}`)
    return found.id
  }

  it('stands on facts, tells the rule and the entries of the ledger', async () => {
    const told = await explain(await idOf('verified'), actor('e1', { locale: 'en' }))
    expect(told).toMatchObject({
      verdict: { status: 'effective', sentence: 'Effective, counted on 11-20' },
      facts: [
        { label: 'Added', value: '2026-11-10 10:00' },
        { label: 'How', value: 'QR code' },
        { label: 'Verified', value: '2026-11-20 10:00 · code by text' },
      ],
      whatToDo: null,
      credits: [{ day: '2026-11-20', amount: 1, reason: 'The add became effective' }],
    })
  })

  it('says what to do while the window is open', async () => {
    const told = await explain(await idOf('oldest'))
    expect(told.facts).toContainEqual({ label: '认证截止', value: '2026-12-02 23:59' })
    expect(told.whatToDo).toBe('发送认证邀请，或请对方到柜台认证。')
  })

  it('names nobody else to a later adder', async () => {
    const told = await explain(await idOf('verified', actor('e2')), actor('e2'))
    expect(told.verdict).toMatchObject({ status: 'void', reason: 'not-first-add' })
    expect(told.add.employee.id).toBe('e2')
    expect(JSON.stringify({ ...told, add: null })).not.toMatch(/e1|Employee|Branch/)
  })

  it('names the version of the rules that the add keeps', async () => {
    const told = await explain(await idOf('oldest'), actor('e1', { locale: 'en' }))
    expect(told.policy).toEqual({
      validFrom: null,
      sentence: 'The rules the product begins with: verified within 30 days, kept for 7 days, at least a code by text.',
    })
  })

  it('is the same for the lead, whose look is in the audit log', async () => {
    const id = await idOf('verified')
    const lead = actor('lead', { roles: ['teller', 'lead'], scope: ['branch-1'] })
    const { may: _may, ...own } = await explain(id)
    const { may, ...seen } = await explain(id, lead)
    expect(seen).toEqual(own)
    expect(may).toEqual({ explain: false, appeal: false, review: true })
    expect(ground.audited).toEqual([{ action: 'add/explained', id }])
  })

  it('needs a reason of an operator', async () => {
    const id = await idOf('verified')
    const operator = actor('op', { roles: ['teller', 'operator'] })
    await expect(explain(id, operator)).rejects.toMatchObject({ code: 'request/reason-required' })
    const told = await explainAdd(operator, ground.ports, { addId: id, reason: 'a made-up complaint' })
    expect(told.verdict.status).toBe('effective')
  })

  it('is not there for a colleague or the lead of another branch', async () => {
    const id = await idOf('verified')
    const lead = actor('lead', { roles: ['teller', 'lead'], scope: ['branch-2'] })
    for (const reader of [actor('e2'), lead]) {
      await expect(explain(id, reader)).rejects.toMatchObject({ code: 'add/not-found' })
    }
  })

  it('keeps its contract', async () => {
    const params = { id: await idOf('verified') }
    const call = { actor: actor('e1'), params, query: undefined, body: undefined, ports: ground.ports, reason: null }
    const reply = await addRoutes[1]?.answer(call as never)
    expect(explainContract.reply.strict().parse(reply)).toEqual(reply)
  })
})
