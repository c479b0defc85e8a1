import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '../support/caller.ts'
import { startWorld, type TestWorld } from '../support/world.ts'

type Page = {
  relation: { remark: string; tags: { name: string }[]; elsewhere: boolean | null }
  timeline: { at: string; kind: string; sentence: string }[]
  may: { editProfile: boolean }
}
type Choices = { groups: { name: string; tags: { id: string; name: string; set: boolean }[] }[] }
type Relation = { contactId: string; remark: string; tags: string[] }

let world: TestWorld
let teller: Caller
let colleague: Caller
let lead: Caller
beforeAll(async () => {
  world = await startWorld({ scenario: 'empty-day' })
  teller = await world.signIn('LinXiaoMan')
  colleague = await world.signIn('ZhaoTing')
  lead = await world.signIn('LiChunFeng')
})
afterAll(() => world.stop())

async function added(name: string, employeeId = 'LinXiaoMan'): Promise<string> {
  const { contactId } = await world.control<{ contactId: string }>('adds', { employeeId, name })
  await world.product.runDue()
  return contactId
}
const page = async (id: string, reader = teller) => (await reader.get<Page>(`/api/contacts/${id}`)).body
const sentences = async (id: string, reader = teller) =>
  (await page(id, reader)).timeline.map(({ sentence }) => sentence)
const choicesOf = async (id: string) => (await teller.get<Choices>(`/api/contacts/${id}/tag-choices`)).body.groups
const tagNamed = async (id: string, name: string) => {
  const tags = (await choicesOf(id)).flatMap((group) => group.tags)
  return tags.find((tag) => tag.name === name)?.id ?? ''
}
const inWeCom = async (id: string): Promise<Relation> => {
  const { relations } = await world.control<{ relations: Relation[] }>('world')
  return relations.find(({ contactId }) => contactId === id)!
}
const asked = async (path: string) => {
  const log = await world.control<{ title: string; response: { errcode?: number } }[]>('log')
  return log.filter(({ title }) => title === `POST externalcontact/${path}`).map(({ response }) => response.errcode)
}
const fault = (path: string, errcode: number, times: number | null = null) =>
  world.control('faults', { path: `externalcontact/${path}`, errcode, times })
const mend = () => fetch(`${world.simulator.origin}/control/faults`, { method: 'DELETE' })
const moment = () => world.control('clock', { advance: 'PT1M' })

describe('A remark', () => {
  it('is written through WeCom, and stands in the history', async () => {
    const id = await added('样例甲')
    await moment()
    const { status, body } = await teller.post(`/api/contacts/${id}/remark`, { remark: ' 王女士 理财 ' })
    expect([status, body]).toEqual([200, { remark: '王女士 理财' }])
    expect((await inWeCom(id)).remark).toBe('王女士 理财')
    expect((await page(id)).relation.remark).toBe('王女士 理财')
    expect(await sentences(id)).toEqual(['备注改为“王女士 理财”', '添加好友'])
  })

  it('that WeCom refuses stays as it was', async () => {
    const id = await added('样例乙')
    await fault('remark', 45009, 1)
    const { status, body } = await teller.post(`/api/contacts/${id}/remark`, { remark: '没有写成' })
    expect([status, body['type']]).toEqual([503, 'wecom/unavailable'])
    expect((await page(id)).relation.remark).toBe('')
    expect(await sentences(id)).toEqual(['添加好友'])
    await world.control('clock', { advance: 'PT2M' })
  })

  it.each([
    ['empty', ' '],
    ['longer than WeCom takes', '好'.repeat(21)],
    ['200 emoji', '😀'.repeat(200)],
  ])('is not sent when it is %s', async (_what, remark) => {
    const id = await added('样例丙')
    const before = (await asked('remark')).length
    expect((await teller.post(`/api/contacts/${id}/remark`, { remark })).status).toBe(400)
    expect(await asked('remark')).toHaveLength(before)
  })

  it('of somebody who is a contact no more, by WeCom or by us, is refused in words', async () => {
    const id = await added('样例丁')
    await fault('remark', 84061, 1)
    expect((await teller.post(`/api/contacts/${id}/remark`, { remark: '甲' })).body['type']).toBe('contact/no-relation')
    await world.control('deletions', { employeeId: 'LinXiaoMan', contactId: id, by: 'employee' })
    await world.product.runDue()
    expect((await teller.post(`/api/contacts/${id}/remark`, { remark: '甲' })).body['type']).toBe('contact/no-relation')
    expect((await page(id)).may.editProfile).toBe(false)
  })

  it("is nobody else's to write: a lead reads it and a colleague does not know of it", async () => {
    const id = await added('样例戊')
    expect((await page(id, lead)).may.editProfile).toBe(false)
    for (const caller of [lead, colleague])
      expect((await caller.post(`/api/contacts/${id}/remark`, { remark: '甲' })).status).toBe(404)
  })
})

