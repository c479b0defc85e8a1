import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Assignment } from '../../server/contract/assignment.ts'
import { layContacts } from '../support/assignment-ground.ts'
import type { Assigned } from '../support/assignment-ground.ts'
import type { Caller } from '../support/caller.ts'
import { startWorld, type TestWorld } from '../support/world.ts'

type Notice = { employeeId: string; title: string; recalled?: true }
type Undone = { cancelled: number; kept: number; told: number }

const call = { kind: 'call', reason: '样例：到期', dueAt: '2026-11-27T18:00:00+08:00' }
const teller = 'LinXiaoMan'
let world: TestWorld
let lead: Caller
let assignments = 0
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

async function later(advance: string): Promise<void> {
  await world.control('clock', { advance })
  await world.product.runDue()
  lead = await world.signIn('LiChunFeng')
}
/** Assigned for so many contacts that had nothing before. */
async function assign(count: number, title: string): Promise<Assigned> {
  assignments += 1
  const tag = `wm-recall-${assignments}`
  await layContacts(world, tag, count, ['linxiaoman'])
  const contactIds = Array.from({ length: count }, (_, n) => `${tag}-${String(n + 1).padStart(5, '0')}`)
  const answer = await lead.post<Assigned>('/api/follow-ups', { ...call, contactIds, title })
  expect(answer).toMatchObject({ status: 201, body: { skipped: [] } })
  return answer.body
}
async function relate(contactId: string, employeeId: string): Promise<void> {
  const startedAt = new Date(world.simulator.clock.now().getTime() - 3_600_000)
  const row = { employeeId, contactId, startedAt, endedAt: null, endedBy: null }
  await world.database.write((tx) => tx.insertInto('relation').values(row).execute())
}
const undo = async ({ assignment }: Assigned) =>
  (await lead.post<Undone>(`/api/assignments/${assignment.id}/undo`, {})).body
const read = async ({ assignment }: Assigned) =>
  (await lead.get<{ assignment: Assignment }>(`/api/assignments/${assignment.id}`)).body.assignment
const messages = async () => {
  const { notices } = await world.control<{ notices: Notice[] }>('world')
  return notices.filter(({ employeeId }) => employeeId === teller)
}
const lastMessage = async () => (await messages()).at(-1)

describe('A message whose answer is lost as the working day ends', () => {
  it('is seen once, and known to be sent in the same evening', async () => {
    await world.control('clock', { set: '2026-11-23T17:59:00+08:00', stride: 'PT4H' })
    lead = await world.signIn('LiChunFeng')
    await world.control('faults', { path: 'message/send', lose: true, times: 3 })
    const { created } = await assign(1, '样例：断在最后')
    await world.product.runDue()
    const state = async () =>
      (await world.database.read.selectFrom('message').select('state').orderBy('createdAt', 'desc').executeTakeFirst())
        ?.state
    expect(await state()).toBe('begun')
    await world.control('clock', { advance: 'PT3M' })
    await world.product.runDue()
    expect(await state()).toBe('sent')
    await later('PT15H')
    const told = await messages()
    expect(told).toHaveLength(1)
    expect(created).toHaveLength(1)
  })
})

