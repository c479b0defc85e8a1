import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Assignment } from '../../server/contract/assignment.ts'
import type { FollowUp } from '../../server/contract/follow-up.ts'
import { giveLeave, layContacts, type Assigned, type Preview, type ProblemTold } from '../support/assignment-ground.ts'
import type { Caller } from '../support/caller.ts'
import { startWorld, type TestWorld } from '../support/world.ts'

/** A whole hand-on on PostgreSQL; on PGlite, which has one slow connection, enough for several batches. */
const MANY = process.env['TEST_DATABASE_URL'] ? 5_000 : 230
const leaver = 'JinLiKai'
const yesterday = new Date('2026-11-20T10:00:00+08:00')

let world: TestWorld
let lead: Caller
let head: Caller
let teller: Caller
beforeAll(async () => {
  world = await startWorld()
  await world.control('employees', { id: 'ZongHang', name: '宗航', branchId: 1, position: '区域负责人', isLead: true })
  await world.control('employees', { id: 'HanMei', name: '韩梅', branchId: 2, position: '柜员' })
  await world.control('employees', { id: leaver, name: '金离开', branchId: 2, position: '柜员' })
  await world.product.runDue()
  lead = await world.signIn('LiChunFeng')
  head = await world.signIn('ZongHang')
  teller = await world.signIn('LinXiaoMan')
})
afterAll(() => world.stop())

type Told = { assignment: Assignment } & ProblemTold
type Previewed = Preview & { followUps: number } & ProblemTold
const handOn = (who: Caller, body: object) => who.post<Told>('/api/reassignments', body)
const preview = (body: object) => lead.post<Previewed>('/api/reassignments/preview', body)
const listOf = (state: string, employee?: string) => ({
  list: { branch: '2', state, ...(employee ? { employee } : {}) },
})
const read = async (who: Caller, id: string) =>
  (await who.get<{ assignment: Assignment }>(`/api/assignments/${id}`)).body.assignment

/** Of the follow-up that is laid for the contact. */
function idOf(contactId: string): string {
  const hash = createHash('md5').update(contactId).digest('hex')
  return [hash.slice(0, 8), hash.slice(8, 12), `4${hash.slice(13, 16)}`, `8${hash.slice(17, 20)}`, hash.slice(20)].join(
    '-',
  )
}

/** Contacts of the tag with their own open follow-up each, all with this employee, and with these related too. */
async function lay(
  tag: string,
  count: number,
  holder: string,
  others: string[] = [],
  dueAt = new Date('2026-11-26T18:00:00+08:00'),
) {
  await layContacts(world, tag, count, [holder])
  const at = world.simulator.clock.now()
  await world.database.write(async (tx) => {
    await sql`INSERT INTO relation (employee_id, contact_id, started_at)
      SELECT other, relation.contact_id, ${at}::timestamptz - interval '1 hour'
      FROM relation, unnest(${others}::text[]) AS other WHERE relation.contact_id LIKE ${`${tag}-%`}`.execute(tx)
    await sql`INSERT INTO follow_up (id, contact_id, assignee_id, kind, title, reason, due_at, priority, state, origin, created_by, created_at, closed_itself, once_in)
      SELECT overlay(overlay(md5(id) PLACING '4' FROM 13) PLACING '8' FROM 17)::uuid::text, id, ${holder}, 'call', ${tag}, '样例', ${dueAt}, 'normal', 'open', 'rule', 'system', ${at}, false, '*'
      FROM contact WHERE id LIKE ${`${tag}-%`}`.execute(tx)
  })
  return Array.from({ length: count }, (_, n) => idOf(`${tag}-${String(n + 1).padStart(5, '0')}`))
}
/** Who has how many of the tag open. */
async function openWith(tag: string): Promise<Record<string, number>> {
  const rows = await world.database.read
    .selectFrom('followUp')
    .select(({ fn }) => ['assigneeId', fn.countAll<number>().as('count')])
    .where('title', '=', tag)
    .where('state', '=', 'open')
    .groupBy('assigneeId')
    .execute()
  return Object.fromEntries(rows.map(({ assigneeId, count }) => [assigneeId, count]))
}
const noticesOf = (id: string) =>
  world.database.read.selectFrom('notice').select(['employeeId', 'state']).where('followUpId', '=', id).execute()
