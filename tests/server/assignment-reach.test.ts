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
