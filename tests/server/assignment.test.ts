import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Assignment } from '../../server/contract/assignment.ts'
import { lockFacts } from '../../server/features/follow-up/standing-store.ts'
import { forgetAfter, layContacts } from '../support/assignment-ground.ts'
import type { Assigned, Preview, ProblemTold } from '../support/assignment-ground.ts'
import type { Caller } from '../support/caller.ts'
import { startWorld, type TestWorld } from '../support/world.ts'

/** A whole assignment on PostgreSQL; on PGlite, which has one slow connection, enough for several batches. */
const MANY = process.env['TEST_DATABASE_URL'] ? 5_000 : 230
const dueAt = '2026-11-26T18:00:00+08:00'
const call = { kind: 'call', title: '样例：回访', dueAt }

let world: TestWorld
let lead: Caller
let head: Caller
let teller: Caller
beforeAll(async () => {
  world = await startWorld()
  await world.control('employees', { id: 'ZongHang', name: '宗航', branchId: 1, position: '区域负责人', isLead: true })
  await world.product.runDue()
  lead = await world.signIn('LiChunFeng')
  head = await world.signIn('ZongHang')
  teller = await world.signIn('LinXiaoMan')
})
afterAll(() => world.stop())

const lay = (tag: string, count: number, employeeIds: string[]) => layContacts(world, tag, count, employeeIds)
const assign = (who: Caller, body: object) =>
  who.post<Assigned & ProblemTold>('/api/follow-ups', { ...call, reason: '样例原因', ...body })
const preview = (who: Caller, body: object) =>
  who.post<Preview & ProblemTold>('/api/follow-ups/preview', { ...call, ...body })
const read = async (who: Caller, id: string) =>
  (await who.get<{ assignment: Assignment }>(`/api/assignments/${id}`)).body.assignment
const undo = (who: Caller, id: string) =>
  who.post<{ cancelled: number; kept: number } & ProblemTold>(`/api/assignments/${id}/undo`, {})
const countOpen = async (title: string) =>
  (
    await world.database.read
      .selectFrom('followUp')
      .select(['contactId', 'assigneeId'])
      .where('title', '=', title)
      .where('state', '=', 'open')
      .execute()
  ).length

describe('A contact that changes while follow-ups are shared out', () => {
  it('is looked at as it is after the change', async () => {
    await lay('wm-changing', 1, ['linxiaoman'])
    const id = 'wm-changing-00001'
    let begin = () => {}
    const begun = new Promise<void>((resolve) => (begin = resolve))
    const changing = world.database.write(async (tx) => {
      await lockFacts(tx, id)
      begin()
      await new Promise((resolve) => setTimeout(resolve, 300))
      const since = world.simulator.clock.now()
      await tx.insertInto('verification').values({ contactId: id, state: 'declined', since, failure: null }).execute()
    })
    await begun
    const [given] = await Promise.all([assign(lead, { contactIds: [id], kind: 'promptAgain' }), changing])
    expect(given.body).toMatchObject({
      created: [],
      skipped: [{ contactId: id, reason: expect.stringContaining('不愿') }],
    })
  })
})

