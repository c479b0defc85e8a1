import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FollowUp } from '../../server/contract/follow-up.ts'
import { layContacts, type Assigned, type ProblemTold } from '../support/assignment-ground.ts'
import type { Caller } from '../support/caller.ts'
import { startWorld, type TestWorld } from '../support/world.ts'

type Owed = { owed: { overdue: number; ofLeavers: number } }
type Listed = { items: { id: string; assignee: { id: string } }[] }
type Board = { sums: { open: number }; assignees: { employee: { id: string }; isGone: boolean; open: number }[] }

const dueAt = '2026-11-26T18:00:00+08:00'
const call = { kind: 'call', title: '样例：回访', reason: '样例：存单到期', dueAt }
const leaver = 'JinLiKai'

let world: TestWorld
let lead: Caller
let teller: Caller
beforeAll(async () => {
  world = await startWorld()
  await world.control('employees', { id: leaver, name: '金离开', branchId: 2, position: '柜员' })
  await world.product.runDue()
  await layContacts(world, 'wm-shared', 6, ['linxiaoman'])
  await relate('wm-shared', ['zhaoting', 'heqing'])
  await layContacts(world, 'wm-own', 6, ['linxiaoman'])
  await layContacts(world, 'wm-left', 3, [leaver.toLowerCase()])
  lead = await world.signIn('LiChunFeng')
  teller = await world.signIn('LinXiaoMan')
})
afterAll(() => world.stop())

/** All contacts of the tag with these employees too. */
async function relate(tag: string, employeeIds: string[]): Promise<void> {
  const startedAt = new Date(world.simulator.clock.now().getTime() - 3_600_000)
  await world.database.write(async (tx) => {
    const found = await tx.selectFrom('relation').select('contactId').where('contactId', 'like', `${tag}-%`).execute()
    const rows = found.flatMap(({ contactId }) =>
      employeeIds.map((employeeId) => ({ employeeId, contactId, startedAt, endedAt: null, endedBy: null })),
    )
    await tx.insertInto('relation').values(rows).execute()
  })
}
const make = async (who: Caller, contactId: string, more: object = {}): Promise<string> => {
  const { status, body, text } = await who.post<Assigned>('/api/follow-ups', {
    ...call,
    contactIds: [contactId],
    ...more,
  })
  if (status !== 201) throw new Error(text)
  return body.created[0]?.id ?? ''
}
const forTeller = (contactId: string, more: object = {}) =>
  make(lead, contactId, { assigneeIds: ['LinXiaoMan'], ...more })
const giveTo = (who: Caller, id: string, assigneeId: string) =>
  who.post<{ followUp: FollowUp } & ProblemTold>(`/api/follow-ups/${id}/assignment`, { assigneeId })
const read = async (who: Caller, id: string) =>
  (await who.get<{ followUp: FollowUp }>(`/api/follow-ups/${id}`)).body.followUp
const post = (who: Caller, path: string, body: object = {}) => who.post<ProblemTold>(`/api/follow-ups/${path}`, body)

describe('A follow-up given to somebody else', () => {
  it('is theirs from then on, with who did it in its history, and they are told in place of whoever had it', async () => {
    const id = await forTeller('wm-shared-00001')
    expect((await read(lead, id)).may.assign).toBe(true)
    expect((await read(teller, id)).may.assign).toBe(false)
    const { status, body } = await giveTo(lead, id, 'ZhaoTing')
    expect(status).toBe(200)
    expect(body.followUp).toMatchObject({ assignee: { id: 'zhaoting' }, state: 'open', notice: 'waiting' })
    expect(body.followUp.history.map(({ kind, by }) => [kind, by])).toEqual([
      ['assigned', '李春风'],
      ['moved', '李春风'],
    ])
    expect((await teller.get(`/api/follow-ups/${id}`)).status).toBe(404)
    const told = await world.database.read.selectFrom('notice').selectAll().where('followUpId', '=', id).execute()
    expect(told.map(({ employeeId }) => employeeId)).toEqual(['zhaoting'])
    const again = await giveTo(lead, id, 'ZhaoTing')
    expect(again.body.followUp.history).toHaveLength(2)
  })

  it('goes only to an active employee within reach who has the contact, and only by the lead', async () => {
    const id = await forTeller('wm-own-00001')
    for (const stranger of ['HeQing', 'NobodyMadeUp']) {
      expect(await giveTo(lead, id, stranger)).toMatchObject({
        status: 404,
        body: { type: 'follow-up/assignee-not-found' },
      })
    }
    expect(await giveTo(lead, id, 'ZhaoTing')).toMatchObject({
      status: 409,
      body: { type: 'follow-up/assignee-unfit', detail: expect.stringContaining('没有好友关系') },
    })
    expect((await giveTo(teller, id, 'ZhaoTing')).body.type).toBe('request/forbidden')
    expect(await read(lead, id)).toMatchObject({ assignee: { id: 'linxiaoman' } })
  })

  it('is refused for whoever has the same already, and once it is closed', async () => {
    const own = { kind: 'other', title: '样例：同一件事' }
    const id = await forTeller('wm-shared-00002', own)
    await make(await world.signIn('ZhaoTing'), 'wm-shared-00002', own)
    expect((await giveTo(lead, id, 'ZhaoTing')).body.type).toBe('follow-up/same-open')
    await post(lead, `${id}/cancellation`)
    expect((await giveTo(lead, id, 'ZhaoTing')).body.type).toBe('follow-up/not-open')
  })
})