const changesOf = (tag: string) =>
  world.database.read
    .selectFrom('followUpChange')
    .innerJoin('followUp', 'followUp.id', 'followUpChange.followUpId')
    .select(['followUp.id', 'followUpChange.kind', 'followUpChange.by', 'followUpChange.facts'])
    .where('followUp.title', '=', tag)
    .execute()

describe('The work of people who left', () => {
  beforeAll(async () => {
    await lay('wm-both', 4, leaver.toLowerCase(), ['linxiaoman', 'zhaoting'])
    await lay('wm-one', 3, leaver.toLowerCase(), ['zhaoting'])
    await lay('wm-alone', 2, leaver.toLowerCase())
    await world.control('employees/removal', { id: leaver })
    await world.product.runDue()
  })

  it('is looked at before it is handed on: how many, the load of each, and what nobody can take over', async () => {
    const { status, body } = await preview(listOf('left'))
    expect(status).toBe(200)
    expect(body).toMatchObject({ followUps: 9, count: 7, onLeave: [], leftToday: 20_000 })
    expect(body.load.map(({ employee, open, new: fresh }) => [employee.id, open, fresh])).toEqual([
      ['linxiaoman', 0, 4],
      ['zhaoting', 0, 3],
    ])
    expect(body.skipped).toMatchObject([{ contacts: 2, reason: expect.stringContaining('没有好友关系') }])
    expect(await openWith('wm-both')).toEqual({ [leaver.toLowerCase()]: 4 })
  })

  it('offers who has the relation where none of the chosen has it', async () => {
    const { body } = await preview({ ...listOf('left'), assigneeIds: ['LinXiaoMan'] })
    expect(body).toMatchObject({ followUps: 9, count: 4, load: [{ employee: { id: 'linxiaoman' }, new: 4 }] })
    const related = body.skipped[0]?.first.filter(({ contact }) => contact.id.startsWith('wm-one'))
    expect(related?.[0]?.related).toEqual([{ id: 'zhaoting', name: expect.any(String) }])
  })

  it('is not given to whoever is on leave, unless told otherwise', async () => {
    await giveLeave(world, 'zhaoting', '2026-11-23')
    const { body } = await preview(listOf('left'))
    expect(body).toMatchObject({ count: 4, onLeave: [{ employee: { id: 'zhaoting' }, contacts: 7 }] })
    expect((await preview({ ...listOf('left'), includeOnLeave: true })).body.count).toBe(7)
    await world.database.write((tx) => tx.deleteFrom('leave').where('employeeId', '=', 'zhaoting').execute())
  })

  it('goes to colleagues in one act that can be repeated, with who had it in its history, and only they are told', async () => {
    const key = { 'Idempotency-Key': 'made-up-hand-on' }
    const first = await lead.post<Told>('/api/reassignments', listOf('left'), key)
    expect(first).toMatchObject({
      status: 201,
      body: { assignment: { state: 'done', reassigns: 'left', contacts: 9, created: 7, skipped: [{ contacts: 2 }] } },
    })
    expect((await lead.post<Told>('/api/reassignments', listOf('left'), key)).body).toEqual(first.body)
    expect(await openWith('wm-one')).toEqual({ zhaoting: 3 })
    expect(await openWith('wm-both')).toEqual({ linxiaoman: 4 })
    const moved = (await changesOf('wm-one')).filter(({ kind }) => kind === 'moved')
    expect(moved.map(({ by, facts }) => [by, facts])).toEqual(
      Array.from({ length: 3 }, () => ['lichunfeng', { from: leaver.toLowerCase(), to: 'zhaoting' }]),
    )
    expect(await noticesOf(idOf('wm-one-00001'))).toMatchObject([{ employeeId: 'zhaoting' }])
    const left = await lead.get<{ items: { id: string }[] }>('/api/branches/2/follow-ups?state=left')
    const stuck = [idOf('wm-alone-00001'), idOf('wm-alone-00002')]
    expect(left.body.items.map(({ id }) => id)).toEqual(stuck.toSorted())
  })

  it('can be given back for ten minutes, but for what somebody has worked on', async () => {
    const { items } = (await lead.get<{ items: Assignment[] }>('/api/assignments')).body
    const id = items[0]?.id ?? ''
    await (
      await world.signIn('ZhaoTing')
    ).post(`/api/follow-ups/${idOf('wm-one-00001')}/completion`, { outcome: 'reached' })
    await world.product.runDue()
    const undone = await lead.post(`/api/assignments/${id}/undo`, {})
    expect(undone).toMatchObject({ status: 200, body: { cancelled: 6, kept: 1, told: 6 } })
    expect(await openWith('wm-one')).toEqual({ [leaver.toLowerCase()]: 2 })
    expect(await noticesOf(idOf('wm-one-00002'))).toEqual([])
    expect(await read(lead, id)).toMatchObject({ state: 'undone', created: 7, takenBack: 6, workedOn: 1 })
  })
})