describe('Assigning by filter', () => {
  it('is one job, shares out by load, and can be repeated under its key without doing it twice', async () => {
    await lay('wm-bulk', MANY, ['linxiaoman', 'zhaoting'])
    await lay('wm-shared', 40, ['linxiaoman'])
    await sql`INSERT INTO relation (employee_id, contact_id, started_at)
      SELECT 'zhaoting', contact_id, started_at + interval '1 hour' FROM relation WHERE contact_id LIKE 'wm-shared-%'`.execute(
      world.database.read,
    )
    const body = { ...call, filter: { tag: 'wm-bulk' }, title: '样例：批量' }
    const key = { 'Idempotency-Key': 'made-up-bulk-key' }
    const first = await lead.post<Assigned>('/api/follow-ups', body, key)
    expect(first).toMatchObject({ status: 201, body: { created: [], skipped: [], assignment: { contacts: MANY } } })
    const again = await lead.post<Assigned>('/api/follow-ups', body, key)
    expect(again.body).toEqual(first.body)
    await world.product.runDue()
    expect(await read(lead, first.body.assignment.id)).toMatchObject({
      state: 'done',
      contacts: MANY,
      created: MANY,
      waiting: 0,
      workedOn: 0,
      skipped: [],
      may: { undo: true },
    })
    expect(await countOpen('样例：批量')).toBe(MANY)

    const shared = await preview(lead, { filter: { tag: 'wm-shared' }, title: '样例：两人' })
    expect(shared.body.load.map((share) => share.new)).toEqual([expect.any(Number), expect.any(Number)])
    const after = shared.body.load.map((share) => share.open + share.new)
    expect(Math.abs((after[0] ?? 0) - (after[1] ?? 0))).toBeLessThanOrEqual(1)
  })

  it('goes on after the process that worked on it has died', async () => {
    await lay('wm-broken', 120, ['linxiaoman'])
    const { body } = await assign(lead, { filter: { tag: 'wm-broken' }, title: '样例：中断' })
    await world.product.runDue()
    const { id } = body.assignment
    await forgetAfter(world, id, 'wm-broken-00100')
    expect(await read(lead, id)).toMatchObject({ state: 'running', created: 100, waiting: 20 })
    await world.product.runDue()
    expect(await read(lead, id)).toMatchObject({ state: 'done', created: 120, waiting: 0 })
    expect(await countOpen('样例：中断')).toBe(120)
  })

  it('leaves each contact one open follow-up of a kind and title, though two leads assign them at once', async () => {
    await lay('wm-at-once', 60, ['linxiaoman'])
    const contactIds = Array.from({ length: 40 }, (_, n) => `wm-at-once-${String(n + 1).padStart(5, '0')}`)
    const title = '样例：同时'
    const both = await Promise.all([
      ...[lead, head].map((who) => assign(who, { contactIds, title })),
      ...[lead, head].map((who) => assign(who, { filter: { tag: 'wm-at-once' }, title })),
    ])
    expect(both.map(({ status }) => status)).toEqual([201, 201, 201, 201])
    await world.product.runDue()
    expect(await countOpen(title)).toBe(60)
  })
})

describe('Undoing an assignment', () => {
  it('takes back what nobody has worked on, and says how many somebody has', async () => {
    await lay('wm-undo', 60, ['linxiaoman'])
    const { body } = await assign(lead, { filter: { tag: 'wm-undo' }, title: '样例：撤销' })
    await world.product.runDue()
    const [done, moved] = await world.database.read
      .selectFrom('followUp')
      .select('id')
      .where('title', '=', '样例：撤销')
      .limit(2)
      .execute()
    await teller.post(`/api/follow-ups/${done?.id}/completion`, { outcome: 'reached' })
    await teller.post(`/api/follow-ups/${moved?.id}/postponement`, { dueAt: '2026-11-27T10:00:00+08:00' })
    expect((await undo(lead, body.assignment.id)).body).toMatchObject({ cancelled: 58, kept: 2 })
    await world.product.runDue()
    expect(await read(lead, body.assignment.id)).toMatchObject({ state: 'undone', takenBack: 58, workedOn: 2 })
    expect(await countOpen('样例：撤销')).toBe(1)
    expect(await undo(lead, body.assignment.id)).toMatchObject({ status: 409, body: { type: 'assignment/undo-over' } })
  })

  it('is for ten minutes, for the next level too, and for nobody else', async () => {
    const other = await world.signIn('FanHeWan')
    const { body } = await assign(lead, { contactIds: ['wm-undo-00001'], title: '样例：晚了' })
    const { id } = body.assignment
    for (const stranger of [other, teller]) {
      expect(await undo(stranger, id)).toMatchObject({ status: 404, body: { type: 'assignment/not-found' } })
    }
    const seen = await head.get<{ items: Assignment[] }>('/api/assignments')
    expect(seen.body.items[0]).toMatchObject({ id, by: { id: 'lichunfeng' }, created: 1 })
    await world.control('clock', { advance: 'PT10M1S' })
    expect((await undo(head, id)).status).toBe(409)
    expect((await read(lead, id)).may.undo).toBe(false)
  })
})

