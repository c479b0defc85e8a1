import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { layContacts } from '../support/assignment-ground.ts'
import type { Assigned, Preview, ProblemTold } from '../support/assignment-ground.ts'
import type { Caller } from '../support/caller.ts'
import { startWorld, type TestWorld } from '../support/world.ts'

const call = { kind: 'call', reason: '样例：到期', dueAt: '2026-11-26T18:00:00+08:00' }
const sentence = '员工没有企业微信的客户联系权限，打不开与该联系人的聊天'

let world: TestWorld
let lead: Caller
beforeAll(async () => {
  world = await startWorld()
  await layContacts(world, 'wm-seat', 6, ['linxiaoman', 'zhaoting'])
  await setSeat('ZhaoTing', false)
})
afterAll(() => world.stop())

async function setSeat(id: string, hasCustomerContact: boolean): Promise<void> {
  await world.control('employees', { id, hasCustomerContact })
  await world.control('clock', { advance: 'PT2S' })
  await world.product.runDue()
}
const seatOf = async (id: string) =>
  (await world.database.read.selectFrom('employee').select('hasSeat').where('id', '=', id).executeTakeFirst())?.hasSeat
const post = <Body>(path: string, body: object, headers = {}) => lead.post<Body>(path, { ...call, ...body }, headers)
const alsoKnows = (employeeId: string, contactId: string) =>
  world.database.write((tx) =>
    tx
      .insertInto('relation')
      .values({ employeeId, contactId, startedAt: new Date('2026-11-19T10:00:00+08:00'), endedAt: null, endedBy: null })
      .execute(),
  )

describe('Who has a customer-contact seat', () => {
  it('is read with the directory, and anew when WeCom tells a change of somebody', async () => {
    expect(await Promise.all(['linxiaoman', 'zhouyunfan', 'zhaoting'].map(seatOf))).toEqual([true, false, false])
  })

  it('is known within the hour, though WeCom tells nothing of it', async () => {
    await world.database.write((tx) =>
      tx.updateTable('employee').set({ hasSeat: true }).where('id', '=', 'zhaoting').execute(),
    )
    await world.control('clock', { advance: 'PT1H1M' })
    await world.product.runDue()
    expect(await seatOf('zhaoting')).toBe(false)
  })

  it('is told by an add as well', async () => {
    await world.database.write((tx) =>
      tx.updateTable('employee').set({ hasSeat: false }).where('id', '=', 'xuchuan').execute(),
    )
    await world.control('clock', { advance: 'PT2S' })
    await world.control('adds', { employeeId: 'XuChuan', name: '样例新加' })
    await world.product.runDue()
    expect(await seatOf('xuchuan')).toBe(true)
  })

  it('is kept where WeCom shows the app no seat at all', async () => {
    const rows = await world.database.read.selectFrom('employee').select('userid').where('hasSeat', '=', true).execute()
    const all = rows.map(({ userid }) => userid).toSorted((a) => (a === 'LinXiaoMan' ? 1 : -1))
    for (const id of all) await world.control('employees', { id, hasCustomerContact: false })
    await setSeat('LinXiaoMan', false)
    expect(await seatOf('linxiaoman')).toBe(true)
    for (const id of all) await world.control('employees', { id, hasCustomerContact: true })
  })
})

describe('An employee without a seat', () => {
  beforeAll(async () => {
    await setSeat('LinXiaoMan', true)
    lead = await world.signIn('LiChunFeng')
  })

  it('cannot be the one who is chosen; both languages say why and what to do', async () => {
    const body = { contactIds: ['wm-seat-00001'], assigneeIds: ['ZhaoTing'], title: '样例：指名' }
    const refused = { status: 409, body: { type: 'follow-up/assignee-without-seat', title: '该员工没有客户联系权限' } }
    expect(await post<ProblemTold>('/api/follow-ups', body)).toMatchObject(refused)
    expect(await post<ProblemTold>('/api/follow-ups/preview', body)).toMatchObject(refused)
    const english = await post<ProblemTold>('/api/follow-ups', body, { 'Accept-Language': 'en' })
    expect(english.body).toMatchObject({ title: 'No customer-contact seat' })
    expect(english.body.remedy).toContain('Choose somebody else')
  })

  it('is passed over where contacts stay with whoever has them, and the preview says so before', async () => {
    const asked = { filter: { tag: 'wm-seat' }, title: '样例：各自' }
    const { body } = await post<Preview>('/api/follow-ups/preview', asked)
    expect(body).toMatchObject({ contacts: 6, count: 3, load: [{ employee: { id: 'linxiaoman' }, new: 3 }] })
    expect(body.skipped).toMatchObject([
      { reason: sentence, contacts: 3, first: [{ related: [{ id: 'zhaoting' }] }, {}, {}] },
    ])
    const made = await post<Assigned>('/api/follow-ups', asked)
    await world.product.runDue()
    const read = await lead.get<{ assignment: object }>(`/api/assignments/${made.body.assignment.id}`)
    expect(read.body.assignment).toMatchObject({ created: 3, skipped: [{ reason: sentence, contacts: 3 }] })
  })

  it('is passed over in a fair distribution among several', async () => {
    await alsoKnows('linxiaoman', 'wm-seat-00001')
    const body = { contactIds: ['wm-seat-00001'], assigneeIds: ['ZhaoTing', 'LinXiaoMan'], title: '样例：两人' }
    const { body: made } = await post<Assigned>('/api/follow-ups', body)
    expect(made.created.map(({ assignee }) => assignee.id)).toEqual(['linxiaoman'])
  })

  it('hands a series on to a colleague who has one, and keeps it where there is none', async () => {
    await setSeat('ZhaoTing', true)
    const contactIds = ['wm-seat-00003', 'wm-seat-00005']
    const { body } = await post<Assigned>('/api/follow-ups', { contactIds, title: '样例：每周', repeats: 'week' })
    await alsoKnows('xuchuan', 'wm-seat-00003')
    await setSeat('ZhaoTing', false)
    const teller = await world.signIn('ZhaoTing')
    for (const { id } of body.created) await teller.post(`/api/follow-ups/${id}/completion`, { outcome: 'reached' })
    const next = await world.database.read
      .selectFrom('followUp')
      .select(['contactId', 'assigneeId'])
      .where('title', '=', '样例：每周')
      .where('state', '=', 'open')
      .orderBy('contactId')
      .execute()
    expect(next.map(({ assigneeId }) => assigneeId)).toEqual(['xuchuan', 'zhaoting'])
  })

  it('is given nothing by a rule, as long as nobody else can do it', async () => {
    const { contactId } = await world.control<{ contactId: string }>('adds', {
      employeeId: 'ZhaoTing',
      name: '样例规则',
    })
    await world.product.runDue()
    await setSeat('ZhaoTing', false)
    const made = () =>
      world.database.read.selectFrom('followUp').selectAll().where('contactId', '=', contactId).execute()
    await world.control('clock', { advance: 'PT26H', stride: 'PT8H' })
    await world.product.runDue()
    expect(await made()).toEqual([])
    await setSeat('ZhaoTing', true)
    await world.control('clock', { advance: 'PT1H' })
    await world.product.runDue()
    expect(await made()).toMatchObject([{ assigneeId: 'zhaoting', rule: 'promptAgain' }])
  })
})
