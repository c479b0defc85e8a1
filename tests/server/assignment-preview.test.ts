import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { giveLeave, layContacts } from '../support/assignment-ground.ts'
import type { Preview, ProblemTold } from '../support/assignment-ground.ts'
import type { Caller } from '../support/caller.ts'
import { startWorld, type TestWorld } from '../support/world.ts'

const dueAt = '2026-11-26T18:00:00+08:00'
const call = { kind: 'call', title: '样例：回访', dueAt }

let world: TestWorld
let lead: Caller
beforeAll(async () => {
  world = await startWorld()
  lead = await world.signIn('LiChunFeng')
})
afterAll(() => world.stop())

const assign = (body: object) => lead.post('/api/follow-ups', { ...call, reason: '样例原因', ...body })
const preview = (body: object) => lead.post<Preview & ProblemTold>('/api/follow-ups/preview', { ...call, ...body })
const countOpen = async (title: string) =>
  (
    await world.database.read
      .selectFrom('followUp')
      .select('id')
      .where('title', '=', title)
      .where('state', '=', 'open')
      .execute()
  ).length

describe('The preview of an assignment', () => {
  it('says how many, the load of each, who is on leave and who is skipped and why, and writes nothing', async () => {
    await layContacts(world, 'wm-preview', 9, ['linxiaoman', 'zhaoting', 'xuchuan'])
    await giveLeave(world, 'xuchuan', '2026-11-26')
    await assign({ contactIds: ['wm-preview-00003'], title: '样例：预览' })
    const asked = { filter: { tag: 'wm-preview', days: 5 }, title: '样例：预览' }
    const before = await countOpen('样例：预览')
    const { status, body } = await preview(asked)
    expect(status).toBe(200)
    expect(body).toMatchObject({ contacts: 9, count: 5, reason: '添加满 5 天', dueAt })
    expect(body.load.map(({ employee, new: fresh }) => [employee.id, fresh])).toEqual([
      ['zhaoting', 3],
      ['linxiaoman', 2],
    ])
    expect(body.onLeave).toEqual([{ employee: { id: 'xuchuan', name: expect.any(String) }, contacts: 3 }])
    expect(body.skipped.map(({ contacts, reason }) => [contacts, reason])).toEqual([
      [3, '与该联系人有好友关系的员工正在请假'],
      [1, '该联系人已有一个相同的跟进任务未完成'],
    ])
    expect(await countOpen('样例：预览')).toBe(before)
    const all = await preview({ ...asked, includeOnLeave: true })
    expect(all.body).toMatchObject({ count: 8, skipped: [{ contacts: 1 }] })
  })

  it('proposes due times on working days only', async () => {
    const { body } = await preview({ filter: { tag: 'wm-preview' }, dueAt: undefined })
    expect(body.dueChoices.map((at) => at.slice(0, 16))).toEqual(
      ['23', '24', '25', '26', '27'].map((day) => `2026-11-${day}T18:00`),
    )
    expect(body.dueAt).toBe(body.dueChoices[0])
  })

  it('says whom it leaves out since somebody is asked to talk with them already', async () => {
    const asked = (filter: object) => preview({ filter: { tag: 'wm-preview', ...filter } })
    expect((await asked({ uncared: true })).body).toMatchObject({ contacts: 8, inHand: 1 })
    expect((await asked({})).body).toMatchObject({ contacts: 9, inHand: 0 })
  })

  it('finds by how long nobody has followed up, by channel, state, employee, branch and day of the add', async () => {
    const counted = async (filter: object) =>
      (await preview({ filter: { tag: 'wm-preview', ...filter } })).body.contacts
    expect(await counted({ uncared: true })).toBe(8)
    expect(await counted({ quiet: 5 })).toBe(8)
    expect(await counted({ quiet: 6 })).toBe(0)
    expect(await counted({ channel: '样例渠道' })).toBe(9)
    expect(await counted({ channel: '别的渠道' })).toBe(0)
    expect(await counted({ employee: 'ZhaoTing' })).toBe(3)
    expect(await counted({ branch: '2' })).toBe(9)
    expect(await counted({ state: 'notPrompted' })).toBe(9)
    expect(await counted({ state: 'verified' })).toBe(0)
    expect(await counted({ addedFrom: '2026-11-18', addedTo: '2026-11-19' })).toBe(9)
    expect(await counted({ addedFrom: '2026-11-19' })).toBe(0)
  })
})