describe('What an assignment refuses', () => {
  it('is an assignee who is out of scope or has left', async () => {
    await world.control('employees', { id: 'JinLiKai', name: '金离开', branchId: 2, position: '柜员' })
    await world.control('employees/removal', { id: 'JinLiKai' })
    for (const assigneeIds of [['HeQing'], ['JinLiKai'], ['NobodyMadeUp']]) {
      const refused = await assign(lead, { contactIds: ['wm-undo-00001'], assigneeIds })
      expect(refused).toMatchObject({ status: 404, body: { type: 'follow-up/assignee-not-found' } })
    }
    expect((await assign(lead, { filter: { branch: '3' } })).body.type).toBe('branch/not-found')
    expect((await assign(lead, { filter: { employee: 'HeQing' } })).body.type).toBe('follow-up/assignee-not-found')
  })

  it('is a contact whom the chosen assignee does not know; it says who does', async () => {
    const { body } = await assign(lead, { contactIds: ['wm-undo-00001'], assigneeIds: ['ZhaoTing'] })
    expect(body).toMatchObject({ created: [], assignment: null })
    expect(body.skipped).toEqual([
      expect.objectContaining({ contactId: 'wm-undo-00001', related: [expect.objectContaining({ id: 'linxiaoman' })] }),
    ])
  })

  it('is a time in the past or on a day off; it says when the next working hours begin', async () => {
    const past = await assign(lead, { contactIds: ['wm-undo-00001'], dueAt: '2026-11-20T10:00:00+08:00' })
    expect(past).toMatchObject({ status: 422, body: { type: 'follow-up/due-in-past' } })
    expect(past.body.remedy).toMatch(/最近的上班时间是(今天|明天) \d\d:\d\d/)
    const sunday = { contactIds: ['wm-undo-00001'], dueAt: '2026-11-29T10:00:00+08:00' }
    for (const off of [await assign(lead, sunday), await preview(lead, sunday)]) {
      expect(off).toMatchObject({ status: 422, body: { type: 'follow-up/day-off' } })
      expect(off.body.remedy).toContain('11-30 08:30')
    }
    expect((await assign(teller, { ...sunday, title: '样例：自己的' })).status).toBe(201)
  })

  it('is a body that names contacts twice, not at all, or more than the contract knows (T31)', async () => {
    const contactIds = ['wm-undo-00001']
    for (const wrong of [{}, { contactIds, filter: {} }, { contactIds, keep: true, assigneeIds: ['ZhaoTing'] }]) {
      expect((await assign(lead, wrong)).status).toBe(400)
    }
    for (const wrong of [{ contactIds, createdBy: 'x' }, { filter: { state: 'verified', branchId: '3' } }]) {
      expect((await assign(lead, wrong)).status).toBe(400)
    }
  })

  it('is more than a lead can assign on one day (T29)', async () => {
    const made = world.simulator.clock.now()
    await lay('wm-quota', 3, ['yuhe'])
    await world.database.write((tx) =>
      sql`INSERT INTO follow_up (id, contact_id, assignee_id, kind, title, reason, due_at, priority, state, origin, created_by, created_at, closed_itself)
        SELECT 'quota-' || n, 'nobody', 'linxiaoman', 'other', '样例：很多 ' || n, '', ${made}, 'normal', 'cancelled', 'lead', 'fanhewan', ${made}, false
        FROM generate_series(1, 19999) AS n`.execute(tx),
    )
    const title = '样例：限额'
    const other = await world.signIn('FanHeWan')
    const refused = await assign(other, { filter: { tag: 'wm-quota' }, title })
    expect(refused).toMatchObject({ status: 429, body: { type: 'follow-up/quota' } })
    expect(refused.body.remedy).toContain('明天')
    expect((await assign(other, { contactIds: ['wm-quota-00001'], title })).status).toBe(201)
    expect((await assign(other, { contactIds: ['wm-quota-00002'], title })).status).toBe(429)
  })
})

describe('A lead who has left', () => {
  it('assigns no further: what is left of the job is stopped', async () => {
    await lay('wm-left', 60, ['linxiaoman'])
    const { body } = await assign(head, { filter: { tag: 'wm-left' }, title: '样例：离任' })
    await world.product.runDue()
    const { id } = body.assignment
    await world.control('employees/removal', { id: 'ZongHang' })
    await world.database.write((tx) =>
      tx.updateTable('assignment').set({ state: 'running', finishedAt: null }).where('id', '=', id).execute(),
    )
    await world.product.runDue()
    const { state } = await world.database.read
      .selectFrom('assignment')
      .select('state')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(state).toBe('stopped')
  })
})
