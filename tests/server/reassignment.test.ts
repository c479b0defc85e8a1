import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Assignment } from '../../server/contract/assignment.ts'
import type { FollowUp } from '../../server/contract/follow-up.ts'
import { giveLeave, type Assigned } from '../support/assignment-ground.ts'
import {
  changesOf,
  handOn,
  idOf,
  lay,
  leaver,
  listOf,
  noticesOf,
  openWith,
  preview,
  read,
  useReassignmentGround,
  yesterday,
  type Told,
} from '../support/reassignment-ground.ts'

const ground = useReassignmentGround()

describe('The work of people who left', () => {
  beforeAll(async () => {
    await lay(ground.world, 'wm-both', 4, leaver.toLowerCase(), ['linxiaoman', 'zhaoting'])
    await lay(ground.world, 'wm-one', 3, leaver.toLowerCase(), ['zhaoting'])
    await lay(ground.world, 'wm-alone', 2, leaver.toLowerCase())
    await ground.world.control('employees/removal', { id: leaver })
    await ground.world.product.runDue()
  })

  it('is looked at before it is handed on: how many, the load of each, and what nobody can take over', async () => {
    const { status, body } = await preview(ground.lead, listOf('left'))
    expect(status).toBe(200)
    expect(body).toMatchObject({ followUps: 9, count: 7, onLeave: [], leftToday: 20_000 })
    expect(body.load.map(({ employee, open, new: fresh }) => [employee.id, open, fresh])).toEqual([
      ['linxiaoman', 0, 4],
      ['zhaoting', 0, 3],
    ])
    expect(body.skipped).toMatchObject([{ contacts: 2, reason: '没有别的员工与该联系人有好友关系，可先办理客户交接' }])
    expect(await openWith(ground.world, 'wm-both')).toEqual({ [leaver.toLowerCase()]: 4 })
  })

  it('offers who has the relation where none of the chosen has it', async () => {
    const { body } = await preview(ground.lead, { ...listOf('left'), assigneeIds: ['LinXiaoMan'] })
    expect(body).toMatchObject({ followUps: 9, count: 4, load: [{ employee: { id: 'linxiaoman' }, new: 4 }] })
    const related = body.skipped[0]?.first.filter(({ contact }) => contact.id.startsWith('wm-one'))
    expect(related?.[0]?.related).toEqual([{ id: 'zhaoting', name: expect.any(String) }])
  })

  it('is not given to whoever is on leave, unless told otherwise', async () => {
    await giveLeave(ground.world, 'zhaoting', '2026-11-23')
    const { body } = await preview(ground.lead, listOf('left'))
    expect(body).toMatchObject({ count: 4, onLeave: [{ employee: { id: 'zhaoting' }, contacts: 7 }] })
    expect((await preview(ground.lead, { ...listOf('left'), includeOnLeave: true })).body.count).toBe(7)
    await ground.world.database.write((tx) => tx.deleteFrom('leave').where('employeeId', '=', 'zhaoting').execute())
  })

  it('goes to colleagues in one act that can be repeated, with who had it in its history, and only they are told', async () => {
    const key = { 'Idempotency-Key': 'made-up-hand-on' }
    const first = await ground.lead.post<Told>('/api/reassignments', listOf('left'), key)
    expect(first).toMatchObject({
      status: 201,
      body: { assignment: { state: 'done', reassigns: 'left', contacts: 9, created: 7, skipped: [{ contacts: 2 }] } },
    })
    expect((await ground.lead.post<Told>('/api/reassignments', listOf('left'), key)).body).toEqual(first.body)
    expect(await openWith(ground.world, 'wm-one')).toEqual({ zhaoting: 3 })
    expect(await openWith(ground.world, 'wm-both')).toEqual({ linxiaoman: 4 })
    const moved = (await changesOf(ground.world, 'wm-one')).filter(({ kind }) => kind === 'moved')
    expect(moved.map(({ by, facts }) => [by, facts])).toEqual(
      Array.from({ length: 3 }, () => ['lichunfeng', { from: leaver.toLowerCase(), to: 'zhaoting' }]),
    )
    expect(await noticesOf(ground.world, idOf('wm-one-00001'))).toMatchObject([{ employeeId: 'zhaoting' }])
    const left = await ground.lead.get<{ items: { id: string }[] }>('/api/branches/2/follow-ups?state=left')
    const stuck = [idOf('wm-alone-00001'), idOf('wm-alone-00002')]
    expect(left.body.items.map(({ id }) => id)).toEqual(stuck.toSorted())
  })

  it('can be given back for ten minutes, but for what somebody has worked on', async () => {
    const { items } = (await ground.lead.get<{ items: Assignment[] }>('/api/assignments')).body
    const id = items[0]?.id ?? ''
    await (
      await ground.world.signIn('ZhaoTing')
    ).post(`/api/follow-ups/${idOf('wm-one-00001')}/completion`, { outcome: 'reached' })
    await ground.world.product.runDue()
    const undone = await ground.lead.post(`/api/assignments/${id}/undo`, {})
    expect(undone).toMatchObject({ status: 200, body: { cancelled: 6, kept: 1, told: 6 } })
    expect(await openWith(ground.world, 'wm-one')).toEqual({ [leaver.toLowerCase()]: 2 })
    expect(await noticesOf(ground.world, idOf('wm-one-00002'))).toEqual([])
    expect(await read(ground.lead, id)).toMatchObject({ state: 'undone', created: 7, takenBack: 6, workedOn: 1 })
  })
})

