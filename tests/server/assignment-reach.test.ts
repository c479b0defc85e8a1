import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Assignment } from '../../server/contract/assignment.ts'
import { layContacts } from '../support/assignment-ground.ts'
import type { Assigned } from '../support/assignment-ground.ts'
import type { Caller } from '../support/caller.ts'
import { startWorld, type TestWorld } from '../support/world.ts'

const leadId = 'fanhewan'
const hidden = { status: 404, body: { type: 'assignment/not-found' } }

let world: TestWorld
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

/** Works in the first branch from now on, and leads these; signed in anew. */
async function becomes(branchId: string, led: string[]): Promise<Caller> {
  await world.database.write((tx) =>
    tx.updateTable('employee').set({ branchId, state: 'active' }).where('id', '=', leadId).execute(),
  )
  await leads(led)
  return await world.signIn('FanHeWan')
}
const leads = (branchIds: string[]) =>
  world.database.write(async (tx) => {
    await tx.deleteFrom('branchLead').where('employeeId', '=', leadId).execute()
    const rows = branchIds.map((branchId) => ({ employeeId: leadId, branchId }))
    if (rows.length > 0) await tx.insertInto('branchLead').values(rows).execute()
  })
const leaves = () =>
  world.database.write((tx) => tx.updateTable('employee').set({ state: 'left' }).where('id', '=', leadId).execute())
/** As a process that died leaves it. */
const beginUndoing = (id: string) =>
  world.database.write((tx) =>
    tx
      .updateTable('assignment')
      .set({ state: 'undoing', undoneAt: world.simulator.clock.now(), undoneBy: leadId })
      .where('id', '=', id)
      .execute(),
  )
async function assign(who: Caller, tag: string, count: number, employeeIds: string[]): Promise<string> {
  await layContacts(world, tag, count, employeeIds)
  const what = { kind: 'call', title: tag, reason: '样例原因', dueAt: '2026-11-26T18:00:00+08:00' }
  const { status, body } = await who.post<Assigned>('/api/follow-ups', { ...what, filter: { tag } })
  expect(status).toBe(201)
  await world.product.runDue()
  return body.assignment.id
}
const undo = (who: Caller, id: string) => who.post(`/api/assignments/${id}/undo`, {})
const listed = async (who: Caller) =>
  (await who.get<{ items: Assignment[] }>('/api/assignments')).body.items.map(({ id }) => id)
const openWith = async (title: string) => {
  const rows = await world.database.read
    .selectFrom('followUp')
    .select(({ fn }) => ['assigneeId', fn.countAll<number>().as('count')])
    .where('title', '=', title)
    .where('state', '=', 'open')
    .groupBy('assigneeId')
    .execute()
  return Object.fromEntries(rows.map(({ assigneeId, count }) => [assigneeId, count]))
}

describe('What a lead has assigned in a branch', () => {
  it.each([
    ['lead another', '3', ['3']],
    ['lead none', '4', []],
  ])('is neither shown to them nor undone by them once they %s', async (_now, branchId, led) => {
    const tag = `样例：不再负责 ${branchId}`
    const id = await assign(await becomes('4', ['4']), tag, 3, ['yuhe'])
    const after = await becomes(branchId, led)
    expect(await undo(after, id)).toMatchObject(hidden)
    expect(await after.get(`/api/assignments/${id}`)).toMatchObject(hidden)
    expect(await listed(after)).not.toContain(id)
    expect(await openWith(tag)).toEqual({ yuhe: 3 })
  })

  it('is undone as far as it is still theirs where they lead some of the branches no more', async () => {
    const who = await becomes('4', ['3', '4'])
    const id = await assign(who, '样例：只剩一个', 4, ['yuhe', 'heqing'])
    await leads(['4'])
    expect(await undo(who, id)).toMatchObject({ status: 200, body: { cancelled: 2, kept: 2, told: 0 } })
    expect(await openWith('样例：只剩一个')).toEqual({ heqing: 2 })
  })

  it.each([
    ['lose the branch', () => leads([])],
    ['leave the bank', () => leaves()],
  ])('is undone no further once they %s while the undoing goes on', async (what, happens) => {
    const tag = `样例：${what}`
    const id = await assign(await becomes('4', ['4']), tag, 2, ['yuhe'])
    await beginUndoing(id)
    await happens()
    await world.product.runDue()
    expect(await openWith(tag)).toEqual({ yuhe: 2 })
  })
})

