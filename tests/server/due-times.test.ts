import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { giveLeave, layContacts, type Assigned, type ProblemTold } from '../support/assignment-ground.ts'
import type { Caller } from '../support/caller.ts'
import { startWorld, type TestWorld } from '../support/world.ts'

let world: TestWorld
let lead: Caller
let teller: Caller
beforeAll(async () => {
  world = await startWorld()
  lead = await world.signIn('LiChunFeng')
  teller = await world.signIn('LinXiaoMan')
  await layContacts(world, 'wm-due', 4, ['linxiaoman'])
  await world.database.write((tx) =>
    tx
      .insertInto('branchDay')
      .values({
        branchId: '2',
        day: '2026-11-25',
        weight: 0,
        note: '虚构的停业',
        enteredBy: 'system',
        enteredAt: new Date(0),
      })
      .execute(),
  )
  await giveLeave(world, 'linxiaoman', '2026-11-24')
})
afterAll(() => world.stop())

const offered = async (who: Caller): Promise<string[]> =>
  (await who.get<{ items: string[] }>('/api/due-choices')).body.items.map((at) => at.slice(0, 16))
const evenings = (...days: number[]): string[] => days.map((day) => `2026-11-${day}T18:00`)
const assign = (number: number, dueAt: string) =>
  lead.post<Assigned & ProblemTold>('/api/follow-ups', {
    contactIds: [`wm-due-0000${number}`],
    kind: 'call',
    reason: '样例：到期',
    title: '样例：到期',
    dueAt,
  })
const postpone = (who: Caller, id: string, dueAt: string) =>
  who.post<ProblemTold>(`/api/follow-ups/${id}/postponement`, { dueAt })

describe('The due times that are offered', () => {
  it('leave out weekends, the days the branch is closed, and for oneself the days of leave', async () => {
    expect(await offered(lead)).toEqual(evenings(23, 24, 26, 27, 30))
    expect(await offered(teller)).toEqual([...evenings(23, 26, 27, 30), '2026-12-01T18:00'])
  })

  it('are all taken when somebody chooses them', async () => {
    const { body } = await assign(1, '2026-11-23T18:00:00+08:00')
    const { items } = (await lead.get<{ items: string[] }>('/api/due-choices')).body
    for (const dueAt of items) expect((await postpone(lead, body.created[0]?.id ?? '', dueAt)).status).toBe(200)
  })
})

describe('A time that somebody chose themselves', () => {
  it('is corrected where it is past or on a day off: the next working hour is told and is taken', async () => {
    const { body } = await assign(2, '2026-11-23T18:00:00+08:00')
    const id = body.created[0]?.id ?? ''
    const past = await postpone(teller, id, '2026-11-20T10:00:00+08:00')
    expect(past).toMatchObject({ status: 422, body: { type: 'follow-up/due-in-past' } })
    expect((await postpone(teller, id, past.body.nextAt ?? '')).status).toBe(200)
    const closed = await postpone(lead, id, '2026-11-25T15:00:00+08:00')
    expect(closed.body).toMatchObject({ type: 'follow-up/day-off', nextAt: '2026-11-26T08:30:00+08:00' })
    expect((await postpone(lead, id, closed.body.nextAt ?? '')).status).toBe(200)
  })
})

describe('Follow-ups that are due', () => {
  it('are those that the figure of my day is the number of: overdue, or by the end of today', async () => {
    await assign(3, '2026-11-23T18:00:00+08:00')
    await assign(4, '2026-11-24T18:00:00+08:00')
    const due = await teller.get<{ items: { dueAt: string }[] }>('/api/follow-ups?state=due&assignee=me')
    const { followUpsDue } = (await teller.get<{ followUpsDue: number }>('/api/my-day')).body
    expect(due.body.items.length).toBeGreaterThan(0)
    expect(due.body.items).toHaveLength(followUpsDue)
    expect(due.body.items.every(({ dueAt }) => dueAt < '2026-11-24T00:00:00+08:00')).toBe(true)
  })
})
