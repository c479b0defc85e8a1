import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '../support/caller.ts'
import { startWorld, type TestWorld } from '../support/world.ts'

let world: TestWorld
let operator: Caller
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

type Inbox = {
  waiting: number
  dead: number
  items: { seq: number; kind: string; state: string; reason: string; sentence: string; may: { replay: boolean } }[]
}
const inbox = async () => (await operator.get<Inbox>('/api/inbox')).body
const replay = (seq: number | null) => operator.post<{ replayed: number }>('/api/inbox/replay', { seq })
const name = '示例重放'
const adds = async () =>
  await world.database.read
    .selectFrom('add')
    .innerJoin('contact', 'contact.id', 'add.contactId')
    .select('add.id')
    .where('contact.name', '=', name)
    .execute()

describe('An event that was given up', () => {
  it('is listed without whom it is about, handled when it is replayed, and then listed no more', async () => {
    await world.control('faults', { path: 'externalcontact/get', errcode: 48009, times: 5 })
    const { contactId } = await world.control<{ contactId: string }>('adds', { employeeId: 'LinXiaoMan', name })
    for (let round = 0; round < 5; round += 1) await world.control('clock', { advance: 'PT20M' })
    operator = await world.signIn('ZhouYunFan')
    const given = await inbox()
    expect(given).toMatchObject({ waiting: 0, dead: 1 })
    expect(given.items).toMatchObject([{ kind: 'contact-added', state: 'dead', may: { replay: true } }])
    expect(JSON.stringify(given)).not.toContain(contactId)
    expect(JSON.stringify(given).toLowerCase()).not.toContain('linxiaoman')
    expect(await adds()).toHaveLength(0)

    expect((await replay(given.items[0]?.seq ?? 0)).body).toEqual({ replayed: 1 })
    await world.product.runDue()
    expect(await inbox()).toMatchObject({ waiting: 0, dead: 0, items: [] })
    expect(await adds()).toHaveLength(1)
    expect((await replay(null)).body).toEqual({ replayed: 0 })
  })
})