describe('Tags', () => {
  it("are chosen among the bank's, written through WeCom, and stand in the history", async () => {
    const id = await added('样例己')
    expect((await choicesOf(id)).map(({ name }) => name)).toEqual(['客户来源', '关注的产品'])
    const [counter, deposit] = [await tagNamed(id, '柜台'), await tagNamed(id, '存款')]
    await moment()
    await teller.post(`/api/contacts/${id}/tags`, { add: [counter, deposit], remove: [] })
    await moment()
    const { body } = await teller.post(`/api/contacts/${id}/tags`, { add: [], remove: [counter] })
    expect(body).toEqual({ tags: [{ name: '存款', group: '关注的产品' }] })
    expect((await inWeCom(id)).tags).toEqual([deposit])
    expect((await choicesOf(id)).flatMap(({ tags }) => tags.filter(({ set }) => set))).toMatchObject([{ name: '存款' }])
    expect(await sentences(id)).toEqual(['移除标签：柜台', '添加标签：柜台、存款', '添加好友'])
    const english = await teller.get<Page>(`/api/contacts/${id}`, { 'accept-language': 'en' })
    expect(english.body.timeline[0]?.sentence).toBe('Tag removed: 柜台')
  })

  it('of one contact are written one after the other: WeCom never sees two at once (45035)', async () => {
    const id = await added('样例庚')
    const tags = (await choicesOf(id)).flatMap((group) => group.tags)
    const before = (await asked('mark_tag')).length
    const answers = await Promise.all(
      tags.map((tag) => teller.post(`/api/contacts/${id}/tags`, { add: [tag.id], remove: [] })),
    )
    expect(answers.map(({ status }) => status)).toEqual(tags.map(() => 200))
    expect((await asked('mark_tag')).slice(before)).toEqual(tags.map(() => 0))
    expect((await page(id)).relation.tags).toHaveLength(tags.length)
  })

  it('that somebody else writes at the same time are tried again, and are told when that goes on', async () => {
    const id = await added('样例辛')
    const tag = await tagNamed(id, '理财')
    await fault('mark_tag', 45035, 2)
    expect((await teller.post(`/api/contacts/${id}/tags`, { add: [tag], remove: [] })).status).toBe(200)
    await fault('mark_tag', 45035)
    const key = { 'idempotency-key': 'made-up-key-0001' }
    const { status, body } = await teller.post(`/api/contacts/${id}/tags`, { add: [], remove: [tag] }, key)
    expect([status, body['type'], body['remedy']]).toEqual([503, 'contact/tags-busy', '什么都没有改，请稍后再试。'])
    expect((await page(id)).relation.tags).toMatchObject([{ name: '理财' }])
    await mend()
    expect((await teller.post(`/api/contacts/${id}/tags`, { add: [], remove: [tag] }, key)).status).toBe(200)
    expect((await page(id)).relation.tags).toEqual([])
  })

  it('that are none of the bank’s never reach WeCom', async () => {
    const id = await added('样例壬')
    const before = (await asked('mark_tag')).length
    const { status, body } = await teller.post(`/api/contacts/${id}/tags`, { add: ['etNOWHERE'], remove: [] })
    expect([status, body['type']]).toEqual([409, 'contact/tag-gone'])
    expect((await teller.post(`/api/contacts/${id}/tags`, { add: [], remove: [] })).status).toBe(400)
    expect(await asked('mark_tag')).toHaveLength(before)
  })
})