describe('What somebody who left had to do', () => {
  const owed = async () => (await lead.get<Owed>('/api/branches/2/overview')).body.owed
  const listed = async () => (await lead.get<Listed>('/api/branches/2/follow-ups?state=left')).body.items

  it('is owed by the lead, stands on the board, and is given to a colleague or called off', async () => {
    const theirs: string[] = []
    for (const contactId of ['wm-left-00001', 'wm-left-00002', 'wm-left-00003']) {
      theirs.push(await make(lead, contactId, { assigneeIds: [leaver] }))
    }
    expect((await owed()).ofLeavers).toBe(0)
    await world.control('employees/removal', { id: leaver })
    await world.product.runDue()
    expect((await owed()).ofLeavers).toBe(3)
    expect((await listed()).map(({ id }) => id).toSorted()).toEqual(theirs.toSorted())
    const { sums, assignees } = (await lead.get<Board>('/api/branches/2/board')).body
    expect(sums.open).toBe(assignees.reduce((sum, { open }) => sum + open, 0))
    expect(assignees.filter(({ isGone }) => isGone)).toMatchObject([
      { employee: { id: leaver.toLowerCase() }, open: 3 },
    ])
    await relate('wm-left', ['zhaoting'])
    const [first = '', second = '', third = ''] = theirs
    expect((await giveTo(lead, first, 'ZhaoTing')).body.followUp.assignee.id).toBe('zhaoting')
    expect((await post(lead, `${second}/cancellation`)).status).toBe(200)
    expect((await listed()).map(({ id }) => id)).toEqual([third])
  })

  it('is overdue like any other', async () => {
    const before = (await owed()).overdue
    await world.database.write((tx) =>
      tx
        .updateTable('followUp')
        .set({ dueAt: new Date('2026-11-01T18:00:00+08:00') })
        .where('assigneeId', '=', leaver.toLowerCase())
        .where('state', '=', 'open')
        .execute(),
    )
    expect((await owed()).overdue).toBe(before + 1)
  })

  it('goes along with the contact to whoever takes it over', async () => {
    const added = { employeeId: 'XuChuan', name: '虚构甲' }
    const { contactId } = await world.control<{ contactId: string }>('adds', added)
    await world.product.runDue()
    const id = await make(lead, contactId, { assigneeIds: ['XuChuan'] })
    await world.control('employees/removal', { id: 'XuChuan' })
    await world.product.runDue()
    expect((await listed()).map((one) => one.id)).toContain(id)
    await world.control('clock', { advance: 'PT20M' })
    await world.control('adds', { employeeId: 'ZhaoTing', contactId, addWay: 202 })
    await world.product.runDue()
    expect((await read(lead, id)).assignee.id).toBe('zhaoting')
    expect((await listed()).map((one) => one.id)).not.toContain(id)
  })
})

describe('A completion that is taken back', () => {
  it('brings back what it had closed by itself', async () => {
    const contactId = 'wm-own-00002'
    const first = { kind: 'firstConversation', title: '样例：首次沟通' }
    const [conversation, other] = [await forTeller(contactId, first), await forTeller(contactId)]
    await world.database.write(async (tx) => {
      const since = world.simulator.clock.now()
      await tx.insertInto('verification').values({ contactId, state: 'verified', since, failure: null }).execute()
      // As the rule makes it.
      await tx
        .updateTable('followUp')
        .set({ rule: 'firstConversation', origin: 'rule' } as object)
        .where('id', '=', conversation)
        .execute()
    })
    expect((await post(teller, `${other}/completion`, { outcome: 'reached' })).status).toBe(200)
    expect(await read(teller, conversation)).toMatchObject({ state: 'completed', closedItself: true })
    expect((await post(teller, `${other}/completion/undo`)).status).toBe(200)
    for (const id of [other, conversation]) expect(await read(teller, id)).toMatchObject({ state: 'open' })
    const { history, closedItself } = await read(teller, conversation)
    expect(history.map(({ kind }) => kind)).toEqual(['assigned', 'closedItself', 'reopened'])
    expect(closedItself).toBe(false)
  })
})

describe('A first conversation that nobody has asked for', () => {
  type Page = { nextAction: { kind: string; label: string | null; followUpId: string | null } }
  const record = (who: Caller, contactId: string) =>
    who.post<{ followUp: FollowUp } & ProblemTold>(`/api/contacts/${contactId}/conversations`, { outcome: 'reached' })
  const verified = (contactId: string) =>
    world.database.write((tx) =>
      tx
        .insertInto('verification')
        .values({ contactId, state: 'verified', since: world.simulator.clock.now(), failure: null })
        .execute(),
    )
  const next = async (who: Caller, contactId: string) =>
    (await who.get<Page>(`/api/contacts/${contactId}`)).body.nextAction

  it('is one tap for whoever has the contact: made and done in one act, with ten seconds to take it back', async () => {
    const contactId = 'wm-own-00004'
    await verified(contactId)
    expect(await next(teller, contactId)).toMatchObject({ label: '记录首次沟通', followUpId: null })
    expect(await next(lead, contactId)).toMatchObject({ kind: 'start-conversation', label: null })
    const { status, body } = await record(teller, contactId)
    expect(status).toBe(201)
    expect(body.followUp).toMatchObject({ kind: 'firstConversation', state: 'completed', origin: 'employee' })
    expect(body.followUp.reason).not.toBe('')
    expect((await next(teller, contactId)).kind).toBe('nothing')
    expect((await post(teller, `${body.followUp.id}/completion/undo`)).status).toBe(200)
    expect(await next(teller, contactId)).toMatchObject({ followUpId: body.followUp.id })
    expect((await record(teller, contactId)).body.followUp.id).toBe(body.followUp.id)
  })

  it('is none of somebody else', async () => {
    await verified('wm-own-00006')
    for (const who of [lead, await world.signIn('HeQing')])
      expect((await record(who, 'wm-own-00006')).body.type).toBe('contact/not-found')
  })
})