describe('Overdue follow-ups', () => {
  it('go to somebody else who has the contact; where nobody else has, they stay and it says so', async () => {
    const alone = await lay('wm-stuck', 2, 'xuchuan', [], yesterday)
    const [first = '', second = '', third = ''] = await lay('wm-late', 3, 'xuchuan', ['linxiaoman'], yesterday)
    await world.database.write((tx) =>
      sql`INSERT INTO notice (id, employee_id, follow_up_id, state, due_at, attempts, created_at)
        VALUES ('n-late', 'xuchuan', ${first}, 'waiting', ${yesterday}, 0, ${yesterday})`.execute(tx),
    )
    const { body } = await preview(listOf('overdue', 'XuChuan'))
    expect(body).toMatchObject({ followUps: 5, count: 3, skipped: [{ contacts: 2 }] })
    expect(body.skipped[0]?.reason).toBe('除现在的负责人外，没有别的员工与该联系人有好友关系')
    const given = await handOn(lead, { followUpIds: [first, second, ...alone] })
    expect(given.body.assignment).toMatchObject({ reassigns: 'chosen', contacts: 4, created: 2 })
    expect(await openWith('wm-late')).toEqual({ linxiaoman: 2, xuchuan: 1 })
    expect(await noticesOf(first)).toMatchObject([{ employeeId: 'linxiaoman' }])
    const one = (await lead.get<{ followUp: FollowUp }>(`/api/follow-ups/${second}`)).body.followUp
    expect(one).toMatchObject({
      overdue: true,
      assignee: { id: 'linxiaoman' },
      history: [{ kind: 'moved', by: '李春风' }],
    })
    await world.database.write((tx) =>
      tx.updateTable('followUp').set({ state: 'cancelled', closedAt: yesterday }).where('id', '=', third).execute(),
    )
    const late = await handOn(lead, { followUpIds: [third] })
    expect(late.body.assignment.skipped).toEqual([{ reason: '任务刚刚已被完成、取消或改派', contacts: 1 }])
  })

  it('are not handed on to whoever has the same open already', async () => {
    const [id = ''] = await lay('wm-same', 1, 'xuchuan', ['linxiaoman'], yesterday)
    const own = { kind: 'call', title: 'wm-same', dueAt: '2026-11-26T18:00:00+08:00' }
    const made = await teller.post<Assigned>('/api/follow-ups', {
      ...own,
      contactIds: ['wm-same-00001'],
      assigneeIds: ['LinXiaoMan'],
    })
    expect(made.body.created).toHaveLength(1)
    const { body } = await handOn(lead, { followUpIds: [id] })
    expect(body.assignment).toMatchObject({ created: 0, skipped: [{ contacts: 1 }] })
    expect(body.assignment.skipped[0]?.reason).toContain('相同的跟进任务')
  })

  it('of two people that are the same for one contact become one, and the other stays where it is', async () => {
    await lay('wm-twice', 1, 'xuchuan', ['linxiaoman', 'zhaoting'], yesterday)
    await world.database.write(async (tx) => {
      await tx.updateTable('followUp').set({ onceIn: 'xuchuan' }).where('id', '=', idOf('wm-twice-00001')).execute()
      await sql`INSERT INTO follow_up (id, contact_id, assignee_id, kind, title, reason, due_at, priority, state, origin, created_by, created_at, closed_itself, once_in)
        SELECT ${idOf('wm-twice-00002')}, contact_id, 'zhaoting', kind, title, reason, due_at, priority, state, origin, 'zhaoting', created_at, false, 'zhaoting'
        FROM follow_up WHERE id = ${idOf('wm-twice-00001')}`.execute(tx)
    })
    const { status, body } = await handOn(lead, { followUpIds: [idOf('wm-twice-00001'), idOf('wm-twice-00002')] })
    expect(status).toBe(201)
    expect(body.assignment).toMatchObject({ created: 1, skipped: [{ contacts: 1 }] })
  })
})

