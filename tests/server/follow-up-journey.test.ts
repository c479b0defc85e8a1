import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FollowUp } from '../../server/contract/follow-up.ts'
import type { Caller } from '../support/caller.ts'
import { comeBackAs } from '../support/sign-in.ts'
import { startWorld } from '../support/world.ts'
import type { TestWorld } from '../support/world.ts'

type List = { items: FollowUp[]; nextCursor: string | null }
type Assigned = { created: FollowUp[]; skipped: { contactId: string; reason: string }[] }
type World = { relations: object[]; notices: { employeeId: string; url: string; title: string }[] }

describe('a follow-up from the lead to the employee and back', () => {
  let world: TestWorld
  let lead: Caller
  let teller: Caller
  let contactId: string
  beforeAll(async () => {
    world = await startWorld()
    lead = await world.signIn('LiChunFeng')
    teller = await world.signIn('LinXiaoMan')
    const mine = await world.database.read
      .selectFrom('relation')
      .select('contactId')
      .where('employeeId', '=', 'linxiaoman')
      .where('endedAt', 'is', null)
      .executeTakeFirstOrThrow()
    contactId = mine.contactId
  })
  afterAll(() => world.stop())

  const assign = (caller: Caller, title = '样例回访') =>
    caller.post<Assigned>('/api/follow-ups', {
      contactIds: [contactId],
      assigneeIds: ['LinXiaoMan'],
      kind: 'call',
      title,
      reason: '样例：到期',
      dueAt: '2026-11-30T18:00:00+08:00',
    })
  /** New follow-ups are told again, and whoever did nothing meanwhile signs in again. */
  const halfAnHourLater = async () => {
    await world.control('clock', { advance: 'PT30M' })
    lead = await world.signIn('LiChunFeng')
    teller = await world.signIn('LinXiaoMan')
  }
  /** Where a browser that is signed out ends up. */
  const opened = async (url = '') => {
    const browser = world.stranger()
    const { pathname, search } = new URL(url)
    const sent = await browser.get(pathname + search)
    const back = await browser.get(await comeBackAs(new URL(sent.headers.location ?? ''), 'LinXiaoMan'))
    return back.headers.location
  }
  const noticesOf = async () => (await world.control<World>('world')).notices
  const tellersList = async () => (await teller.get<List>('/api/follow-ups?state=open&assignee=me')).body.items

  it('is assigned, told in WeCom with a link to the chat, and completed by the employee', async () => {
    const assigned = await assign(lead)
    expect(assigned.status).toBe(201)
    const [followUp] = assigned.body.created
    expect(followUp).toMatchObject({ state: 'open', assignee: { id: 'linxiaoman', name: '林小满' }, origin: 'lead' })
    await world.product.runDue()
    const [notice] = await noticesOf()
    expect(notice?.title).toContain('跟进任务')
    const place = `/#/contact?follow-up=${followUp?.id}&contact=${contactId}`
    expect(await opened(notice?.url)).toBe(place)
    const [open] = await tellersList()
    expect(open).toMatchObject({
      id: followUp?.id,
      notice: 'sent',
      may: { complete: true, postpone: true, cancel: false },
    })
    const done = await teller.post<{ followUp: FollowUp }>(`/api/follow-ups/${followUp?.id}/completion`, {
      outcome: 'reached',
    })
    expect(done.body.followUp).toMatchObject({ state: 'completed', outcome: 'reached' })
    const seen = await lead.get<List>('/api/follow-ups?state=completed')
    expect(seen.body.items.map(({ id }) => id)).toEqual([followUp?.id])
  })

  it('is told to the lead as not delivered when WeCom will not take the message', async () => {
    await halfAnHourLater()
    await world.control('faults', { path: 'message/send', errcode: 60011, times: 1 })
    const { body } = await assign(lead, '样例：不可达')
    await world.product.runDue()
    const { items } = (await lead.get<List>('/api/follow-ups?state=open')).body
    expect(items.find(({ id }) => id === body.created[0]?.id)?.notice).toBe('refused')
  })

  it('reaches an employee who reads English in English', async () => {
    await halfAnHourLater()
    await teller.get('/api/session', { 'accept-language': 'en' })
    await assign(lead, 'Example visit')
    await world.product.runDue()
    await teller.get('/api/session')
    expect((await noticesOf()).at(-1)?.title).toMatch(/^Follow-up: /)
  })

  it('is out of reach for a colleague, the lead of another branch and an operator', async () => {
    const [open] = await tellersList()
    for (const name of ['ZhaoTing', 'ShenQiao', 'ZhouYunFan']) {
      const stranger = await world.signIn(name)
      const refused = await stranger.post<{ type: string }>(`/api/follow-ups/${open?.id}/completion`, {
        outcome: 'reached',
      })
      expect([refused.status, refused.body.type]).toEqual([404, 'follow-up/not-found'])
      expect((await assign(stranger)).status).toBe(404)
      expect((await stranger.get('/api/branches/2/contacts')).status).toBe(404)
    }
  })

  it('shows the colleague and the other lead nothing of the branch, and the operator its sums without a name', async () => {
    const overviewFor = async (name: string) => (await world.signIn(name)).get('/api/branches/2/overview')
    expect((await overviewFor('ZhaoTing')).status).toBe(404)
    expect((await overviewFor('ShenQiao')).status).toBe(404)
    expect(await overviewFor('ZhouYunFan')).toMatchObject({ status: 200, body: { members: [] } })
  })

  it("stands on the lead's page as what is owed, beside the branch's sums and contacts", async () => {
    const overview = await lead.get<{ owed: object; members: { employee: { id: string } }[] }>(
      '/api/branches/2/overview',
    )
    expect(overview.status).toBe(200)
    expect(overview.body.owed).toMatchObject({ overdue: 0, undeliveredNotices: 1 })
    expect(overview.body.members.map(({ employee }) => employee.id)).toContain('linxiaoman')
    const contacts = await lead.get<{ items: { contact: { id: string } }[] }>(
      '/api/branches/2/contacts?employee=LinXiaoMan',
    )
    expect(contacts.body.items.length).toBeGreaterThan(0)
  })

  it('keeps a note of 200 emoji with its completion, and refuses one more in words', async () => {
    const { id } = (await assign(lead, '样例：备注')).body.created[0]!
    const complete = (emoji: number) => {
      const note = '😀'.repeat(emoji)
      return teller.post<{ followUp: FollowUp }>(`/api/follow-ups/${id}/completion`, { outcome: 'reached', note })
    }
    const refused = await complete(201)
    expect(refused).toMatchObject({
      status: 400,
      body: { type: 'request/invalid', detail: expect.stringContaining('note'), remedy: expect.stringMatching(/./) },
    })
    const { status, body } = await complete(200)
    expect([status, body.followUp.note]).toEqual([200, '😀'.repeat(200)])
    const read = await teller.get<{ followUp: FollowUp }>(`/api/follow-ups/${id}`)
    expect(read.body.followUp).toMatchObject({ state: 'completed', note: '😀'.repeat(200) })
  })

  it('refuses a body that nobody may send, with the reason', async () => {
    const wrong = { contactIds: [contactId], kind: 'call', title: ' ', dueAt: 'tomorrow', more: true }
    const refused = await lead.post<{ type: string }>('/api/follow-ups', wrong)
    expect([refused.status, refused.body.type]).toEqual([400, 'request/invalid'])
  })
})