describe('Overdue follow-ups', () => {
  it('go to somebody else who has the contact; where nobody else has, they stay and it says so', async () => {
    const alone = await lay(ground.world, 'wm-stuck', 2, 'xuchuan', [], yesterday)
    const [first = '', second = '', third = ''] = await lay(
      ground.world,
      'wm-late',
      3,
      'xuchuan',
      ['linxiaoman'],
      yesterday,
    )
    await ground.world.database.write((tx) =>
      sql`INSERT INTO notice (id, employee_id, follow_up_id, state, due_at, attempts, created_at)
        VALUES ('n-late', 'xuchuan', ${first}, 'waiting', ${yesterday}, 0, ${yesterday})`.execute(tx),
    )
    const { body } = await preview(ground.lead, listOf('overdue', 'XuChuan'))
    expect(body).toMatchObject({ followUps: 5, count: 3, skipped: [{ contacts: 2 }] })
    expect(body.skipped[0]?.reason).toBe('没有别的员工与该联系人有好友关系，可先办理客户交接')
    const given = await handOn(ground.lead, { followUpIds: [first, second, ...alone] })
    expect(given.body.assignment).toMatchObject({ reassigns: 'chosen', contacts: 4, created: 2 })
    expect(await openWith(ground.world, 'wm-late')).toEqual({ linxiaoman: 2, xuchuan: 1 })
    expect(await noticesOf(ground.world, first)).toMatchObject([{ employeeId: 'linxiaoman' }])
    const one = (await ground.lead.get<{ followUp: FollowUp }>(`/api/follow-ups/${second}`)).body.followUp
    expect(one).toMatchObject({
      overdue: true,
      assignee: { id: 'linxiaoman' },
      history: [{ kind: 'moved', by: '李春风' }],
    })
    await ground.world.database.write((tx) =>
      tx.updateTable('followUp').set({ state: 'cancelled', closedAt: yesterday }).where('id', '=', third).execute(),
    )
    const late = await handOn(ground.lead, { followUpIds: [third] })
    expect(late.body.assignment.skipped).toEqual([{ reason: '任务刚刚已被完成、取消或改派', contacts: 1 }])
  })

  it('are not handed on to whoever has the same open already', async () => {
    const [id = ''] = await lay(ground.world, 'wm-same', 1, 'xuchuan', ['linxiaoman'], yesterday)
    const own = { kind: 'call', title: 'wm-same', dueAt: '2026-11-26T18:00:00+08:00' }
    const made = await ground.teller.post<Assigned>('/api/follow-ups', {
      ...own,
      contactIds: ['wm-same-00001'],
      assigneeIds: ['LinXiaoMan'],
    })
    expect(made.body.created).toHaveLength(1)
    const { body } = await handOn(ground.lead, { followUpIds: [id] })
    expect(body.assignment).toMatchObject({ created: 0, skipped: [{ contacts: 1 }] })
    expect(body.assignment.skipped[0]?.reason).toContain('相同的跟进任务')
  })

  it('of two people that are the same for one contact become one, and the other stays where it is', async () => {
    await lay(ground.world, 'wm-twice', 1, 'xuchuan', ['linxiaoman', 'zhaoting'], yesterday)
    await ground.world.database.write(async (tx) => {
      await tx.updateTable('followUp').set({ onceIn: 'xuchuan' }).where('id', '=', idOf('wm-twice-00001')).execute()
      await sql`INSERT INTO follow_up (id, contact_id, assignee_id, kind, title, reason, due_at, priority, state, origin, created_by, created_at, closed_itself, once_in)
        SELECT ${idOf('wm-twice-00002')}, contact_id, 'zhaoting', kind, title, reason, due_at, priority, state, origin, 'zhaoting', created_at, false, 'zhaoting'
        FROM follow_up WHERE id = ${idOf('wm-twice-00001')}`.execute(tx)
    })
    const { status, body } = await handOn(ground.lead, {
      followUpIds: [idOf('wm-twice-00001'), idOf('wm-twice-00002')],
    })
    expect(status).toBe(201)
    expect(body.assignment).toMatchObject({ created: 1, skipped: [{ contacts: 1 }] })
  })
})