describe('Undoing an assignment that was told already', () => {
  it('recalls the message, and says how many had been told', async () => {
    await later('PT1S')
    const made = await assign(2, '样例：撤回')
    await world.product.runDue()
    expect(await lastMessage()).toMatchObject({ title: '你有 2 个新的跟进任务' })
    expect(await undo(made)).toMatchObject({ cancelled: 2, kept: 0, told: 2 })
    await world.product.runDue()
    expect(await lastMessage()).toMatchObject({ recalled: true })
    expect(await read(made)).toMatchObject({ state: 'undone', takenBack: 2, told: 2, recalled: 2 })
  })

  it('leaves a message that tells of something else as well', async () => {
    await later('PT25M')
    const [first, second] = [await assign(1, '样例：留下'), await assign(1, '样例：撤掉')]
    await later('PT6M')
    expect(await lastMessage()).toMatchObject({ title: '你有 2 个新的跟进任务' })
    const told = await messages()
    await undo(second)
    await world.product.runDue()
    expect(await messages()).toEqual(told)
    expect(await read(second)).toMatchObject({ takenBack: 1, told: 1, recalled: 0 })
    await undo(first)
    await world.product.runDue()
    expect(await lastMessage()).toMatchObject({ recalled: true })
  })

  it('is done though WeCom does not take the message back, and is honest about it', async () => {
    await later('PT31M')
    const made = await assign(1, '样例：撤不回')
    await world.product.runDue()
    const told = await messages()
    await world.control('faults', { path: 'message/recall', errcode: 40035, times: 1 })
    expect(await undo(made)).toMatchObject({ cancelled: 1, told: 1 })
    await world.product.runDue()
    expect(await messages()).toEqual(told)
    expect(await read(made)).toMatchObject({ state: 'undone', takenBack: 1, told: 1, recalled: 0 })
  })

  it('recalls later where WeCom is away', async () => {
    await later('PT24H')
    const made = await assign(1, '样例：过一会儿')
    await world.product.runDue()
    await world.control('faults', { path: 'message/recall', status: 502, times: 3 })
    await undo(made)
    await world.product.runDue()
    expect(await lastMessage()).not.toHaveProperty('recalled')
    await world.control('clock', { advance: 'PT6M' })
    await world.product.runDue()
    expect(await lastMessage()).toMatchObject({ recalled: true })
  })

  it('recalls nothing where nothing was told yet, and tells nothing of it later', async () => {
    const before = await messages()
    await later('PT10S')
    const made = await assign(1, '样例：还没说')
    expect(await undo(made)).toMatchObject({ cancelled: 1, told: 0 })
    await later('PT1H')
    expect(await messages()).toEqual(before)
  })

  it('is told to the employee who opens the link of the message all the same', async () => {
    await later('PT1S')
    const made = await assign(1, '样例：点开')
    await undo(made)
    const own = await world.signIn(teller)
    const { body } = await own.get<{ followUp: object }>(`/api/follow-ups/${made.created[0]?.id}`)
    const end = { kind: 'cancelled', by: '李春风' }
    expect(body.followUp).toMatchObject({ state: 'cancelled', history: [{ kind: 'assigned' }, end] })
  })
})

describe('Giving a follow-up that was told already to somebody else', () => {
  it('recalls the message to whoever had it, unless that tells of something else as well', async () => {
    await later('PT24H')
    const { created } = await assign(2, '样例：改派')
    await later('PT31M')
    expect(await lastMessage()).toMatchObject({ title: '你有 2 个新的跟进任务' })
    const told = await messages()
    for (const { id, contact } of created) {
      await relate(contact.id, 'zhaoting')
      expect(await messages()).toEqual(told)
      expect((await lead.post(`/api/follow-ups/${id}/assignment`, { assigneeId: 'ZhaoTing' })).status).toBe(200)
      await world.product.runDue()
    }
    expect(await lastMessage()).toMatchObject({ recalled: true })
  })

  it('recalls the message also where all that it tells of is given away at one moment', async () => {
    await later('PT31M')
    const { created } = await assign(2, '样例：同时改派')
    await later('PT31M')
    expect(await lastMessage()).toMatchObject({ title: '你有 2 个新的跟进任务' })
    for (const { contact } of created) await relate(contact.id, 'zhaoting')
    const give = ({ id }: { id: string }) => lead.post(`/api/follow-ups/${id}/assignment`, { assigneeId: 'ZhaoTing' })
    expect((await Promise.all(created.map(give))).map(({ status }) => status)).toEqual([200, 200])
    await world.product.runDue()
    expect(await lastMessage()).toMatchObject({ recalled: true })
  })

  it('leaves it out of what is still to be told', async () => {
    await later('PT24H')
    await world.control('faults', { path: 'message/send', errcode: 45009, times: 1 })
    const { created } = await assign(2, '样例：还没发出')
    const [first] = created
    await relate(first?.contact.id ?? '', 'zhaoting')
    await world.product.runDue()
    await lead.post(`/api/follow-ups/${first?.id}/assignment`, { assigneeId: 'ZhaoTing' })
    await later('PT61M')
    expect((await lastMessage())?.title).toMatch(/^跟进任务/)
  })
})