describe('Very many at once', () => {
  /** The same, begun by another lead at the same moment. */
  async function beginAlongside(employeeId: string): Promise<string> {
    const at = world.simulator.clock.now()
    const id = idOf('alongside')
    await world.database.write(async (tx) => {
      await sql`INSERT INTO assignment (id, created_by, branch_id, created_at, locale, include_on_leave, kind, title, reason, due_at, priority, state, reassigns)
        VALUES (${id}, ${employeeId}, '1', ${at}, 'zh-CN', false, 'other', '', '', ${at}, 'normal', 'running', 'overdue')`.execute(
        tx,
      )
      await sql`INSERT INTO assignment_follow_up (assignment_id, follow_up_id, from_id)
        SELECT ${id}, id, assignee_id FROM follow_up WHERE title = 'wm-many'`.execute(tx)
    })
    return id
  }

  it('are a job, each goes to exactly one though two leads hand them on at once, and fairly', async () => {
    await lay('wm-many', MANY, 'hanmei', [], yesterday)
    await sql`INSERT INTO relation (employee_id, contact_id, started_at)
      SELECT other, contact_id, started_at + interval '1 hour' FROM relation, unnest(ARRAY['xuchuan', 'zhaoting']) AS other
      WHERE contact_id LIKE 'wm-many-%' AND employee_id = 'hanmei'`.execute(world.database.read)
    await world.database.write((tx) =>
      sql`UPDATE follow_up SET state = 'cancelled' WHERE state = 'open' AND title <> 'wm-many'`.execute(tx),
    )
    const theirs = await beginAlongside('zonghang')
    const asked = { ...listOf('overdue', 'HanMei'), assigneeIds: ['XuChuan', 'ZhaoTing'] }
    const mine = await handOn(lead, asked)
    expect(mine).toMatchObject({ status: 201, body: { assignment: { state: 'running', contacts: MANY, created: 0 } } })
    await world.product.runDue()
    const ends = await Promise.all([read(lead, mine.body.assignment.id), read(head, theirs)])
    expect(ends.map(({ state, waiting }) => [state, waiting])).toEqual([
      ['done', 0],
      ['done', 0],
    ])
    expect(ends.reduce((sum, { created }) => sum + created, 0)).toBe(MANY)
    expect(await openWith('wm-many')).toEqual({ xuchuan: MANY / 2, zhaoting: MANY / 2 })
    const moved = (await changesOf('wm-many')).filter(({ kind }) => kind === 'moved')
    expect([moved.length, new Set(moved.map(({ id }) => id)).size]).toEqual([MANY, MANY])
  }, 300_000)
})

