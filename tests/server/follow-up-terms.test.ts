import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FollowUp } from '../../server/contract/follow-up.ts'
import { layContacts, type Assigned, type Preview } from '../support/assignment-ground.ts'
import type { Caller } from '../support/caller.ts'
import { startWorld, type TestWorld } from '../support/world.ts'

const dueAt = '2026-11-26T18:00:00+08:00'
const call = { kind: 'call', title: '样例：回访', reason: '样例：存单到期', dueAt }

let world: TestWorld
let lead: Caller
let teller: Caller
beforeAll(async () => {
  world = await startWorld()
  await layContacts(world, 'wm-own', 8, ['linxiaoman'])
  lead = await world.signIn('LiChunFeng')
  teller = await world.signIn('LinXiaoMan')
})
afterAll(() => world.stop())

const make = async (who: Caller, contactId: string, more: object = {}): Promise<string> => {
  const { body } = await who.post<Assigned>('/api/follow-ups', {
    ...call,
    contactIds: [contactId],
    keep: true,
    ...more,
  })
  return body.created[0]?.id ?? ''
}
const forTeller = (contactId: string, more: object = {}) => make(lead, contactId, more)

describe('The same follow-up', () => {
  const again = { kind: 'promptAgain', title: '再次邀请认证' }

  it('is the same purpose for the same contact, whatever it is called; the preview says who is skipped', async () => {
    await forTeller('wm-own-00003', { kind: 'promptAgain', title: '邀请完成实名认证' })
    const asked = { ...call, ...again, contactIds: ['wm-own-00003', 'wm-own-00004'], keep: true }
    const { body } = await lead.post<Preview>('/api/follow-ups/preview', asked)
    expect(body.count).toBe(1)
    expect(body.skipped).toMatchObject([{ reason: '该联系人已有一个相同的跟进任务未完成', contacts: 1 }])
    expect(await make(lead, 'wm-own-00003', again)).toBe('')
  })

  it('is another one where the title says that it is about something else', async () => {
    expect(await forTeller('wm-own-00005')).not.toBe('')
    expect(await forTeller('wm-own-00005', { title: '样例：换卡' })).not.toBe('')
    expect(await forTeller('wm-own-00005')).toBe('')
  })

  it('is made once by two leads at once', async () => {
    const other = await world.signIn('LiChunFeng')
    const made = await Promise.all([
      make(lead, 'wm-own-00006', again),
      make(other, 'wm-own-00006', { ...again, title: '样例：另一个名字' }),
    ])
    expect(made.filter(Boolean)).toHaveLength(1)
  })
})

describe('The reason of a follow-up', () => {
  const bare = { kind: 'call', title: '样例：没写原因', dueAt, contactIds: ['wm-own-00008'], keep: true }
  const reasonOf = async (id: string) =>
    (await lead.get<{ followUp: FollowUp }>(`/api/follow-ups/${id}`)).body.followUp.reason

  it('is given by the lead, unless the filter or the kind says it, and nobody is left without one (T29)', async () => {
    const refused = { status: 422, body: { type: 'follow-up/reason-missing' } }
    expect(await lead.post('/api/follow-ups', bare)).toMatchObject(refused)
    expect((await lead.post<Preview>('/api/follow-ups/preview', bare)).body).toMatchObject({ count: 1, reason: '' })
    expect(await reasonOf(await forTeller('wm-own-00008'))).toBe(call.reason)
    const welcome = { kind: 'cameBack', title: '样例：问候', reason: '' }
    expect(await reasonOf(await forTeller('wm-own-00008', welcome))).toContain('加回来')
    expect(await reasonOf(await make(teller, 'wm-own-00005', { title: '样例：自己的', reason: '' }))).not.toBe('')
  })
})

describe('An employee who has very much to do', () => {
  it('is given no more, and the lead reads why (T29)', async () => {
    const at = world.simulator.clock.now()
    await layContacts(world, 'wm-full', 2, ['yuhe'])
    await world.database.write((tx) =>
      sql`INSERT INTO follow_up (id, contact_id, assignee_id, kind, title, reason, due_at, priority, state, origin, created_by, created_at, closed_itself)
        SELECT 'full-' || n, 'nobody', 'yuhe', 'other', '样例：很多 ' || n, '样例', ${at}, 'normal', 'open', 'rule', 'system', ${at}, false
        FROM generate_series(1, 2999) AS n`.execute(tx),
    )
    const other = await world.signIn('FanHeWan')
    const asked = { ...call, filter: { tag: 'wm-full' } }
    const { body } = await other.post<Preview>('/api/follow-ups/preview', asked)
    expect(body).toMatchObject({ count: 1, skipped: [{ contacts: 1, reason: expect.stringContaining('3000') }] })
  })
})

describe('A due time', () => {
  it('lies within a year, for an assignment and for putting it off', async () => {
    const far = '2098-11-26T18:00:00+08:00'
    const refused = {
      status: 422,
      body: { type: 'follow-up/due-too-far', remedy: expect.stringContaining('2027-11-2') },
    }
    const asked = { ...call, contactIds: ['wm-own-00007'], dueAt: far }
    expect(await lead.post('/api/follow-ups', { ...asked, keep: true })).toMatchObject(refused)
    const id = await forTeller('wm-own-00007')
    expect(await teller.post(`/api/follow-ups/${id}/postponement`, { dueAt: far })).toMatchObject(refused)
  })
})