describe('Whether somebody else of the bank has the contact', () => {
  it('is yes or no, and nothing more', async () => {
    const id = await added('样例癸')
    expect((await page(id)).relation.elsewhere).toBe(false)
    await world.control('adds', { employeeId: 'HeQing', contactId: id })
    await world.product.runDue()
    const told = await teller.get<Page>(`/api/contacts/${id}`)
    expect(told.body.relation.elsewhere).toBe(true)
    expect(told.text).not.toMatch(/heqing|何清和|青石桥/i)
  })

  it('is no longer told once the own relation has ended', async () => {
    const id = await added('样例子')
    await world.control('adds', { employeeId: 'HeQing', contactId: id })
    await world.control('deletions', { employeeId: 'LinXiaoMan', contactId: id, by: 'contact' })
    await world.product.runDue()
    expect((await page(id)).relation.elsewhere).toBeNull()
  })
})

describe('The history of a contact', () => {
  it('tells private marks, edits made in WeCom, follow-ups, a review and the end', async () => {
    const id = await added('样例丑')
    const steps = [
      () => teller.post(`/api/contacts/${id}/private`),
      () => teller.post(`/api/contacts/${id}/private/end`),
      () => world.control('edits', { employeeId: 'LinXiaoMan', contactId: id, remark: '在企业微信里改的' }),
      () => review(id),
      () => world.control('deletions', { employeeId: 'LinXiaoMan', contactId: id, by: 'contact' }),
    ]
    for (const step of steps) {
      await moment()
      await step()
      await world.product.runDue()
    }
    expect(await sentences(id)).toEqual([
      '对方解除了好友关系',
      '这次添加进入复核',
      '备注改为“在企业微信里改的”',
      '取消私人标记',
      '标记为私人联系人',
      '添加好友',
    ])
  })

  const review = async (id: string) => {
    const add = await world.database.read.selectFrom('add').select('id').where('contactId', '=', id).executeTakeFirst()
    expect((await lead.post(`/api/adds/${add?.id}/review`, { reason: '虚构的理由' })).status).toBe(201)
  }
})

describe('A customer group', () => {
  const read = (chatId: string, reader = teller) =>
    reader.get<{
      members: { contact: { name: string }; followUps: { title: string; overdue: boolean }[] }[]
      others: number
    }>(`/api/group-chats/${chatId}`)
  const group = async (employeeIds: string[], contactIds: string[]) =>
    (
      await world.control<{ chatId: string }>('group-chats', {
        name: '虚构的群',
        ownerId: 'ZhaoTing',
        employeeIds,
        contactIds,
      })
    ).chatId

  it('shows each member their own contacts, and of the others how many', async () => {
    const mine = await added('群里甲')
    const urgent = await added('群里乙')
    const theirs = await added('群里丙', 'ZhaoTing')
    const chatId = await group(['LinXiaoMan'], [mine, urgent, theirs])
    const dueAt = new Date(world.simulator.clock.now().getTime() + 60_000).toISOString()
    const task = { contactIds: [urgent], keep: true, kind: 'other', title: '样例任务', reason: '样例原因', dueAt }
    expect((await lead.post('/api/follow-ups', task)).status).toBe(201)
    await world.control('clock', { advance: 'PT5M' })
    const { body } = await read(chatId)
    expect(body).toMatchObject({ group: { name: '虚构的群' }, others: 1 })
    expect(
      body.members.map(({ contact, followUps }) => [contact.name, followUps.map(({ overdue }) => overdue)]),
    ).toEqual([
      ['群里乙', [true]],
      ['群里甲', []],
    ])
    expect((await read(chatId, colleague)).body.members.map(({ contact }) => contact.name)).toEqual(['群里丙'])
  })

  it('is for its members: to the lead of both, to everybody else and without WeCom’s word it does not exist', async () => {
    const chatId = await group([], [await added('群里丁')])
    const [outside, unknown] = [await read(chatId), await read('wrNOBODYSGROUP')]
    expect([outside.status, outside.body]).toEqual([404, { ...unknown.body, requestId: expect.any(String) }])
    expect((await read(chatId, lead)).status).toBe(404)
    await fault('groupchat/get', -1)
    expect((await read(chatId, colleague)).status).toBe(503)
    await mend()
    expect((await read(chatId, colleague)).status).toBe(200)
  })
})