describe('What somebody has assigned to themselves', () => {
  it('stays theirs to undo, whatever branch they go to', async () => {
    const id = await assign(await becomes('4', []), '样例：自己的', 2, ['fanhewan'])
    const after = await becomes('3', [])
    expect(await listed(after)).toContain(id)
    expect(await undo(after, id)).toMatchObject({ status: 200, body: { cancelled: 2 } })
  })
})

describe('What an assignment across branches came to', () => {
  const people = (id: string, branchId: number) =>
    world.control('employees', { id, name: `样例 ${id}`, branchId, position: '负责人', isLead: true })
  const read = async (who: Caller, id: string) =>
    (await who.get<{ assignment: Assignment }>(`/api/assignments/${id}`)).body.assignment
  let maker: Caller
  let beside: Caller
  let across: Caller
  let above: Caller
  beforeAll(async () => {
    await people('LiangSiHao', 4)
    await people('SanHaoZhang', 3)
    await people('ZongHang', 1)
    await world.product.runDue()
    maker = await becomes('4', ['3', '4'])
    beside = await world.signIn('LiangSiHao')
    across = await world.signIn('SanHaoZhang')
    above = await world.signIn('ZongHang')
  })

  it('is told to each lead for their own branches alone, and whole to the lead above', async () => {
    const id = await assign(maker, '样例：两个网点', 6, ['yuhe', 'heqing', 'heqing'])
    const [first] = await world.database.read
      .selectFrom('followUp')
      .select('id')
      .where('title', '=', '样例：两个网点')
      .where('assigneeId', '=', 'heqing')
      .execute()
    await (await world.signIn('HeQing')).post(`/api/follow-ups/${first?.id}/completion`, { outcome: 'reached' })
    const whole = { contacts: 6, created: 6, waiting: 0, workedOn: 1, takenBack: 0 }
    for (const who of [maker, above]) expect(await read(who, id)).toMatchObject(whole)
    expect(await read(beside, id)).toMatchObject({ contacts: 2, created: 2, waiting: 0, workedOn: 0, takenBack: 0 })
    expect((await beside.get<{ items: Assignment[] }>('/api/assignments')).body.items[0]).toMatchObject({
      id,
      contacts: 2,
    })
    expect(await across.get(`/api/assignments/${id}`)).toMatchObject(hidden)
    expect((await undo(beside, id)).body).toMatchObject({ cancelled: 2, kept: 0 })
    expect(await openWith('样例：两个网点')).toEqual({ heqing: 3 })
    expect(await read(beside, id)).toMatchObject({ contacts: 2, takenBack: 2 })
    expect(await read(above, id)).toMatchObject({ contacts: 6, takenBack: 2, workedOn: 1 })
  })

  it('tells of contacts that were skipped only whoever leads somebody who has them', async () => {
    await layContacts(world, 'wm-passed', 4, ['yuhe', 'heqing'])
    const contactIds = ['wm-passed-00001', 'wm-passed-00002', 'wm-passed-00003', 'wm-passed-00004']
    const what = { kind: 'call', title: '样例：跳过', reason: '样例原因', dueAt: '2026-11-26T18:00:00+08:00' }
    const { body } = await maker.post<Assigned>('/api/follow-ups', { ...what, contactIds, assigneeIds: ['YuHe'] })
    expect(body.assignment).toMatchObject({ contacts: 4, created: 2, skipped: [{ contacts: 2 }] })
    expect(await read(beside, body.assignment.id)).toMatchObject({ contacts: 2, created: 2, skipped: [] })
  })

  it('is nothing to a lead of whose branches nobody got any of it', async () => {
    const id = await assign(maker, '样例：只在三号', 2, ['heqing'])
    expect(await beside.get(`/api/assignments/${id}`)).toMatchObject(hidden)
    expect(await listed(beside)).not.toContain(id)
    expect(await undo(beside, id)).toMatchObject(hidden)
    expect(await listed(above)).toContain(id)
  })
})
