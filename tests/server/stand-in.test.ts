import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '../support/caller.ts'
import { startWorld, type TestWorld } from '../support/world.ts'

type StandIn = { id: string; state: string; deputy: { id: string }; may: { end: boolean } }

let world: TestWorld
let lead: Caller
let deputy: Caller
beforeAll(async () => {
  world = await startWorld()
  lead = await world.signIn('LiChunFeng')
  deputy = await world.signIn('ZhaoTing')
})
afterAll(() => world.stop())

const enter = (caller: Caller, body: object) => caller.post<{ standIn: StandIn }>('/api/stand-ins', body)
const overview = async (caller: Caller, branch = '2') => (await caller.get(`/api/branches/${branch}/overview`)).status
const rolesOf = async (caller: Caller) =>
  (await caller.get<{ employee: { roles: string[] } }>('/api/session')).body.employee.roles
const days = (firstDay: string, lastDay = firstDay) => ({ employeeId: 'ZhaoTing', firstDay, lastDay })

describe('a stand-in', () => {
  it("gives the lead's branches to another employee on its days, from one request to the next, and takes them back", async () => {
    expect(await overview(deputy)).toBe(404)
    const { status, body } = await enter(lead, days('2026-11-23', '2026-11-24'))
    expect(status).toBe(201)
    expect(body.standIn).toMatchObject({ state: 'active', deputy: { id: 'zhaoting' }, may: { end: true } })
    expect(await overview(deputy)).toBe(200)
    expect(await rolesOf(deputy)).toContain('lead')
    expect(await overview(deputy, '3')).toBe(404)
    expect(await overview(lead)).toBe(200)
    await lead.post(`/api/stand-ins/${body.standIn.id}/end`)
    expect(await overview(deputy)).toBe(404)
    expect(await rolesOf(deputy)).not.toContain('lead')
  })

  it('tells its deputy which branches it lends, wherever the lead works, and its lead whose people can be entered', async () => {
    const move = (branchId: string) =>
      world.database.write((tx) =>
        tx.updateTable('branchLead').set({ branchId }).where('employeeId', '=', 'lichunfeng').execute(),
      )
    const { body } = await enter(lead, days('2026-11-23', '2026-11-24'))
    await move('3')
    const told = await deputy.get<{ items: { id: string; branch: { id: string }; lent: object[] }[] }>('/api/stand-ins')
    expect(told.body.items.find(({ id }) => id === body.standIn.id)).toMatchObject({
      branch: { id: '2' },
      lent: [{ id: '3' }],
    })
    expect(await overview(deputy, '3')).toBe(200)
    expect((await deputy.get('/api/session')).body).toMatchObject({ leads: [{ id: '3' }] })
    expect((await deputy.get('/api/stand-ins')).body).toMatchObject({ branches: [], may: { enter: false } })
    expect((await lead.get('/api/stand-ins')).body).toMatchObject({ branches: [{ id: '3' }], may: { enter: true } })
    await move('2')
    await lead.post(`/api/stand-ins/${body.standIn.id}/end`)
    const over = (await deputy.get<{ items: { lent: object[] }[] }>('/api/stand-ins')).body.items
    expect(over.flatMap(({ lent }) => lent)).toEqual([])
  })

  it('lends nothing of a lead who leads no more, and cannot be lent on', async () => {
    const { body } = await enter(lead, days('2026-11-23', '2026-11-24'))
    expect(await overview(deputy)).toBe(200)
    expect((await enter(deputy, { ...days('2026-11-23'), employeeId: 'LinXiaoMan' })).status).toBe(404)
    const led = await world.database.read.selectFrom('branchLead').selectAll().where('branchId', '=', '2').execute()
    await world.database.write((tx) => tx.deleteFrom('branchLead').where('branchId', '=', '2').execute())
    expect(await overview(deputy)).toBe(404)
    await world.database.write((tx) => tx.insertInto('branchLead').values(led).execute())
    await lead.post(`/api/stand-ins/${body.standIn.id}/end`)
  })

  it("does not let the deputy enter the lead's leave, nor decide on their own add", async () => {
    const { body } = await enter(lead, days('2026-11-23'))
    const half = { firstHalf: 'morning', lastHalf: 'afternoon', firstDay: '2026-12-01', lastDay: '2026-12-01' }
    expect((await deputy.post('/api/leave', { employeeId: 'LiChunFeng', ...half })).status).toBe(403)
    const own = await world.database.read
      .selectFrom('add')
      .select('id')
      .where('employeeId', '=', 'zhaoting')
      .executeTakeFirstOrThrow()
    expect((await deputy.post(`/api/adds/${own.id}/review`, { reason: '虚构的理由' })).status).toBe(403)
    await lead.post(`/api/stand-ins/${body.standIn.id}/end`)
  })

  it.each([
    ['oneself', { employeeId: 'LiChunFeng', firstDay: '2026-12-01', lastDay: '2026-12-01' }, 409],
    ['somebody of another branch', { employeeId: 'HeQing', firstDay: '2026-12-01', lastDay: '2026-12-01' }, 404],
    ['days that have passed', days('2026-11-01'), 422],
    ['an end before the beginning', days('2026-12-02', '2026-12-01'), 422],
    ['more than a month', days('2026-12-01', '2027-01-01'), 422],
    ['a field of the table', { ...days('2026-12-01'), leadId: 'fanhewan' }, 400],
  ])('cannot be entered for %s', async (_what, body, status) => {
    expect((await enter(lead, body)).status).toBe(status)
  })

  it('is one at a time, also when two are entered at once', async () => {
    const both = await Promise.all([enter(lead, days('2026-12-05', '2026-12-07')), enter(lead, days('2026-12-07'))])
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409])
    const items = (await lead.get<{ items: StandIn[] }>('/api/stand-ins')).body.items
    expect(items.filter(({ state }) => state === 'planned')).toHaveLength(1)
  })

  it('is in the audit log, when it is entered and when it is ended', async () => {
    const actions = await world.database.read
      .selectFrom('audit')
      .select(['action', 'actorId'])
      .where('objectKind', '=', 'stand-in')
      .execute()
    expect(actions.every(({ actorId }) => actorId === 'lichunfeng')).toBe(true)
    expect(new Set(actions.map(({ action }) => action))).toEqual(new Set(['stand-in/entered', 'stand-in/ended']))
  })
})