describe('What handing on refuses', () => {
  it('is whatever is out of the lead’s scope, each by itself, and whoever leads nobody', async () => {
    const [id = ''] = await lay('wm-mine', 1, 'linxiaoman', ['zhaoting'], yesterday)
    const [other = ''] = await lay('wm-theirs', 1, 'heqing', [], yesterday)
    const gone = { status: 404, body: { type: 'follow-up/not-found' } }
    expect(await handOn(lead, { followUpIds: [id, other] })).toMatchObject(gone)
    expect(await openWith('wm-mine')).toEqual({ linxiaoman: 1 })
    expect(await handOn(teller, { followUpIds: [other] })).toMatchObject(gone)
    expect((await handOn(teller, { followUpIds: [id] })).body.type).toBe('request/forbidden')
    expect((await handOn(teller, listOf('overdue'))).body.type).toBe('branch/not-found')
    expect((await handOn(lead, { list: { branch: '3', state: 'overdue' } })).body.type).toBe('branch/not-found')
    expect((await handOn(lead, listOf('overdue', 'HeQing'))).body.type).toBe('follow-up/assignee-not-found')
    for (const assigneeIds of [['HeQing'], [leaver], ['NobodyMadeUp']]) {
      const refused = await handOn(lead, { followUpIds: [id], assigneeIds })
      expect(refused).toMatchObject({ status: 404, body: { type: 'follow-up/assignee-not-found' } })
    }
  })

  it('is a body that names both or neither, or more than the contract knows (T31)', async () => {
    const followUpIds = [idOf('wm-mine-00001')]
    for (const wrong of [{}, { followUpIds, ...listOf('left') }, { followUpIds, by: 'x' }, listOf('completed')]) {
      expect((await handOn(lead, wrong)).status).toBe(400)
    }
  })

  it('is more than a lead can hand on and assign on one day together (T29)', async () => {
    const at = world.simulator.clock.now()
    const other = await world.signIn('FanHeWan')
    const [first = '', second = ''] = await lay('wm-quota', 2, 'yuhe', ['fanhewan'], yesterday)
    await world.database.write(async (tx) => {
      await sql`INSERT INTO assignment (id, created_by, branch_id, created_at, locale, include_on_leave, kind, title, reason, due_at, priority, state, reassigns)
        VALUES ('quota', 'fanhewan', '4', ${at}, 'zh-CN', false, 'other', '', '', ${at}, 'normal', 'done', 'overdue')`.execute(
        tx,
      )
      await sql`INSERT INTO assignment_follow_up (assignment_id, follow_up_id, from_id, to_id)
        SELECT 'quota', 'gone-' || n, 'yuhe', 'somebody' FROM generate_series(1, 19999) AS n`.execute(tx)
    })
    const refused = await handOn(other, { followUpIds: [first, second] })
    expect(refused).toMatchObject({ status: 429, body: { type: 'follow-up/quota' } })
    expect((await handOn(other, { followUpIds: [first] })).status).toBe(201)
  })
})

describe('What was handed on across branches', () => {
  it('is told to each lead for their own branch alone, and is stopped where its lead leads nobody any more', async () => {
    await world.control('employees', { id: 'ErHao', name: '二号', branchId: 1, position: '负责人', isLead: true })
    await world.product.runDue()
    await lay('wm-two', 2, 'linxiaoman', ['zhaoting'], yesterday)
    await lay('wm-three', 3, 'heqing', [], yesterday)
    const { body } = await handOn(head, { list: { branch: '1', state: 'overdue' } })
    const { id, contacts } = body.assignment
    await world.database.write((tx) => sql`UPDATE assignment SET branch_id = '2' WHERE id = ${id}`.execute(tx))
    expect(contacts).toBeGreaterThan((await read(lead, id)).contacts)
    const { rows } = await sql<{ count: number }>`
      SELECT count(*)::int AS count FROM assignment_follow_up JOIN follow_up ON follow_up.id = follow_up_id
      JOIN employee ON employee.id = assignee_id WHERE assignment_id = ${id} AND employee.branch_id = '2'`.execute(
      world.database.read,
    )
    expect((await read(lead, id)).contacts).toBe(rows[0]?.count)
    await world.database.write(async (tx) => {
      await sql`UPDATE assignment SET state = 'running', finished_at = NULL WHERE id = ${id}`.execute(tx)
      await sql`DELETE FROM branch_lead WHERE employee_id = 'zonghang'`.execute(tx)
    })
    await world.product.runDue()
    const { state } = await world.database.read
      .selectFrom('assignment')
      .select('state')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(state).toBe('stopped')
  })
})
